"""Deadlines of complaints over weekends, holidays and made-up weekends."""

from datetime import date, timedelta

import pytest
from chinese_calendar.constants import holidays, workdays
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules import clocks
from complaints.rules.clocks import ComplaintTerms, Deadlines, UrgentTerms
from portal.workdays.rules import Calendar

PUBLISHED = Calendar(frozenset(holidays), frozenset(workdays), frozenset(day.year for day in holidays))
DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
TERMS = st.sampled_from([ComplaintTerms(), UrgentTerms()])

pytestmark = pytest.mark.clause("D2")


def test_an_ordinary_complaint_of_a_plain_monday_is_accepted_by_wednesday_of_the_week_after():
    due = clocks.deadlines(date(2026, 3, 2), ComplaintTerms(), PUBLISHED)
    assert due.accept_by == date(2026, 3, 11)
    assert due.check_by == date(2026, 3, 23)
    assert due.answer_by == date(2026, 5, 1)


def test_seven_working_days_step_over_the_national_day_week_and_count_its_made_up_saturday():
    due = clocks.deadlines(date(2026, 9, 29), ComplaintTerms(), PUBLISHED)
    # 30 September, then 1–7 October off, 8, 9, the made-up Saturday 10, 12, 13, 14.
    assert due.accept_by == date(2026, 10, 14)


@pytest.mark.clause("D7")
def test_a_year_without_a_notice_counts_monday_to_friday_less_the_fixed_holidays():
    due = clocks.deadlines(date(2030, 9, 30), ComplaintTerms(), PUBLISHED)
    assert due.accept_by == date(2030, 10, 14)  # 1–3 October are off, 4 October is a Friday


def test_an_urgent_complaint_of_a_friday_is_accepted_on_monday_and_checked_on_wednesday():
    due = clocks.deadlines(date(2026, 3, 6), UrgentTerms(), PUBLISHED)
    assert (due.accept_by, due.check_by) == (date(2026, 3, 9), date(2026, 3, 11))


def test_an_urgent_complaint_just_before_a_holiday_week_waits_for_the_first_working_day():
    assert not PUBLISHED.is_working_day(date(2026, 2, 17))
    due = clocks.deadlines(date(2026, 2, 14), UrgentTerms(), PUBLISHED)
    assert due.accept_by == PUBLISHED.next_working_day(date(2026, 2, 15))


def test_the_answer_is_never_moved_beyond_sixty_days_even_where_the_last_is_a_holiday():
    received = date(2026, 8, 2)
    due = clocks.deadlines(received, ComplaintTerms(), PUBLISHED)
    assert due.answer_by == date(2026, 10, 1)
    assert (due.answer_by - received).days == 60


@given(DAYS, TERMS)
def test_the_clocks_follow_one_another_and_the_short_ones_end_on_working_days(received, terms):
    due = clocks.deadlines(received, terms, PUBLISHED)
    assert received < due.accept_by <= due.check_by <= due.answer_by
    assert PUBLISHED.is_working_day(due.accept_by)
    assert PUBLISHED.is_working_day(due.check_by)
    assert PUBLISHED.between(received, due.accept_by) == terms.accept_working_days
    assert PUBLISHED.between(received, due.check_by) == terms.check_working_days


@given(DAYS, TERMS)
def test_who_complains_a_day_later_never_has_an_earlier_deadline(received, terms):
    one = clocks.deadlines(received, terms, PUBLISHED)
    other = clocks.deadlines(received + timedelta(days=1), terms, PUBLISHED)
    assert one.accept_by <= other.accept_by
    assert one.check_by <= other.check_by
    assert one.answer_by < other.answer_by


@given(DAYS)
def test_an_urgent_complaint_is_never_slower_than_an_ordinary_one(received):
    urgent = clocks.deadlines(received, UrgentTerms(), PUBLISHED)
    ordinary = clocks.deadlines(received, ComplaintTerms(), PUBLISHED)
    assert urgent.accept_by < ordinary.accept_by
    assert urgent.check_by < ordinary.check_by


@given(DAYS, st.sets(DAYS, max_size=40))
def test_another_holiday_never_brings_a_deadline_forward(received, more_days_off):
    longer = PUBLISHED.with_overrides(dict.fromkeys(more_days_off, False))
    before = clocks.deadlines(received, ComplaintTerms(), PUBLISHED)
    after = clocks.deadlines(received, ComplaintTerms(), longer)
    assert before.accept_by <= after.accept_by
    assert before.check_by <= after.check_by


@given(DAYS, TERMS)
def test_each_extension_gives_exactly_its_days(received, terms):
    due = clocks.deadlines(received, terms, PUBLISHED)
    longer = clocks.extended_check(due, terms, PUBLISHED)
    assert PUBLISHED.between(due.check_by, longer.check_by) == terms.check_extension_working_days
    assert clocks.extended_answer(due, terms).answer_by - due.answer_by == timedelta(days=30)
    assert longer.check_by <= longer.answer_by


@given(DAYS, TERMS)
def test_a_named_person_is_told_of_an_opened_case_within_five_working_days(opened, terms):
    by = clocks.tell_by(opened, terms, PUBLISHED)
    assert PUBLISHED.between(opened, by) == 5


def test_each_kind_has_a_figure_of_its_own_that_starts_from_the_general_ones_days():
    fees = clocks.figure_of("fees", urgent=False)
    fire = clocks.figure_of("fire", urgent=True)
    assert fees.KEY == "D2.complaint.fees"
    assert fees().accept_working_days == 7
    assert fire().accept_working_days == 1
    assert clocks.figure_of("fees", urgent=False) is fees


def test_a_step_without_a_day_is_no_figure():
    with pytest.raises(ValueError, match="at least"):
        ComplaintTerms(accept_working_days=0)


DUE = Deadlines(date(2026, 3, 11), date(2026, 3, 23), date(2026, 5, 1))
FLAGS = {"accepted": False, "checked": False, "finished": False, "paused": False}


@pytest.mark.parametrize(
    ("flags", "step", "due"),
    [
        ({}, "accept", DUE.accept_by),
        ({"accepted": True}, "check", DUE.check_by),
        ({"accepted": True, "checked": True}, "answer", DUE.answer_by),
    ],
)
def test_one_clock_runs_at_a_time(flags, step, due):
    clock = clocks.running(DUE, **FLAGS | flags)
    assert clock is not None
    assert (clock.step, clock.due) == (step, due)


@pytest.mark.parametrize("flag", ["finished", "paused"])
def test_no_clock_runs_on_what_is_finished_or_stands_still(flag):
    assert clocks.running(DUE, **FLAGS | {flag: True}) is None


def test_a_deadline_is_missed_the_day_after_and_not_on_its_day():
    assert not clocks.is_overdue(date(2026, 3, 11), date(2026, 3, 11))
    assert clocks.is_overdue(date(2026, 3, 11), date(2026, 3, 12))
    assert not clocks.is_overdue(None, date(2026, 3, 12))


@given(st.integers(0, 80), st.integers(0, 120))
def test_a_pause_moves_only_what_had_not_run_out_and_by_exactly_the_days_it_lasted(start, length):
    paused_on = date(2026, 3, 2) + timedelta(days=start)
    moved = clocks.resumed(DUE, paused_on=paused_on, resumed_on=paused_on + timedelta(days=length))
    for name in ("accept_by", "check_by", "answer_by"):
        old, new = getattr(DUE, name), getattr(moved, name)
        assert new - old == timedelta(days=0 if old < paused_on else length)
