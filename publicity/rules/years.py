"""Which year's list a day belongs to, and when a list is ready. Clauses: M8, D6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class ListDays:
    """When the annual lists open and by when they are out (D6: lists are published in June)."""

    KEY: ClassVar[str] = "D6.lists"
    CLAUSE: ClassVar[str] = "D6"
    TITLE: ClassVar[str] = "Annual lists: month and days"

    month: int = 6
    opens_on: int = 1
    publish_by: int = 30

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.opens_on <= self.publish_by <= 30:
            raise ValueError("A list opens before it is out, within one month.")

    def opening(self, year: int) -> date:
        """Return the day on which the year's lists open. Clause: D6."""
        return date(year, self.month, self.opens_on)

    def deadline(self, year: int) -> date:
        """Return the day by which the year's lists are to be out. Clause: D6."""
        return date(year, self.month, self.publish_by)


def list_year(today: date, days: ListDays) -> int:
    """Return the year of the list that a change on `today` belongs to: the one opened last. Clause: M8."""
    return today.year if today >= days.opening(today.year) else today.year - 1


def is_open(today: date, year: int, days: ListDays) -> bool:
    """Return whether the year's lists should be open by `today`. Clause: D6."""
    return today >= days.opening(year)


def is_ready(*, undecided: int, accepted: int) -> bool:
    """Return whether an annual list can be published: nothing is left to decide, and there is something to say.

    `undecided` leaves out blacklist proposals whose institution may still answer: they follow by an interim
    publication, so that one late case does not hold up a district. Clause: M8.
    """
    return undecided == 0 and accepted > 0
