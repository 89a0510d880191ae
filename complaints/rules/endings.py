"""When a complaint may be taken up again, and who closes it. Clauses: D2, M8, Z6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from complaints.rules.clocks import Deadlines, WorkingDays

# What the district settled is closed by the city: a child's safety, and a school's own teachers.
SECOND_LEVEL = frozenset({"harm", "fire", "premises", "food", "school_teacher"})


@dataclass(frozen=True)
class ReopeningTerms:
    """Taking a complaint up again (default; the plan says nothing)."""

    KEY: ClassVar[str] = "D2.reopening"
    CLAUSE: ClassVar[str] = "D2"
    TITLE: ClassVar[str] = "Complaints: taking up again"

    within_days: int = 30
    times: int = 1
    accept_working_days: int = 3
    check_working_days: int = 10
    answer_days: int = 30

    def __post_init__(self) -> None:
        if min(self.within_days, self.accept_working_days, self.check_working_days, self.answer_days) < 1:
            raise ValueError("Every step needs a day at least.")


def needs_second_level(kind: str) -> bool:
    """Whether the city closes what the district answered. Source: D2 (default), Z6."""
    return kind in SECOND_LEVEL


def may_be_rated(answered_on: date | None, today: date, terms: ReopeningTerms) -> bool:
    """Whether the person may still say what the answer is worth. Source: D2 (default)."""
    return answered_on is not None and today <= answered_on + timedelta(days=terms.within_days)


def goes_back(*, dissatisfied: bool, reopened_before: int, terms: ReopeningTerms) -> bool:
    """Whether a rating sends the complaint back to the authority: the first dissatisfied one does. Source: D2, M8."""
    return dissatisfied and reopened_before < terms.times


def deadlines_again(today: date, terms: ReopeningTerms, calendar: WorkingDays) -> Deadlines:
    """The clocks of a complaint taken up again on `today`; each counts from the day after. Source: D2, D7."""
    accept_by = calendar.add(today, terms.accept_working_days)
    check_by = max(accept_by, calendar.add(today, terms.check_working_days))
    return Deadlines(accept_by, check_by, max(check_by, today + timedelta(days=terms.answer_days)))
