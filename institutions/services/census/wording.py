"""The words for columns, refused rows, and why a candidate is one."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from institutions.models import CensusEntry

COLUMNS: dict[str, str | Promise] = {
    **{
        field: CensusEntry._meta.get_field(field).verbose_name  # type: ignore[union-attr]
        for field in (
            *("name", "code", "permit_number", "licence_seen", "permit_seen", "community", "address"),
            *("premises", "subjects", "content", "weekly_hours", "form", "teachers", "fee_items"),
            *("fee_standard", "person_met", "phone", "note", "street"),
        )
    },
    "problems": _("problems found"),
}
SLIPS = {
    "no_name": _("The institution's name is missing."),
    "no_address": _("The address is missing."),
    "check_digit": _("The check digit of %(detail)s does not fit."),
    "repeated": _("This institution stands in an earlier row already."),
    "too_long": _("Longer than %(detail)s characters."),
    "no_number": _("“%(detail)s” is no number that can be."),
    "no_street": _("The street can't be told. Write its name as it stands in the portal."),
    "other_street": _("This lies in another street than yours."),
    "decided": _("The district decided on this entry already; it can't be changed by a workbook."),
}
REASONS = {
    "code": _("same credit code"),
    "name": _("same name"),
    "core": _("same core of the name"),
    "address": _("same road and number"),
}
GRADES = {"certain": _("certain"), "likely": _("likely"), "possible": _("possible")}


def column_words(field: str) -> str:
    """Return the words for a column."""
    return str(COLUMNS.get(field, field))


def slip_words(reason: str, detail: Any) -> str:
    """Return what to put right in a row."""
    return str(SLIPS[reason]) % {"detail": detail} if reason in SLIPS else reason
