"""How long a decision can be challenged, and when a withdrawn one must be gone from publication. Clause: N3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from inspections.rules.ladder import months_later
from inspections.terms import AppealKind
from portal.workdays.rules import Calendar


@dataclass(frozen=True, slots=True)
class AppealTerms:
    """Reconsideration in calendar days, suit in months, take-down in working days. Clause: N3 (48)."""

    KEY: ClassVar[str] = "N3.appeal"
    CLAUSE: ClassVar[str] = "N3"
    TITLE: ClassVar[str] = "Appeals: days and months from service"

    reconsideration_days: int = 60
    suit_months: int = 6
    take_down_days: int = 3

    def __post_init__(self) -> None:
        for name in ("reconsideration_days", "suit_months", "take_down_days"):
            if getattr(self, name) < 1:
                raise ValueError(name)


@dataclass(frozen=True, slots=True)
class Window:
    """The last days for a reconsideration and for a suit; both still count."""

    served_on: date
    reconsideration: date
    suit: date

    def last_day(self, kind: AppealKind) -> date:
        """The last day for an appeal of one kind. Clause: N3."""
        return self.reconsideration if kind == AppealKind.RECONSIDERATION else self.suit


def appeal_window(served_on: date, terms: AppealTerms) -> Window:
    """Sixty days and six months from service. Clause: N3."""
    until = served_on + timedelta(days=terms.reconsideration_days)
    return Window(served_on, until, months_later(served_on, terms.suit_months))


def is_late(lodged_on: date, kind: AppealKind, window: Window) -> bool:
    """Whether an appeal was lodged after its last day. Clause: N3."""
    return lodged_on > window.last_day(kind)


def take_down_by(withdrawn_on: date, terms: AppealTerms, calendar: Calendar) -> date:
    """The last day on which a withdrawn decision may still be published. Clause: N3 (48)."""
    return calendar.add(withdrawn_on, terms.take_down_days)
