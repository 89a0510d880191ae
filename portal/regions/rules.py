"""Which place a text names. No database: names come in, a key goes out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

_KINDS = ("街道办事处", "办事处", "管理处", "街道", "街办", "镇", "乡")


def plain(text: str) -> str:
    """The text without spaces and full-width forms, as two officers would both have typed it."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def first_named(text: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """The key of the name that stands earliest in the text; where two begin together, the longer one."""
    said = plain(text)
    hits = [
        (said.index(name), -len(name), key)
        for key, several in names.items()
        for name in several
        if name and name in said
    ]
    return min(hits)[2] if hits else None


def street_stem(name: str) -> str:
    """A street's name without its kind: 公园街道, 公园街道办事处 and 公园街办 are one street."""
    said = plain(name)
    for kind in _KINDS:
        if said.endswith(kind) and len(said) > len(kind) + 1:
            return said.removesuffix(kind)
    return said
