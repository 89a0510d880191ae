"""What of a person may be shown to those who need not know. Clause: N4."""

from __future__ import annotations

import re

STAR = "*"


def mask_name(name: str) -> str:
    """The family name, the rest starred: 王小明 becomes 王**. Clause: N4."""
    name = name.strip()
    return name[:1] + STAR * (len(name) - 1) if len(name) > 1 else STAR * len(name)


def mask_phone(phone: str) -> str:
    """The last four digits, the four before them starred: 13971395922 becomes 139****5922. Clause: N4."""
    digits = [place for place, sign in enumerate(phone) if sign.isdigit()]
    if len(digits) < 8:
        return re.sub(r"\d", STAR, phone)
    hidden = set(digits[-8:-4])
    return "".join(STAR if place in hidden else sign for place, sign in enumerate(phone))


def mask_id(number: str) -> str:
    """The region of an identity number, its end and nothing of the birthday. Clause: N4."""
    number = number.strip()
    if len(number) < 8:
        return STAR * len(number)
    return number[:4] + STAR * (len(number) - 6) + number[-2:]
