"""An entry and an institution field by field, as a page shows them. Clause: S1."""

import json
from dataclasses import dataclass
from typing import Any

from institutions.models import CensusEntry, Institution
from institutions.services.census.decisions import MASKED, offered
from institutions.services.census.undoing import FIELD_WORDS
from institutions.services.census.wording import column_words
from institutions.terms import Category, Situation, subject_words
from portal.evidence.models import Evidence
from portal.privacy.masks import mask_name, mask_phone
from portal.regions.models import Street

SHOWN = (
    *("name", "address", "community", "subjects", "content", "weekly_hours", "teachers", "fee_items"),
    *("fee_standard", "code", "permit_number", "note"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One field on both sides. `same` is None where one side says nothing."""

    field: str
    label: str
    entry: str
    register: str
    same: bool | None
    takes: bool


def facts_of(entry: CensusEntry) -> list[tuple[str, Any]]:
    """What an entry says, for a list of facts; the person met and the number masked."""
    shown: list[tuple[str, Any]] = [(column_words(name), getattr(entry, name)) for name in SHOWN]
    return [
        *shown,
        (column_words("premises"), entry.get_premises_display() if entry.premises else ""),
        (column_words("form"), entry.get_form_display() if entry.form else ""),
        (str(FIELD_WORDS["situation"]), Situation(entry.situation).label),
        (column_words("person_met"), mask_name(entry.person_met or "")),
        (column_words("phone"), mask_phone(entry.phone or "")),
    ]


def side_by_side(entry: CensusEntry, institution: Institution) -> list[Line]:
    """Return every field that can be taken over, with what both sides say."""
    lines = []
    for name, said in offered(entry).items():
        kept = getattr(institution, name)
        both = said not in ("", None, []) and kept not in ("", None, [])
        lines.append(
            Line(
                field=name,
                label=str(FIELD_WORDS[name]),
                entry=_words(name, said, entry.street),
                register=_words(name, kept, institution.street),
                same=(said == kept) if both else None,
                takes=said not in ("", None, []) and said != kept,
            )
        )
    return lines


def _words(name: str, value: Any, street: Street | None) -> str:
    if value in ("", None, []):
        return ""
    if name == "street_id":
        return street.name if street else ""
    if name == "category":
        return str(Category(value).label) if value in Category.values else str(value)
    if name == "subjects":
        return "、".join(subject_words(value))
    return mask_phone(value) if name in MASKED else str(value)


def taken_over(entry: CensusEntry) -> list[tuple[str, str, str]]:
    """What a merge wrote into the register: field, before, after."""
    told = []
    for change in entry.taken_over.order_by("pk"):
        before, after = (_plain(change.field, json.loads(text)) for text in (change.before, change.after))
        told.append((str(FIELD_WORDS.get(change.field, change.field)), before, after))
    return told


def _plain(field: str, value: Any) -> str:
    if field == "street_id":
        street = Street.objects.filter(pk=value).first() if value else None
        return street.name if street else ""
    if field == "situation":
        return str(Situation(value).label)
    return _words(field, value, None)


def files_of(entry: CensusEntry) -> list[Evidence]:
    """The photos of an entry that the caller may see."""
    return list(Evidence.objects.of(entry))
