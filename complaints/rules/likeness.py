"""How alike two reports are: shown to staff beside a complaint, never to the public. Clause: M8."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

ALIKE = 0.15
SAME_KIND = 0.25


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says, as far as it is compared."""

    kind: str
    text: str
    received_on: date


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters and digits of a text, whatever stands between them."""
    letters = [sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters))


def alike(one: str, other: str) -> float:
    """How much two texts share, from 0 (nothing) to 1 (all): shared pairs divided by all pairs."""
    mine, theirs = pairs(one), pairs(other)
    every = len(mine | theirs)
    return len(mine & theirs) / every if every else 0.0


def likeness(one: Said, other: Said) -> float:
    """How likely two reports of the same place are about the same matter, from 0 to 1. Source: M8 (default)."""
    bonus = SAME_KIND if one.kind == other.kind else 0.0
    return min(1.0, alike(one.text, other.text) + bonus)
