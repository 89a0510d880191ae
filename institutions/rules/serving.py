"""Reading a school's list of its serving teachers: which column holds the number, which rows can be used. Clause: P7."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from institutions.rules.cells import said
from institutions.rules.headers import plain_header
from institutions.rules.identity_numbers import is_identity_number, plain_number, was_rounded

# Words of a header, the surest first; an exact match counts before a part.
NUMBER_WORDS = (
    *("身份证号", "身份证号码", "身份证件号", "身份证件号码", "公民身份号码", "居民身份证号", "证件号码"),
    *("身份证", "证件号", "身份号码", "identity number", "id number"),
)
NAME_WORDS = ("姓名", "教师姓名", "教职工姓名", "名字", "name")
WITHIN = 40
# What stands under a list and is nobody's name.
NOTES = ("合计", "总计", "小计", "共计", "备注", "说明", "填表")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a list's header stands and where name and number are; `name` is None where no column says it."""

    header: int
    number: int
    name: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that can't be compared: its row in the file and why. Neither name nor number stays."""

    row: int
    reason: str


@dataclass(slots=True)
class Read:
    """What a list came to: the plain numbers, each once, and the rows refused."""

    numbers: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def _place(row: Sequence[Any], words: Sequence[str]) -> int | None:
    texts = [plain_header(cell).lower() for cell in row]
    wanted = [word.replace(" ", "") for word in words]
    exact = [index for index, text in enumerate(texts) if text in wanted]
    part = [index for index, text in enumerate(texts) if text and any(word in text for word in wanted)]
    found = exact or part
    return found[0] if found else None


def find_columns(rows: Sequence[Sequence[Any]]) -> Columns | None:
    """Return where the header is: the first row that names an identity number, with a name if there is one."""
    found = None
    for index, row in enumerate(rows[:WITHIN]):
        number = _place(row, NUMBER_WORDS)
        if number is None:
            continue
        name = _place(row, NAME_WORDS)
        columns = Columns(index, number, None if name == number else name)
        if columns.name is not None:
            return columns
        found = found or columns
    return found


def _cell(row: Sequence[Any], index: int | None) -> Any:
    return row[index] if index is not None and index < len(row) else ""


def read_rows(rows: Sequence[Sequence[Any]], columns: Columns) -> Read:
    """Return the numbers of a list and why the other rows can't be used; rows with neither name nor number pass by.

    Source: P7. A number that stands twice counts once and is named as twice.
    """
    read, seen = Read(), set()
    for index, row in enumerate(rows[columns.header + 1 :], start=columns.header + 2):
        value = _cell(row, columns.number)
        number = plain_number(value if said(value) else "")
        if was_rounded(value):
            read.refused.append(Refused(index, "rounded"))
        elif not number:
            name = said(_cell(row, columns.name))
            if name and not name.startswith(NOTES):
                read.refused.append(Refused(index, "no_number"))
        elif not is_identity_number(number):
            read.refused.append(Refused(index, "number_wrong"))
        elif number in seen:
            read.refused.append(Refused(index, "twice"))
        else:
            seen.add(number)
            read.numbers.append(number)
    return read
