"""When a class is taught: end of lessons, their length, rest days, hours. Clauses: D3, D7, Z3."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from math import ceil, floor
from typing import Any

from institutions.rules.filings import FilingLimits, ends_too_late
from institutions.rules.remarks import Remark
from portal.workdays.rules import FIXED_DATE_HOLIDAYS, Calendar

COMPULSORY_STAGES = frozenset({"primary", "junior"})
NOT_A_SCHOOL_SUBJECT = "other"
SATURDAY = 6
DAYS_NAMED = 12


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A lesson every week: day of the week (1 Monday to 7 Sunday), beginning and end."""

    weekday: int
    starts: time
    ends: time

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute

    @property
    def values(self) -> dict[str, Any]:
        """The lesson as a remark names it."""
        return {"weekday": self.weekday, "starts": f"{self.starts:%H:%M}", "ends": f"{self.ends:%H:%M}"}

    def days(self, first: date, last: date) -> Iterator[date]:
        """Every day of it from `first` to `last`."""
        day = first + timedelta(days=(self.weekday - first.isoweekday()) % 7)
        while day <= last:
            yield day
            day += timedelta(days=7)


def late_lessons(lessons: Sequence[Slot], *, online: bool, limits: FilingLimits) -> list[Remark]:
    """Return a remark for every lesson that ends after the latest end. Source: D3 (20:30, on line 21:00)."""
    latest = f"{limits.latest_end(online=online):%H:%M}"
    return [
        Remark("lessons", "too_late", "D3", slot.values | {"latest": latest})
        for slot in lessons
        if ends_too_late(slot.ends, online=online, limits=limits)
    ]


def long_lessons(lessons: Sequence[Slot], limits: FilingLimits) -> list[Remark]:
    """Return a remark for every lesson longer than the limit. Source: D3 (a default, to be set)."""
    most = limits.lesson_minutes
    return [
        Remark("lessons", "lesson_too_long", "D3", slot.values | {"minutes": slot.minutes, "most": most})
        for slot in lessons
        if slot.minutes > most
    ]


def class_hours(minutes: int, *, online: bool, limits: FilingLimits) -> Decimal:
    """Return minutes as class hours (课时). Source: D3 (length of a class hour: a default, to be set)."""
    each = limits.online_hour_minutes if online else limits.offline_hour_minutes
    return Decimal(minutes) / each


def too_many_a_week(lessons: Sequence[Slot], *, online: bool, limits: FilingLimits) -> list[Remark]:
    """Return a remark where a week has more class hours than the limit. Source: D3 (a default, to be set)."""
    hours = class_hours(sum(slot.minutes for slot in lessons), online=online, limits=limits)
    if hours <= limits.hours_a_week:
        return []
    values = {"hours": f"{hours:.1f}", "most": limits.hours_a_week}
    return [Remark("lessons", "too_many_a_week", "D3", values)]


def is_holiday(day: date, calendar: Calendar) -> bool:
    """Return whether the State Council gives the day off; plain weekends are none. Source: D7."""
    if day in calendar.made_up:
        return False
    fixed = not calendar.announced(day.year) and (day.month, day.day) in FIXED_DATE_HOLIDAYS
    return day in calendar.off or fixed


def rest_day_lessons(
    lessons: Sequence[Slot], *, first: date, last: date, subject: str, stage: str, calendar: Calendar
) -> list[Remark]:
    """Return remarks for lessons on weekends and public holidays of subject classes for primary and junior pupils.

    A weekend that is worked in exchange counts as worked. Source: Z3, D7.
    """
    if stage not in COMPULSORY_STAGES or subject == NOT_A_SCHOOL_SUBJECT:
        return []
    found, holidays = [], set()
    for slot in lessons:
        off = [day for day in slot.days(first, last) if not calendar.is_working_day(day)]
        on_holidays = {day for day in off if is_holiday(day, calendar)}
        holidays |= on_holidays
        if slot.weekday >= SATURDAY and set(off) - on_holidays:
            found.append(Remark("lessons", "weekend", "Z3", slot.values))
    if holidays:
        named = [day.isoformat() for day in sorted(holidays)]
        values = {"days": named[:DAYS_NAMED], "count": len(named)}
        found.append(Remark("lessons", "holiday", "D7", values))
    return found


def hours_of_timetable(
    lessons: Sequence[Slot],
    *,
    first: date,
    last: date,
    online: bool,
    limits: FilingLimits,
    calendar: Calendar,
) -> tuple[int, int]:
    """Return the fewest and the most class hours of a timetable: with holidays left out, and with them taught.

    Both are widened by the tolerance. Source: D3.
    """
    taught, on_holidays = 0, 0
    for slot in lessons:
        days = list(slot.days(first, last))
        taught += slot.minutes * len(days)
        on_holidays += slot.minutes * sum(is_holiday(day, calendar) for day in days)
    share = Decimal(limits.hours_tolerance_percent) / 100
    fewest = class_hours(taught - on_holidays, online=online, limits=limits)
    most = class_hours(taught, online=online, limits=limits)
    return floor(fewest * (1 - share)), ceil(most * (1 + share))


def hours_differ(declared: int, fewest: int, most: int) -> list[Remark]:
    """Return a remark where the hours declared are not those of the timetable. Source: D3."""
    if fewest <= declared <= most:
        return []
    return [Remark("hours", "hours_differ", "D3", {"declared": declared, "fewest": fewest, "most": most})]
