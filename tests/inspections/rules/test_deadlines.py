"""Days to put things right, over any holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules import deadlines
from inspections.rules.deadlines import RectificationTerms
from inspections.terms import StopKind
from portal.workdays.rules import Calendar
from portal.workdays.services import published

TERMS = RectificationTerms()
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def calendars(draw):
    """Any holidays, any weekends worked in exchange, on any day between 2019 and 2032."""
    some = st.sets(st.dates(date(2019, 1, 1), date(2032, 12, 31)), max_size=40)
    off, made_up = draw(some), draw(some)
    years = draw(st.sets(st.integers(2019, 2032)))
    return Calendar(frozenset(off - made_up), frozenset(made_up), frozenset(years))


@pytest.mark.clause("D1")
def test_an_order_served_before_the_spring_festival_runs_over_it():
    # Served on Friday 2026-02-06; off from the 15th to the 23rd, worked on Saturday the 14th and 28th.
    due = deadlines.rectify_by(date(2026, 2, 6), TERMS, published())
    assert published().between(date(2026, 2, 6), due) == 15
    assert due == date(2026, 3, 5)


@pytest.mark.clause("D1")
def test_an_order_without_a_holiday_in_between_is_due_three_weeks_on():
    assert deadlines.rectify_by(date(2026, 3, 18), TERMS, Calendar()) == date(2026, 4, 8)


@pytest.mark.clause("D1", "D7")
@given(served=DAYS, calendar=calendars())
def test_an_order_always_has_fifteen_working_days_whatever_the_holidays(served, calendar):
    due = deadlines.rectify_by(served, TERMS, calendar)
    assert calendar.between(served, due) == 15
    assert calendar.is_working_day(due)
    assert due > served


@pytest.mark.clause("D1")
@given(served=DAYS, calendar=calendars(), days=st.integers(1, 15))
def test_an_extension_of_what_is_left_never_passes_the_thirtieth_working_day(served, calendar, days):
    due = deadlines.rectify_by(served, TERMS, calendar)
    latest = deadlines.latest_due(served, TERMS, calendar)
    longer = deadlines.extended_due(due, days, calendar)
    assert due < longer <= latest
    assert calendar.between(served, longer) == 15 + days


@pytest.mark.clause("D1")
@given(served=DAYS, calendar=calendars())
def test_the_re_inspection_is_set_on_a_working_day_after_the_deadline(served, calendar):
    due = deadlines.rectify_by(served, TERMS, calendar)
    day = deadlines.reinspection_day(due, TERMS, calendar)
    assert calendar.is_working_day(day)
    assert calendar.between(due, day) == TERMS.reinspect_after


@pytest.mark.clause("D1")
def test_one_extension_and_no_second():
    assert deadlines.may_extend(0, TERMS)
    assert not deadlines.may_extend(1, TERMS)


@pytest.mark.clause("P4")
@given(served=DAYS, calendar=calendars())
def test_at_once_is_sooner_than_a_deadline(served, calendar):
    at_once = deadlines.rectify_at_once_by(served, TERMS, calendar)
    assert served < at_once < deadlines.rectify_by(served, TERMS, calendar)


@pytest.mark.clause("P8")
@given(due=DAYS, days=st.integers(-30, 30))
def test_a_deadline_is_missed_from_the_day_after_it(due, days):
    assert deadlines.is_missed(due, today=due + timedelta(days=days)) == (days > 0)


@pytest.mark.clause("P4")
@given(until=DAYS, days=st.integers(-120, 120), passed=st.booleans())
def test_a_term_ends_only_when_it_is_over_and_the_re_inspection_has_passed(until, days, passed):
    today = until + timedelta(days=days)
    free = deadlines.may_teach_again(StopKind.TERM, until=until, order_passed=passed, today=today)
    assert free == (days >= 0 and passed)


@pytest.mark.clause("P3")
@pytest.mark.parametrize("kind", [StopKind.UNTIL_MET, StopKind.CLOSED])
def test_what_was_stopped_until_put_right_may_reopen_when_the_re_inspection_has_passed(kind):
    today = date(2026, 3, 18)
    assert deadlines.may_teach_again(kind, until=None, order_passed=True, today=today)
    assert not deadlines.may_teach_again(kind, until=None, order_passed=False, today=today)


@pytest.mark.clause("P2")
def test_what_an_officer_stopped_without_an_order_does_not_end_by_itself():
    assert not deadlines.may_teach_again(
        StopKind.UNTIL_LIFTED, until=None, order_passed=True, today=date(2030, 1, 1)
    )


@pytest.mark.parametrize("wrong", [{"days": 31}, {"days": 0}, {"at_once": 99}, {"extensions": -1}])
def test_figures_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        RectificationTerms(**wrong)


def test_an_extension_of_no_days_is_none():
    with pytest.raises(ValueError, match="at least one"):
        deadlines.extended_due(date(2026, 3, 18), 0, Calendar())
