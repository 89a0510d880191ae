"""The blocks that papers are made of, and words that stand on many. Clause: N3."""

from __future__ import annotations

from datetime import date
from typing import Any

from inspections.rules.documents import remedies

Block = dict[str, Any]


def day(on: date | None) -> str:
    """A day as papers write it."""
    return f"{on.year}年{on.month}月{on.day}日" if on else "——"


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": words}


def facts(*rows: tuple[str, object]) -> Block:
    """Names and values."""
    return {"kind": "facts", "rows": [[name, str(value) or "——"] for name, value in rows]}


def table(head: list[str], rows: list[list[str]]) -> Block:
    """Rows under a head."""
    return {"kind": "table", "head": head, "rows": rows}


def signs(*names: str) -> Block:
    """Where who signs."""
    return {"kind": "signs", "names": list(names)}


def remedies_of(institution: Any) -> Block:
    """Before whom and how long the paper can be challenged."""
    district = institution.district
    return text(remedies(district.name, is_zone=district.is_zone))
