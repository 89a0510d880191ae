"""The clause table: `docs/clauses.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CHAPTERS = {
    "Z": _("What is governed"),
    "S": _("The steps"),
    "M": _("The lasting measures"),
    "P": _("Measures against violations"),
    "D": _("Defaults the plan leaves open"),
    "N": _("National rules above the plan"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the regulation and what carries it out."""

    id: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    status: str
    carried_by: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if _reads_english() else self.title_zh

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return self.text_en if _reads_english() else self.text_zh

    @property
    def chapter(self) -> str:
        """The letter that its id begins with."""
        return self.id[0]

    @property
    def is_done(self) -> bool:
        """Whether code carries it out and a test proves it."""
        return self.status == "done"

    @property
    def is_begun(self) -> bool:
        """Whether code carries out some of it, and a test proves that."""
        return self.status == "part"

    @property
    def url(self) -> str:
        """Where the public reads it."""
        return f"{reverse('regulation:index')}#{self.id}"


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")


@cache
def table() -> Mapping[str, Clause]:
    """Every clause by its id, in the order of the regulation."""
    source = settings.BASE_DIR / "docs" / "clauses.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["clause"]
    return MappingProxyType(
        {row["id"]: Clause(**(row | {"carried_by": tuple(row["carried_by"])})) for row in rows}
    )


def all() -> tuple[Clause, ...]:
    """Every clause in the order of the regulation."""
    return tuple(table().values())


def get(clause_id: str) -> Clause:
    """The clause of an id; KeyError where there is none."""
    return table()[clause_id]
