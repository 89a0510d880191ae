"""Handling with others: by when a department says its part, and when a deadline is near. Clauses: D2, S5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from complaints.rules.clocks import WorkingDays


@dataclass(frozen=True)
class TogetherTerms:
    """Days of joint handling and of reminders, all working days (default; the plan leaves them open)."""

    KEY: ClassVar[str] = "D2.together"
    CLAUSE: ClassVar[str] = "D2"
    TITLE: ClassVar[str] = "Complaints: joint handling and reminders"

    opinion_working_days: int = 5
    remind_working_days: int = 2

    def __post_init__(self) -> None:
        if min(self.opinion_working_days, self.remind_working_days) < 1:
            raise ValueError("Every step needs a day at least.")


def opinion_due(today: date, running: date | None, terms: TogetherTerms, calendar: WorkingDays) -> date:
    """By when a department says its part: never later than the clock that runs, unless that is over. Source: D2."""
    due = calendar.add(today, terms.opinion_working_days)
    return min(due, running) if running is not None and running > today else due


def near_until(today: date, terms: TogetherTerms, calendar: WorkingDays) -> date:
    """The last day that is near: a deadline from today to then is said in time. Source: D2."""
    return calendar.add(today, terms.remind_working_days)


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """An answer template with its marks replaced: {机构}, {编号}, {日期}; unknown marks stay as they are. Source: D2."""
    for mark, value in values.items():
        text = text.replace("{" + mark + "}", value)
    return text
