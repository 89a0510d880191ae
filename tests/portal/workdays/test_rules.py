"""Working days, also over any holiday and into years not yet announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.workdays.rules import Calendar
from portal.workdays.services import published

pytestmark = pytest.mark.clause("D7")

DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))
SHORT = st.integers(min_value=0, max_value=90)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 16), False),  # a Monday in the Spring Festival
        (date(2026, 2, 14), True),  # a Saturday worked in exchange
        (date(2026, 5, 9), True),  # a made-up Saturday
        (date(2026, 5, 5), False),
        (date(2026, 9, 20), True),  # a made-up Sunday
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 11), False),  # an ordinary Sunday
    ],
)
def test_an_announced_year_follows_the_notice(day, worked):
    assert published().is_working_day(day) is worked


def test_a_year_not_announced_counts_monday_to_friday_less_fixed_date_holidays_and_says_so():
    calendar = published()
    assert not calendar.announced(2031)
    assert not calendar.is_working_day(date(2031, 1, 1))  # a Wednesday
    assert not calendar.is_working_day(date(2031, 10, 2))  # a Thursday
    assert calendar.is_working_day(date(2031, 10, 6))  # a Monday, no notice yet
    assert not calendar.is_working_day(date(2031, 10, 5))  # a Sunday


def test_fifteen_working_days_over_the_national_holiday_pass_it_by():
    assert published().add(date(2026, 9, 25), 15) == date(2026, 10, 22)


def test_fifteen_working_days_in_plain_weeks_are_three_weeks():
    assert Calendar().add(date(2031, 3, 3), 15) == date(2031, 3, 24)


def test_no_days_added_is_the_same_day_even_on_a_holiday():
    assert published().add(date(2026, 10, 1), 0) == date(2026, 10, 1)


def test_a_negative_period_is_refused():
    with pytest.raises(ValueError, match="fewer than no days"):
        published().add(date(2026, 3, 2), -1)


def test_a_day_set_by_hand_overrides_the_notice_and_the_weekend():
    calendar = published().with_overrides({date(2026, 10, 8): False, date(2026, 10, 11): True})
    assert not calendar.is_working_day(date(2026, 10, 8))
    assert calendar.is_working_day(date(2026, 10, 11))
    undone = calendar.with_overrides({date(2026, 10, 8): True, date(2026, 10, 11): False})
    assert undone.is_working_day(date(2026, 10, 8))
    assert not undone.is_working_day(date(2026, 10, 11))


@given(start=DAYS, days=SHORT)
def test_counting_back_gives_the_days_that_were_added(start, days):
    calendar = published()
    assert calendar.between(start, calendar.add(start, days)) == days


@given(start=DAYS, days=st.integers(min_value=1, max_value=90))
def test_a_deadline_always_falls_on_a_working_day_after_the_start(start, days):
    due = published().add(start, days)
    assert due > start
    assert published().is_working_day(due)


@given(start=DAYS, first=SHORT, second=SHORT)
def test_a_longer_period_never_ends_earlier(start, first, second):
    short, long = sorted((first, second))
    assert published().add(start, short) <= published().add(start, long)


@given(start=DAYS, first=st.integers(1, 40), second=st.integers(1, 40))
def test_two_periods_in_a_row_are_one_period_of_their_sum(start, first, second):
    calendar = published()
    assert calendar.add(calendar.add(start, first), second) == calendar.add(start, first + second)


@given(start=DAYS, length=st.integers(-200, 200))
def test_days_between_turned_round_change_only_their_sign(start, length):
    end = start + timedelta(days=length)
    assert published().between(start, end) == -published().between(end, start)


@given(day=DAYS)
def test_the_next_working_day_is_the_day_itself_exactly_when_it_is_worked(day):
    following = published().next_working_day(day)
    assert (following == day) is published().is_working_day(day)
    assert published().is_working_day(following)
