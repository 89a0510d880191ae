"""The number a person gets for a complaint, and the secret that goes with it. Clause: M8 (reports on line)."""

from __future__ import annotations

import re
import unicodedata

from stdnum.iso7064 import mod_11_10

PREFIX = "NC"
# Digits in fours, as on a bank card: everybody can copy, read aloud and type them. Sixteen are 53 bits.
SECRET_LENGTH = 16
SECRET_GROUP_LENGTH = 4

_NUMBER = re.compile(rf"^{PREFIX}(\d{{4}})(\d{{6,9}})(\d)$")


def number_for(year: int, serial: int) -> str:
    """Write a complaint's number: NC-2026-000123-7, the last digit checking the others (ISO 7064). Source: M8."""
    body = f"{year:04d}{serial:06d}"
    return f"{PREFIX}-{year:04d}-{serial:06d}-{mod_11_10.calc_check_digit(body)}"


def read_number(text: str) -> str | None:
    """Read a number as people write it: small letters, full-width digits, spaces, no hyphens. Source: M8.

    None where it cannot be a number of ours: a digit was misread or swapped.
    """
    match = _NUMBER.match(_bare(text))
    if match is None or not mod_11_10.is_valid("".join(match.groups())):
        return None
    year, serial, check = match.groups()
    return f"{PREFIX}-{year}-{serial}-{check}"


def group_secret(digits: str) -> str:
    """Write a secret in groups that can be copied by hand: 4821 0937 5512 7064. Source: M8."""
    size = SECRET_GROUP_LENGTH
    return " ".join(digits[at : at + size] for at in range(0, len(digits), size))


def read_secret(text: str) -> str:
    """Read a secret as people write it; only its digits count. Source: M8."""
    return re.sub(r"[^0-9]", "", _bare(text))


def _bare(text: str) -> str:
    """Capital letters and digits only, half-width."""
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())
