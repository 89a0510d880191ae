"""When a class may be taught."""

from datetime import date, time
from typing import Any

import pytest

from institutions.rules.class_times import (
    Slot,
    hours_differ,
    hours_of_timetable,
    is_holiday,
    late_lessons,
    long_lessons,
    rest_day_lessons,
    too_many_a_week,
)
from institutions.rules.filings import FilingLimits
from portal.workdays.rules import Calendar

LIMITS = FilingLimits()
# 2026: Labour Day on a Friday; Saturday 9 May is worked in exchange.
CALENDAR = Calendar(
    off=frozenset({date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)}),
    made_up=frozenset({date(2026, 5, 9)}),
    announced_years=frozenset({2026}),
)


def slot(weekday: int, starts: str, ends: str) -> Slot:
    return Slot(weekday, time.fromisoformat(starts), time.fromisoformat(ends))


def rest(lesson: Slot, first: date, last: date, **other: Any) -> list[str]:
    given = {"subject": "mathematics", "stage": "primary", "calendar": CALENDAR} | other
    return [remark.check for remark in rest_day_lessons([lesson], first=first, last=last, **given)]


@pytest.mark.clause("D3")
@pytest.mark.parametrize(
    ("ends", "online", "late"),
    [("20:30", False, False), ("20:31", False, True), ("21:00", True, False), ("21:01", True, True)],
)
def test_a_lesson_ends_in_time_or_is_named(ends: str, online: bool, late: bool) -> None:
    found = late_lessons([slot(3, "19:00", ends), slot(4, "18:00", "19:00")], online=online, limits=LIMITS)
    assert [remark.values["weekday"] for remark in found] == ([3] if late else [])


@pytest.mark.clause("D3")
def test_a_lesson_of_three_hours_passes_and_a_minute_more_does_not() -> None:
    assert long_lessons([slot(3, "09:00", "12:00")], LIMITS) == []
    assert [r.check for r in long_lessons([slot(3, "09:00", "12:01")], LIMITS)] == ["lesson_too_long"]


@pytest.mark.clause("D3")
def test_twelve_class_hours_a_week_pass_and_more_do_not() -> None:
    week = [slot(day, "09:00", "12:00") for day in (1, 2, 3)]  # 540 minutes
    assert too_many_a_week(week, online=False, limits=LIMITS) == []
    more = [*week, slot(4, "09:00", "09:15")]
    assert [r.check for r in too_many_a_week(more, online=False, limits=LIMITS)] == ["too_many_a_week"]


@pytest.mark.clause("Z3", "D7")
def test_a_subject_class_on_a_weekend_is_remarked_and_one_on_friday_is_not() -> None:
    assert rest(slot(6, "09:00", "10:00"), date(2026, 5, 11), date(2026, 5, 31)) == ["weekend"]
    assert rest(slot(7, "09:00", "10:00"), date(2026, 5, 11), date(2026, 5, 31)) == ["weekend"]
    assert rest(slot(5, "18:00", "19:00"), date(2026, 5, 11), date(2026, 5, 31)) == []


@pytest.mark.clause("D7")
def test_a_weekend_worked_in_exchange_counts_as_worked() -> None:
    assert rest(slot(6, "09:00", "10:00"), date(2026, 5, 9), date(2026, 5, 9)) == []
    assert rest(slot(6, "09:00", "10:00"), date(2026, 5, 9), date(2026, 5, 16)) == ["weekend"]


@pytest.mark.clause("D7")
def test_lessons_on_public_holidays_are_counted_and_named() -> None:
    friday = slot(5, "18:00", "19:00")
    [remark] = rest_day_lessons(
        [friday],
        first=date(2026, 4, 24),
        last=date(2026, 5, 8),
        subject="chinese",
        stage="junior",
        calendar=CALENDAR,
    )
    assert (remark.check, remark.clause) == ("holiday", "D7")
    assert remark.values == {"days": ["2026-05-01"], "count": 1}
    assert rest(friday, date(2026, 5, 2), date(2026, 5, 29)) == []


@pytest.mark.clause("D7")
def test_a_year_without_a_notice_knows_its_fixed_holidays() -> None:
    assert is_holiday(date(2030, 10, 1), CALENDAR)
    assert not is_holiday(date(2030, 10, 8), CALENDAR)
    assert not is_holiday(date(2026, 5, 9), CALENDAR)


@pytest.mark.clause("Z3")
@pytest.mark.parametrize("other", [{"stage": "senior"}, {"stage": "preschool"}, {"subject": "other"}])
def test_weekends_are_free_to_other_stages_and_to_what_is_no_school_subject(other: dict[str, str]) -> None:
    assert rest(slot(6, "09:00", "10:00"), date(2026, 5, 11), date(2026, 5, 31), **other) == []


@pytest.mark.clause("D3")
def test_the_hours_of_a_timetable_with_and_without_holidays() -> None:
    limits = FilingLimits(hours_tolerance_percent=0)
    fridays = [slot(5, "18:00", "19:30")]  # two class hours; three weeks, one of them on Labour Day
    found = hours_of_timetable(
        fridays,
        first=date(2026, 4, 24),
        last=date(2026, 5, 8),
        online=False,
        limits=limits,
        calendar=CALENDAR,
    )
    assert found == (4, 6)
    on_line = hours_of_timetable(
        fridays, first=date(2026, 5, 8), last=date(2026, 5, 8), online=True, limits=limits, calendar=CALENDAR
    )
    assert on_line == (3, 3)


@pytest.mark.clause("D3")
def test_declared_hours_within_the_timetable_pass_and_one_more_or_less_does_not() -> None:
    assert hours_differ(18, 18, 24) == hours_differ(24, 18, 24) == []
    assert [r.check for r in hours_differ(17, 18, 24) + hours_differ(25, 18, 24)] == ["hours_differ"] * 2
