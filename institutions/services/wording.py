"""A register's columns and faults in words an officer understands."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.privacy.masks import mask_phone

COLUMNS = {
    "serial": gettext_lazy("serial number"),
    "name": gettext_lazy("name of the institution"),
    "code": gettext_lazy("unified social credit code"),
    "permit": gettext_lazy("school permit number"),
    "validity": gettext_lazy("validity of the permit"),
    "situation": gettext_lazy("licence situation"),
    "legal_representative": gettext_lazy("legal representative"),
    "organiser": gettext_lazy("organiser"),
    "street": gettext_lazy("street"),
    "address": gettext_lazy("teaching sites"),
    "other_sites": gettext_lazy("further teaching sites"),
    "registered_address": gettext_lazy("registered address"),
    "valid_from": gettext_lazy("permit valid from"),
    "valid_until": gettext_lazy("permit valid until"),
    "subjects": gettext_lazy("subjects"),
    "category": gettext_lazy("category"),
    "reason": gettext_lazy("what to put right (not read)"),
    "note": gettext_lazy("remarks (not read)"),
    "fee": gettext_lazy("fees"),
    "teachers": gettext_lazy("teachers"),
    "phone": gettext_lazy("telephone"),
}
WARNINGS = {
    "validity": gettext_lazy("validity of the permit not understood; left empty"),
    "category": gettext_lazy("category not known; taken as other"),
    "situation": gettext_lazy("the licence situation said differs from the papers listed; the papers count"),
    "street": gettext_lazy("street not in the list of the district; left empty"),
    "site_district": gettext_lazy("district of a teaching site can't be read off its address"),
}


def masked_numbers(phone: str) -> str:
    """Return the telephone numbers of a cell, each masked (N4)."""
    return "".join(
        part if part in "/、;,， " else mask_phone(part) for part in re.split(r"([/、;,， ])", phone)
    )


HOW = {
    "name": gettext_lazy("by its header"),
    "part": gettext_lazy("by a word in its header"),
    "content": gettext_lazy("by what stands in it"),
}


def how_words(how: str) -> str:
    """Return how a column was known."""
    return str(HOW.get(how, how))


def column_words(field: str) -> str:
    """Return what a column is called."""
    return str(COLUMNS.get(field, field))


def warning_words(key: str) -> str:
    """Return what a warning means."""
    return str(WARNINGS.get(key, key))


def reason_words(reason: str, detail: str = "") -> str:
    """Return why a row was refused and what to do."""
    words = {
        "no_name": _("The name of the institution is missing. Fill it in."),
        "check_digit": _(
            "The code %(detail)s is mistyped: its check digit does not fit. Compare it with the licence."
        ),
        "duplicate": _("The same institution stands in row %(detail)s already. Keep one of the two."),
        "other_district": _(
            "This code belongs to %(detail)s, which another district supervises. Settle it with them."
        ),
        "code_taken": _(
            "This code is %(detail)s in the register, and nothing else in the row fits it. Compare it with the "
            "licence; if the institution was renamed, correct its page first."
        ),
        "too_long": _("This is longer than %(detail)s characters. Shorten it."),
        "permit_taken": _(
            "The permit %(detail)s belongs to another institution. Compare it with the permit."
        ),
    }
    return words.get(reason, reason) % {"detail": detail}
