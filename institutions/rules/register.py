"""What a row of a register says: a draft of an institution, or why it is refused. Clauses: S1, S6.

Rows are read in batches, column by column: each cell is folded once, and what a register says again and again
(categories, days, "无") is worked out once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from institutions.rules import cells, dates
from institutions.rules.contents import Taken
from institutions.rules.situations import declared_situation, licence_situation

# Rows read at once; each batch is written in one transaction.
BATCH = 4_000
TOTALS = re.compile(r"^(?:总|合|共|小|累)计|^本页(?:合|小)计|^total", re.IGNORECASE)
NOTES = re.compile(r"^(?:备注|附?注|说明|填表|填报|制表|审核|联系人|附件)\d*(?:$|[:\d、.人单日说])")
# The longest that the register keeps; a longer cell is a slip, and cutting it would lose what it says.
LONGEST = {
    "name": 120,
    "permit": 60,
    "legal_representative": 60,
    "organiser": 60,
    "fee": 200,
    "teachers": 100,
}
LONGEST_ADDRESS = 300


class Draft(NamedTuple):
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


class Fault(NamedTuple):
    """Why a row is refused: `reason` is `no_name`, `check_digit`, `duplicate`, `too_long`,
    `other_district` (the code is another district's), `code_taken` or `permit_taken` (another institution's)."""

    number: int
    name: str
    reason: str
    field: str
    detail: str = ""


class Row(NamedTuple):
    """One row with data: its number, its cells as sent, and what it says."""

    number: int
    sent: Sequence[Any]
    said: Draft | Fault

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells as plain text."""
        return tuple(map(cells.plain, self.sent))


LIMITS = [(name, Draft._fields.index(name), longest) for name, longest in LONGEST.items()]


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
    return _is_data([cells.squeezed(cell) for cell in row], serial)


def _is_data(texts: Sequence[str], serial: int | None) -> bool:
    first = next(filter(None, texts), "")
    if not first or TOTALS.match(first) or NOTES.match(first):
        return False
    filled = [text for index, text in enumerate(texts) if text and index != serial]
    if len(set(filled)) == 1:  # a name and nothing else, or a sentence
        return len(filled) == 1 and not re.search(r"[。:;]", filled[0])
    return bool(filled)


def _judge(draft: Draft, seen: Seen) -> Draft | Fault:
    """Return the draft, or why it is refused. A name is needed; a code, where given, must hold; neither may come
    twice. Only a row that goes in can be repeated: the first of two counts, unless it was refused itself."""
    number, name, code, permit = draft[:4]
    if not name:
        return Fault(number, "", "no_name", "name")
    if code and not cells.is_credit_code(code):
        return Fault(number, name[:120], "check_digit", "code", code[:60])
    twice = _repeated(draft, seen)
    if twice is not None:
        return twice
    slip = _too_long(draft)
    if slip is not None:
        return slip
    (seen.codes if code else seen.names)[code or name] = number
    if permit:
        seen.permits[permit] = number
    return draft


def _repeated(draft: Draft, seen: Seen) -> Fault | None:
    number, name, code, permit = draft[:4]
    if code:
        kind, before = "code", seen.codes.get(code)
    else:
        kind, before = "name", seen.names.get(name)
    if before is None and permit:
        kind, before = "permit", seen.permits.get(permit)
    return None if before is None else Fault(number, name[:120], "duplicate", kind, str(before))


def _too_long(draft: Draft) -> Fault | None:
    for name, place, longest in LIMITS:
        if len(draft[place]) > longest:  # type: ignore[arg-type]
            return Fault(draft.number, draft.name[:120], "too_long", name, str(longest))
    if any(len(address) > LONGEST_ADDRESS for address in draft.sites):
        return Fault(draft.number, draft.name[:120], "too_long", "address", str(LONGEST_ADDRESS))
    return None


class _Columns:
    """A batch of rows as columns: of each field the cells as sent, and folded."""

    def __init__(self, rows: Sequence[Sequence[Any]], taken: Mapping[str, Taken]) -> None:
        self.count = len(rows)
        self.taken = taken
        width = max(map(len, rows), default=0)
        even = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in rows]
        self.sent: list[Sequence[Any]] = list(zip(*even, strict=True))
        self.squeezed = [list(map(cells.squeezed, column)) for column in self.sent]

    def has(self, field: str) -> bool:
        return field in self.taken and self.taken[field].index < len(self.sent)

    def raw(self, field: str) -> Sequence[Any]:
        """The cells of a field as sent, None where the register has no such column."""
        return self.sent[self.taken[field].index] if self.has(field) else [None] * self.count

    def texts(self, field: str) -> Sequence[str]:
        """The cells of a field without blanks."""
        return self.squeezed[self.taken[field].index] if self.has(field) else [""] * self.count

    def said(self, field: str) -> list[str]:
        """The same, empty where a cell says that there is nothing."""
        return list(map(cells.told, self.texts(field)))

    def words(self, field: str) -> list[str]:
        """The cells of a field on one line."""
        return list(map(cells.words, self.raw(field))) if self.has(field) else [""] * self.count


