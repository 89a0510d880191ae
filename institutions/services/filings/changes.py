"""What differs between two versions of a class, field by field. Clause: Z3."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from institutions.models import CourseFiling
from institutions.services.filings.timetable import lessons_text, slots_of
from institutions.services.filings.words import FIELDS

CHOICES = ("subject", "stage", "grade", "syllabus_stage")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a class: what it says, and what the version before said."""

    field: str
    label: str | Promise
    new: str
    old: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the version before."""
        return self.old is not None and self.old != self.new


def changes_of(filing: CourseFiling, before: CourseFiling | None) -> list[Change]:
    """Return every field in the form's order, each with what the version before said; None where there is none."""
    return [
        Change(name, label, shown(filing, name), None if before is None else shown(before, name))
        for name, label in FIELDS.items()
    ]


def shown(filing: CourseFiling, name: str) -> str:
    """Return what a field says, as a person reads it."""
    if name in CHOICES:
        return str(getattr(filing, f"get_{name}_display")() or "")
    if name == "lessons":
        return lessons_text(slots_of(filing)) or filing.timetable
    if name == "filed_teacher":
        return filing.teacher
    value: Any = getattr(filing, name)
    if name == "room":
        return f"{value.name} · {value.site.address}" if value else ""
    if isinstance(value, bool):
        return _("on line") if value else _("in person")
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
