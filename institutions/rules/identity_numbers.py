"""Identity numbers: how they are written, and whether one can be right. Clauses: S10, N4."""

import re
from datetime import date
from typing import Any

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from institutions.rules.cells import squeezed

LENGTH = 18
# The provinces of GB/T 2260, the residence permits of Hong Kong, Macao and Taiwan (81 to 83) among them.
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
PERMANENT_RESIDENT = "9"  # the card of a foreign permanent resident has the same eighteen signs
SEPARATORS = str.maketrans("", "", "-–—·.'’`")

WRITTEN = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)")


def plain_number(value: Any) -> str:
    """Return an identity number as it should be written: full-width signs folded, blanks gone, x as X."""
    return squeezed(value).translate(SEPARATORS).upper()


def is_identity_number(number: str) -> bool:
    """Return whether a plain number can be right: province, birthday and check digit (GB 11643).

    The county is not asked for: whoever was registered late holds a number of a county that was not there at birth.
    """
    digits = number[:-1]
    if len(number) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    if number[:2] not in PROVINCES and not number.startswith(PERMANENT_RESIDENT):
        return False
    return number[-1] == ric.calc_check_digit(number) and birthday_of(number) is not None


def birthday_of(number: str) -> date | None:
    """Return the birthday that a plain number holds, None where it holds none."""
    try:
        return ric.get_birth_date(number)
    except (ValidationError, ValueError):
        return None


def age_on(birthday: date, day: date) -> int:
    """Return how many full years old a person is on a day."""
    return day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))


def holds_number(text: str) -> bool:
    """Return whether a text holds what can be an identity number: it must not go where events stay. Clause: N4."""
    return any(is_identity_number(found) for found in WRITTEN.findall(plain_number(text)))


def was_rounded(value: Any) -> bool:
    """Return whether a spreadsheet kept the number as a figure: fifteen digits are right, the rest is lost."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1e15