def _validities(columns: _Columns) -> list[dates.Validity]:
    if "valid_from" not in columns.taken and "valid_until" not in columns.taken:
        return list(map(dates.validity, columns.raw("validity")))
    ends = zip(columns.raw("valid_until"), columns.raw("validity"), strict=True)
    return list(map(dates.between, columns.raw("valid_from"), (end or other for end, other in ends)))


def _sites(columns: _Columns) -> list[tuple[str, ...]]:
    """Every address each row names, the main one first; the registered one only where there is no other."""
    found = []
    for place, address in enumerate(columns.raw("address")):
        named = cells.site_addresses(address)
        if columns.has("other_sites"):
            named = [*named, *cells.site_addresses(columns.raw("other_sites")[place])]
        if not named and columns.has("registered_address"):
            named = cells.site_addresses(columns.raw("registered_address")[place])
        found.append(tuple(dict.fromkeys(named)))
    return found


def _warnings(valid: dates.Validity, kind: str | None, situation: str, declared: str) -> tuple[str, ...]:
    if valid.readable and kind is not None and (not declared or declared == situation):
        return ()
    odd = {
        "validity": not valid.readable,
        "category": kind is None,
        "situation": bool(declared) and declared != situation,
    }
    return tuple(key for key, holds in odd.items() if holds)


def _drafts(numbers: Sequence[int], columns: _Columns) -> Iterator[Draft]:
    codes = [cells.credit_code(text) for text in columns.texts("code")]
    permits, valid = columns.said("permit"), _validities(columns)
    taught = list(map("".join, zip(columns.texts("category"), columns.texts("subjects"), strict=True)))
    kinds = [cells.category(text) if text else "" for text in taught]
    situations = [
        licence_situation(has_business_licence=bool(code), has_permit=bool(permit))
        for code, permit in zip(codes, permits, strict=True)
    ]
    declared = map(declared_situation, columns.texts("situation"))
    return map(
        Draft,
        numbers,
        columns.texts("name"),
        codes,
        permits,
        valid,
        situations,
        columns.said("legal_representative"),
        columns.said("organiser"),
        columns.said("street"),
        _sites(columns),
        ["other" if kind is None else kind for kind in kinds],
        [tuple(cells.subjects(text)) for text in taught],
        columns.words("fee"),
        columns.words("teachers"),
        columns.words("phone"),
        map(_warnings, valid, kinds, situations, declared),
    )


def read_batch(
    numbers: Sequence[int], rows: Sequence[Sequence[Any]], *, taken: Mapping[str, Taken], seen: Seen
) -> list[Row]:
    """Return those of some rows below the header that are about an institution, with what they say."""
    serial = taken["serial"].index if "serial" in taken else None
    columns = _Columns(rows, taken)
    about = [_is_data(texts, serial) for texts in zip(*columns.squeezed, strict=True)]
    return [
        Row(number, sent, _judge(draft, seen))
        for is_about, number, sent, draft in zip(
            about, numbers, rows, _drafts(numbers, columns), strict=bool(columns.sent)
        )
        if is_about
    ]


def read_in_batches(
    rows: Iterable[Sequence[Any]], *, header_index: int, taken: Mapping[str, Taken], size: int = BATCH
) -> Iterator[list[Row]]:
    """Yield, batch by batch, each row below the header that is about an institution, with what it says."""
    seen = Seen()
    below = islice(enumerate(rows, start=1), header_index + 1, None)
    while batch := list(islice(below, size)):
        yield read_batch([n for n, _row in batch], [row for _n, row in batch], taken=taken, seen=seen)


def read_rows(
    rows: Iterable[Sequence[Any]], *, header_index: int, taken: Mapping[str, Taken]
) -> Iterator[Row]:
    """Yield each row below the header that is about an institution, with what it says."""
    for batch in read_in_batches(rows, header_index=header_index, taken=taken):
        yield from batch
