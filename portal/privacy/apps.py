"""Personal data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """Encrypted where they are kept, masked where they are shown."""

    name = "portal.privacy"
    label = "privacy"
    verbose_name = _("privacy")
