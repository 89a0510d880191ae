"""The setting standard of a day. Clause: S4."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from institutions.models import SettingStandard
from portal.accounts.refusals import Refusal


class NoStandard(Refusal):
    """Nothing says what to look at (S4)."""

    words = _("No setting standard is in force on that day.")


def standard_on(day: date) -> SettingStandard:
    """The setting standard in force on a day; visits and licensing are held to it. Clause: S4. Raises NoStandard."""
    standard = SettingStandard.objects.in_force(day)
    if standard is None:
        raise NoStandard(field="on")
    return standard
