"""The figures of all apps, for the settings page; each app registers its own when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.rulebook.values import defaults_of, fields_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with the words that people read for it."""

    figure: type[Any]
    title: Any
    labels: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.figure.KEY

    @property
    def clause(self) -> str:
        return self.figure.CLAUSE

    def label(self, name: str) -> Any:
        """What a field is called; its own name where nobody gave it another."""
        return self.labels.get(name, name.replace("_", " "))

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, Any]]:
        """Label and value of every field, in the figure's order."""
        return [(self.label(name), values[name]) for name in fields_of(self.figure) if name in values]

    def values_of(self, figure: Any) -> dict[str, Any]:
        """The values of one figure of this kind, by their names."""
        return {name: getattr(figure, name) for name in fields_of(self.figure)}

    @property
    def defaults(self) -> list[tuple[Any, Any]]:
        return self.rows(defaults_of(self.figure))


_entries: dict[str, Entry] = {}


def register(figure: type[Any], *, title: Any = "", labels: Mapping[str, Any] | None = None) -> type[Any]:
    """Put a figure on the settings page; `title` and `labels` are lazy translations."""
    known = _entries.get(figure.KEY)
    if known is not None and known.figure.__qualname__ != figure.__qualname__:
        raise ValueError(f"{figure.KEY} is already the key of {known.figure.__qualname__}.")
    _entries[figure.KEY] = Entry(figure, title or figure.TITLE, labels or {})
    return figure


def parent_of(entry: Entry) -> Entry | None:
    """The general figure that one of a single kind stands in for: its key is the beginning of the other's."""
    names = entry.key.split(".")
    longer = (".".join(names[:cut]) for cut in range(len(names) - 1, 0, -1))
    return next((_entries[key] for key in longer if key in _entries), None)


def kinds_of(entry: Entry) -> list[Entry]:
    """The figures that stand in for a general one, each for a single kind."""
    return [other for other in all() if parent_of(other) is entry]


def all() -> list[Entry]:
    """Every figure, by its key."""
    return [_entries[key] for key in sorted(_entries)]


def get(key: str) -> Entry:
    """The figure of a key; KeyError where none is registered."""
    return _entries[key]
