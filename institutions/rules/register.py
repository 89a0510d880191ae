"""What a row of a register says: a draft of an institution, or why it is refused. Clauses: S1, S6."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from institutions.rules import cells
from institutions.rules.headers import Taken
from institutions.rules.situations import licence_situation

TOTALS = ("合计", "总计", "小计", "共计")
NOTES = ("备注", "注:", "注：", "说明", "填表", "审核", "制表", "填报")
SAID = {"有证有照": "both", "有照无证": "business_only", "有证无照": "permit_only", "无证无照": "neither"}


@dataclass(frozen=True, slots=True)
class Draft:
    """One institution as its row says."""

    number: int  # row in the workbook, from 1
    name: str
    code: str  # empty where the register has none
    permit: str
    validity: cells.Validity
    situation: str
    legal_representative: str
    organiser: str
    street: str
    sites: tuple[str, ...]
    category: str
    subjects: tuple[str, ...]
    fee: str
    teachers: str
    phone: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: `reason` is `no_name`, `check_digit`, `duplicate`,
    `other_district` (the code is another district's) or `permit_taken` (the permit is another institution's)."""

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


def is_data(row: Sequence[Any]) -> bool:
    """Return whether a row below the header is about an institution: not blank, a total, a note or a title."""
    texts = [t for t in (cells.squeezed(cell) for cell in row) if t]
    if not texts:
        return False
    if texts[0].startswith(TOTALS) or texts[0].startswith(NOTES):
        return False
    return len(texts) > 1


def read_row(number: int, values: Mapping[str, Any], seen: Seen) -> Draft | Fault:
    """Return what a row says. A name is needed; a code, where given, must hold; neither may come twice."""
    name = cells.squeezed(values.get("name"))
    code = cells.credit_code(values.get("code"))
    if not name:
        return Fault(number, "", "no_name", "name")
    if code and not cells.is_credit_code(code):
        return Fault(number, name, "check_digit", "code", code)
    earlier = seen.codes.get(code) if code else seen.names.get(name)
    if earlier is not None:
        return Fault(number, name, "duplicate", "code" if code else "name", str(earlier))
    permit = cells.squeezed(values.get("permit"))
    if permit and permit in seen.permits:
        return Fault(number, name, "duplicate", "permit", str(seen.permits[permit]))
    if permit:
        seen.permits[permit] = number
    if code:
        seen.codes[code] = number
    else:
        seen.names[name] = number
    return _draft(number, name, code, values)


def _draft(number: int, name: str, code: str, values: Mapping[str, Any]) -> Draft:
    permit = cells.squeezed(values.get("permit"))
    valid = cells.validity(values.get("validity"))
    kind = cells.category(values.get("category"))
    situation = licence_situation(has_business_licence=bool(code), has_permit=bool(permit))
    said = SAID.get(cells.squeezed(values.get("situation")))
    warnings = [
        word
        for word, holds in (
            ("validity", not valid.readable),
            ("category", kind is None),
            ("situation", said is not None and said != situation),
        )
        if holds
    ]
    return Draft(
        number=number,
        name=name,
        code=code,
        permit=permit,
        validity=valid,
        situation=situation,
        legal_representative=cells.squeezed(values.get("legal_representative")),
        organiser=cells.squeezed(values.get("organiser")),
        street=cells.squeezed(values.get("street")),
        sites=tuple(cells.site_addresses(values.get("address"))),
        category=kind or "other",
        subjects=tuple(cells.subjects(values.get("category"))),
        fee=cells.plain(values.get("fee")),
        teachers=cells.plain(values.get("teachers")),
        phone=cells.plain(values.get("phone")),
        warnings=tuple(warnings),
    )


def read_rows(
    rows: Iterable[Sequence[Any]], *, header_index: int, taken: Mapping[str, Taken]
) -> Iterator[Row]:
    """Yield each row below the header that is about an institution, with what it says."""
    seen = Seen()
    for index, row in enumerate(rows):
        if index <= header_index or not is_data(row):
            continue
        values = {f: row[t.index] if t.index < len(row) else None for f, t in taken.items()}
        sent = tuple(cells.plain(cell) for cell in row)
        yield Row(index + 1, sent, read_row(index + 1, values, seen))
