"""Working days as arithmetic: the days are arguments, no clock and no row comes in. Clause: D7."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

# Holidays that fall on the same date every year (全国年节及纪念日放假办法, as revised from 2025).
# The others follow the moon or the sun and are known only once the notice is out.
FIXED_DATE_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})

SATURDAY = 5
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked. Clause: D7.

    `off` are days off by notice and `made_up` the weekends worked in exchange; `announced_years` are those
    whose notice is out. Any other year counts Monday to Friday less the fixed-date holidays.
    """

    off: frozenset[date] = field(default_factory=frozenset)
    made_up: frozenset[date] = field(default_factory=frozenset)
    announced_years: frozenset[int] = field(default_factory=frozenset)

    def announced(self, year: int) -> bool:
        """Whether the holiday notice of that year is known; where not, pages say so. Clause: D7."""
        return year in self.announced_years

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day. Clause: D7."""
        if day in self.made_up:
            return True
        if day in self.off or day.weekday() >= SATURDAY:
            return False
        return self.announced(day.year) or (day.month, day.day) not in FIXED_DATE_HOLIDAYS

    def add(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`, which itself does not count. Clause: D7."""
        if days < 0:
            raise ValueError("A period cannot have fewer than no days.")
        day, left = start, days
        while left:
            day += A_DAY
            left -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative where `end` lies before. Clause: D7."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working_day(start + A_DAY * n) for n in range(1, (end - start).days + 1))

    def next_working_day(self, day: date) -> date:
        """The day itself where it is worked, else the first worked one after it. Clause: D7."""
        while not self.is_working_day(day):
            day += A_DAY
        return day

    def with_overrides(self, days: Mapping[date, bool]) -> Calendar:
        """This calendar with single days set by hand: True is worked, False is off. Clause: D7."""
        worked = frozenset(day for day, working in days.items() if working)
        free = frozenset(day for day, working in days.items() if not working)
        return replace(self, off=(self.off - worked) | free, made_up=(self.made_up - free) | worked)
