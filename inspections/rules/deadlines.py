"""How long an institution has, when it is looked at again, and when it may teach again. Clauses: D1, D7, P3–P5, P8."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from inspections.terms import StopKind
from portal.workdays.rules import Calendar


@dataclass(frozen=True, slots=True)
class RectificationTerms:
    """Days to put findings right, all working days. Clause: D1.

    `at_once` is the time to prove what had to be put right at once; `reinspect_after` is how long after
    the deadline the re-inspection is set. The plan leaves both open: they are defaults.
    """

    KEY: ClassVar[str] = "D1.rectification"
    CLAUSE: ClassVar[str] = "D1"
    TITLE: ClassVar[str] = "Rectification orders: working days"

    days: int = 15
    at_most: int = 30
    extensions: int = 1
    at_once: int = 3
    reinspect_after: int = 3

    def __post_init__(self) -> None:
        if not 1 <= self.days <= self.at_most:
            raise ValueError("days")
        if not 1 <= self.at_once <= self.at_most:
            raise ValueError("at_once")
        if self.extensions < 0 or self.reinspect_after < 1:
            raise ValueError("extensions")


def rectify_by(served_on: date, terms: RectificationTerms, calendar: Calendar) -> date:
    """The last day of an order served on `served_on`. Clause: D1."""
    return calendar.add(served_on, terms.days)


def rectify_at_once_by(served_on: date, terms: RectificationTerms, calendar: Calendar) -> date:
    """The last day to prove that what had to be put right at once was. Clauses: D1, P4."""
    return calendar.add(served_on, terms.at_once)


def latest_due(served_on: date, terms: RectificationTerms, calendar: Calendar) -> date:
    """The last day that an extension can reach. Clause: D1."""
    return calendar.add(served_on, terms.at_most)


def extended_due(due: date, days: int, calendar: Calendar) -> date:
    """The new last day after `days` more working days. Clause: D1."""
    if days < 1:
        raise ValueError("An extension is at least one day.")
    return calendar.add(due, days)


def may_extend(extended: int, terms: RectificationTerms) -> bool:
    """Whether an order that was extended so many times may be extended again. Clause: D1."""
    return extended < terms.extensions


def reinspection_day(due: date, terms: RectificationTerms, calendar: Calendar) -> date:
    """The day that the re-inspection is set for when the order is served. Clause: D1."""
    return calendar.add(due, terms.reinspect_after)


def is_missed(due: date, *, today: date) -> bool:
    """Whether a deadline without a report has passed; the last day itself still counts. Clause: P8."""
    return today > due


def may_teach_again(kind: StopKind, *, until: date | None, order_passed: bool, today: date) -> bool:
    """Whether a stop ends by itself: its term is over and the re-inspection has passed. Clauses: P3–P5.

    What an officer stopped without an order, an officer lifts.
    """
    if kind == StopKind.UNTIL_LIFTED:
        return False
    return order_passed and (until is None or until <= today)


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; never a 29th that is not there. What lies before counts no more (N2, S10)."""
    return day.replace(year=day.year - years, day=min(day.day, 28))
