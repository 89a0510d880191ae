"""Who acts: a person in one role over one territory, the daily work, or a citizen."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.accounts.refusals import NotAllowed
from portal.accounts.roles import ALL_CAPABILITIES, CITY_WIDE_ROLES, SECOND_FACTOR_ROLES, capabilities_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in the role they act in now. `district_ids` None means the whole city."""

    user: User | None
    membership: Membership | None
    role: str
    department: str
    district_ids: frozenset[int] | None
    street_id: int | None
    institution_id: int | None
    capabilities: frozenset[str]
    label: str

    @classmethod
    def of(cls, membership: Membership) -> "Actor":
        """Return the actor that `membership` makes of its user."""
        role = membership.role
        city_wide = role in CITY_WIDE_ROLES and membership.district_id is None
        districts = None if city_wide else frozenset(filter(None, [membership.district_id]))
        return cls(
            user=membership.user,
            membership=membership,
            role=role,
            department=membership.department,
            district_ids=districts,
            street_id=membership.street_id,
            institution_id=membership.institution_id,
            capabilities=capabilities_of(role, membership.department),
            label=membership.label,
        )

    @classmethod
    def system(cls) -> "Actor":
        """Return the actor of the daily work: it may do everything, and its events say so."""
        label = _("daily work")
        return cls(None, None, "system", "", None, None, None, ALL_CAPABILITIES, label)

    @classmethod
    def citizen(cls) -> "Actor":
        """Return the actor of the public pages: it sees nothing but what is public."""
        return cls(None, None, "citizen", "", frozenset(), None, None, frozenset(), _("the public"))

    @property
    def is_system(self) -> bool:
        return self.role == "system"

    @property
    def needs_second_factor(self) -> bool:
        return self.role in SECOND_FACTOR_ROLES

    def can(self, capability: str) -> bool:
        """Return whether the role holds `capability`."""
        return capability in self.capabilities

    def sees(self, obj: Model) -> bool:
        """Return whether `obj` is in what this actor may see: the same answer as lists give."""
        manager: Any = type(obj)._default_manager
        return manager.visible_to(self).filter(pk=obj.pk).exists()

    def must(self, capability: str, obj: Model | None = None) -> None:
        """Raise NotAllowed unless the role holds `capability` and, where given, `obj` is visible to it."""
        if not self.can(capability):
            raise NotAllowed()
        if obj is not None and not self.is_system and not self.sees(obj):
            raise NotAllowed()

    def must_in(self, capability: str, district_id: int) -> None:
        """Raise NotAllowed unless the role holds `capability` and the district lies in its territory."""
        if not self.can(capability) or (
            self.district_ids is not None and district_id not in self.district_ids
        ):
            raise NotAllowed()
