"""People and roles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, the roles they hold, and what each role may do and see."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("people and roles")
