"""What a row of a register says: a draft of an institution, or why it is refused. Clauses: S1, S6."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from institutions.rules import cells, dates
from institutions.rules.contents import Taken
from institutions.rules.situations import declared_situation, licence_situation

TOTALS = re.compile(r"^(?:总|合|共|小|累)计|^本页(?:合|小)计|^total", re.IGNORECASE)
NOTES = re.compile(r"^(?:备注|附?注|说明|填表|填报|制表|审核|联系人|附件)\d*(?:$|[:\d、.人单日说])")
# The longest that the register keeps; a longer cell is a slip, and cutting it would lose what it says.
LONGEST = {
    "name": 120,
    "permit": 60,
    "legal_representative": 60,
    "organiser": 60,
    "address": 300,
    "fee": 200,
    "teachers": 100,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One institution as its row says."""

    number: int  # row in the workbook, from 1
    name: str
    code: str  # empty where the register has none
    permit: str
    validity: dates.Validity
    situation: str
    legal_representative: str
    organiser: str
    street: str
    sites: tuple[str, ...]
    category: str  # empty where the register says none
    subjects: tuple[str, ...]
    fee: str
    teachers: str
    phone: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: `reason` is `no_name`, `check_digit`, `duplicate`, `too_long`,
    `other_district` (the code is another district's), `code_taken` or `permit_taken` (another institution's)."""

    number: int
    name: str
    reason: str
    field: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with data: its number, its cells as sent, and what it says."""

    number: int
    cells: tuple[str, ...]
    said: Draft | Fault


@dataclass(slots=True)
class Seen:
    """Where each code, each permit, and each name without a code, stood first."""

    codes: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    permits: dict[str, int] = field(default_factory=dict)


def is_data(row: Sequence[Any], *, serial: int | None = None) -> bool:
    """Return whether a row below the header is about an institution: not blank, a total, a note or a title.

    A serial number alone is a row prepared and not filled in; one sentence across merged cells is a note.
    """
    texts = [cells.squeezed(cell) for cell in row]
    first = next((text for text in texts if text), "")
    if not first or TOTALS.match(first) or NOTES.match(first):
        return False
    filled = [text for index, text in enumerate(texts) if text and index != serial]
    if len(set(filled)) == 1:  # a name and nothing else, or a sentence
        return len(filled) == 1 and not re.search(r"[。:;]", filled[0])
    return bool(filled)


def read_row(number: int, values: Mapping[str, Any], seen: Seen) -> Draft | Fault:
    """Return what a row says. A name is needed; a code, where given, must hold; neither may come twice.

    Only a row that goes in can be repeated: the first of two counts, unless it was refused itself.
    """
    name = cells.squeezed(values.get("name"))
    code = cells.credit_code(values.get("code"))
    permit = cells.said(values.get("permit"))
    if not name:
        return Fault(number, "", "no_name", "name")
    if code and not cells.is_credit_code(code):
        return Fault(number, name[:120], "check_digit", "code", code[:60])
    for kind, first_seen, value in (
        ("code", seen.codes, code),
        ("name", seen.names, "" if code else name),
        ("permit", seen.permits, permit),
    ):
        if value and value in first_seen:
            return Fault(number, name[:120], "duplicate", kind, str(first_seen[value]))
    draft = _draft(number, name, code, values)
    slip = _too_long(draft)
    if slip is not None:
        return slip
    (seen.codes if code else seen.names)[code or name] = number
    if permit:
        seen.permits[permit] = number
    return draft


def _too_long(draft: Draft) -> Fault | None:
    for name, longest in LONGEST.items():
        texts = draft.sites if name == "address" else (getattr(draft, name),)
        if any(len(text) > longest for text in texts):
            return Fault(draft.number, draft.name[:120], "too_long", name, str(longest))
    return None


def _validity(values: Mapping[str, Any]) -> dates.Validity:
    if "valid_from" in values or "valid_until" in values:
        return dates.between(values.get("valid_from"), values.get("valid_until") or values.get("validity"))
    return dates.validity(values.get("validity"))


def _sites(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Every address the row names, the main one first; the registered one only where there is no other."""
    named = [a for f in ("address", "other_sites") for a in cells.site_addresses(values.get(f))]
    return tuple(dict.fromkeys(named or cells.site_addresses(values.get("registered_address"))))


def _draft(number: int, name: str, code: str, values: Mapping[str, Any]) -> Draft:
    permit = cells.said(values.get("permit"))
    valid = _validity(values)
    taught = f"{cells.squeezed(values.get('category'))}{cells.squeezed(values.get('subjects'))}"
    kind = cells.category(taught) if taught else ""
    situation = licence_situation(has_business_licence=bool(code), has_permit=bool(permit))
    said = declared_situation(cells.squeezed(values.get("situation")))
    odd = {
        "validity": not valid.readable,
        "category": kind is None,
        "situation": bool(said) and said != situation,
    }
    return Draft(
        number=number,
        name=name,
        code=code,
        permit=permit,
        validity=valid,
        situation=situation,
        legal_representative=cells.said(values.get("legal_representative")),
        organiser=cells.said(values.get("organiser")),
        street=cells.said(values.get("street")),
        sites=_sites(values),
        category="other" if kind is None else kind,
        subjects=tuple(cells.subjects(taught)),
        fee=cells.words(values.get("fee")),
        teachers=cells.words(values.get("teachers")),
        phone=cells.words(values.get("phone")),
        warnings=tuple(key for key, holds in odd.items() if holds),
    )


def read_rows(
    rows: Iterable[Sequence[Any]], *, header_index: int, taken: Mapping[str, Taken]
) -> Iterator[Row]:
    """Yield each row below the header that is about an institution, with what it says."""
    seen = Seen()
    serial = taken["serial"].index if "serial" in taken else None
    for index, row in enumerate(rows):
        if index <= header_index or not is_data(row, serial=serial):
            continue
        values = {f: row[t.index] if t.index < len(row) else None for f, t in taken.items()}
        sent = tuple(cells.plain(cell) for cell in row)
        yield Row(index + 1, sent, read_row(index + 1, values, seen))
