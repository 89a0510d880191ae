"""By when a district looks at what a street reported. Clause: M7."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portal.workdays.rules import Calendar


@dataclass(frozen=True, slots=True)
class AnomalyTerms:
    """Working days until a visit is opened or the street is answered. Clause: M7.

    The plan says "at once" and leaves the days open: the defaults are those of urgent and other safety matters (D2).
    """

    KEY: ClassVar[str] = "M7.anomalies"
    CLAUSE: ClassVar[str] = "M7"
    TITLE: ClassVar[str] = "Anomalies reported by streets"

    urgent_days: int = 1
    days: int = 3

    def __post_init__(self) -> None:
        if not 0 < self.urgent_days <= self.days:
            raise ValueError("urgent_days")


def anomaly_due(on: date, *, urgent: bool, terms: AnomalyTerms, calendar: Calendar) -> date:
    """The last day to open a visit or to answer. Clause: M7."""
    return calendar.add(on, terms.urgent_days if urgent else terms.days)
