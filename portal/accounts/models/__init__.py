"""People and the roles they hold."""

from portal.accounts.models.memberships import Membership
from portal.accounts.models.users import User

__all__ = ["Membership", "User"]
