"""A figure as the settings page shows it: its default, its rows, and which of them holds today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.rulebook import values
from portal.rulebook.models import DatedRule
from portal.rulebook.registry import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a figure, with the values it sets and how it stands today."""

    row: DatedRule
    values: list[tuple[Any, Any]]
    state: str  # "in force", "to come", "superseded" or "ended"


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One figure with all its rows, the latest first."""

    entry: Entry
    lines: list[Line]

    @property
    def in_force(self) -> list[Line]:
        """The lines that hold today: the city's and those of single districts."""
        return [line for line in self.lines if line.state == "in force"]

    @property
    def default_holds(self) -> bool:
        """Whether the whole city stands under the default today."""
        return not any(line.row.district_id is None for line in self.in_force)

    @classmethod
    def of(cls, entry: Entry, rows: Iterable[DatedRule], today: date) -> FigureTable:
        """The figure's table; `rows` may come in any order."""
        taken: set[int | None] = set()
        lines = []
        for row in sorted(rows, key=lambda row: (row.valid_from, row.pk), reverse=True):
            state = _state(row, today, taken)
            if state == "in force":
                taken.add(row.district_id)
            figure = values.build(entry.figure, row.value)
            lines.append(Line(row, entry.rows(entry.values_of(figure)), state))
        return cls(entry, lines)


def _state(row: DatedRule, today: date, taken: set[int | None]) -> str:
    if row.valid_from > today:
        return "to come"
    if row.valid_until is not None and row.valid_until < today:
        return "ended"
    return "superseded" if row.district_id in taken else "in force"


def tables_of(entries: Iterable[Entry], rows: Iterable[DatedRule], today: date) -> list[FigureTable]:
    """A table for every figure; the rows are read once."""
    by_key: dict[str, list[DatedRule]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    return [FigureTable.of(entry, by_key.get(entry.key, []), today) for entry in entries]
