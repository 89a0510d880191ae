"""What a column holds, where its header says nothing known. Clause: S1."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from institutions.rules import cells, dates
from institutions.rules.situations import declared_situation

CODE_LENGTH = 18
ENOUGH = 0.6
FEWEST_CELLS = 3
# A date or name under such a header is another one than the register asks for.
ABOUT_SOMETHING_ELSE = re.compile(r"成立|设立|填报|登记日期|注册日期|检查|备注|身份证")


@dataclass(frozen=True, slots=True)
class Taken:
    """A column taken for a field: its place, what its header says, and how it was known."""

    field: str
    index: int
    header: str
    how: str  # "name": its header says so; "part": a word in it does; "content": what stands in it does


def in_order(taken: Mapping[str, Taken]) -> list[Taken]:
    """Return the columns from left to right."""
    return sorted(taken.values(), key=lambda column: column.index)


def _is_code(cell: Any) -> bool:
    code = cells.credit_code(cell)
    return len(code) == CODE_LENGTH and code.isalnum() and code.isascii()


def _is_validity(cell: Any) -> bool:
    found = dates.validity(cell)
    return found.readable and bool(found.since or found.until or found.long_term)


def _looks(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern)
    return lambda cell: bool(compiled.search(cells.squeezed(cell)))


# Tried in this order; the first that most of the cells look like.
LOOKS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("code", _is_code),
    ("situation", lambda cell: bool(declared_situation(cells.squeezed(cell)))),
    ("permit", _looks(r"教民|^\d{9,}号$")),
    ("phone", _looks(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")),
    ("validity", _is_validity),
    ("street", _looks(r"^\S{1,8}(?:街道|镇|乡|街办|办事处)$")),
    ("address", _looks(r"[路街道巷村]\S*\d+号|[市区县]\S*[路街道]")),
    ("category", _looks(r"^\S{1,6}类(?:\(|$)|托管")),
)


def take_rest(
    header: Sequence[Any], sample: Sequence[Sequence[Any]], taken: Mapping[str, Taken]
) -> dict[str, Taken]:
    """Return `taken` with the columns left over that can be known by most of their cells."""
    found = dict(taken)
    dated = {"valid_from", "valid_until"} & found.keys()
    used = {column.index for column in found.values()}
    for index in range(max((len(row) for row in sample), default=0)):
        title = cells.squeezed(header[index]) if index < len(header) else ""
        if index in used or ABOUT_SOMETHING_ELSE.search(title):
            continue
        filled = [row[index] for row in sample if index < len(row) and cells.squeezed(row[index])]
        if len(filled) < FEWEST_CELLS:
            continue
        for field, looks in LOOKS:
            if (
                field not in found
                and not (dated and field == "validity")
                and sum(map(looks, filled)) >= ENOUGH * len(filled)
            ):
                found[field] = Taken(field, index, title, "content")
                break
    return found
