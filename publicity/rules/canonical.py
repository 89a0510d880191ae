"""The one way in which an entry and a publication are written as bytes. Clause: M8."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

FORMAT = "nanchang-training-list/1"


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return `content` as canonical JSON: keys sorted, no blanks, UTF-8, nothing but text, whole numbers and lists.

    A fraction has more than one way of being written, so it is refused.
    """
    _refuse_fractions(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("A fraction has no one way of being written: store it as text.")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError("A key is text.")
            _refuse_fractions(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_fractions(inner)


def day(value: date | None) -> str | None:
    """Return a day as ISO text."""
    return value.isoformat() if value else None


def header(
    *,
    sequence: int,
    kind: str,
    district: str,
    year: int,
    published_on: date,
    corrects: int | None,
    size: int,
    white: int,
    black: int,
    root: str,
    previous: str,
) -> dict[str, Any]:
    """Return what is signed of a publication: what it is, its root, and the hash of the one before it."""
    return {
        "format": FORMAT,
        "sequence": sequence,
        "kind": kind,
        "district": district,
        "year": year,
        "published_on": published_on.isoformat(),
        "corrects": corrects,
        "size": size,
        "white": white,
        "black": black,
        "root": root,
        "previous": previous,
    }


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical bytes: what the next publication is chained to."""
    return sha256(canonical(content)).hexdigest()
