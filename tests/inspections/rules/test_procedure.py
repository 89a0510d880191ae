"""What stands between a finding and a penalty, and how long each has."""

from datetime import date, timedelta

import pytest

from inspections.rules.procedure import (
    Facts,
    ProcedureTerms,
    decide_by,
    earliest_hearing,
    has_lapsed,
    hearing_until,
    may_be_waived,
    may_record,
    standing,
    statement_until,
)
from inspections.terms import Severity, Stage, StepKind
from portal.workdays.rules import Calendar

TERMS = ProcedureTerms()
CALENDAR = Calendar({})
SERVED = date(2026, 3, 18)  # a Wednesday
LAST = date(2026, 3, 25)  # five working days on
K = StepKind


def at(facts, today):
    return standing(facts, today=today, terms=TERMS, calendar=CALENDAR).stage


@pytest.mark.clause("N3")
def test_the_notice_comes_first_and_has_to_be_served():
    assert at(Facts(), SERVED) == Stage.NOTICE
    assert at(Facts(notice_issued=True), SERVED) == Stage.SERVICE


@pytest.mark.clause("N3")
def test_five_working_days_for_the_defence_and_for_asking_for_a_hearing():
    assert statement_until(SERVED, TERMS, CALENDAR) == hearing_until(SERVED, TERMS, CALENDAR) == LAST


@pytest.mark.clause("N3")
@pytest.mark.parametrize(
    ("today", "stage"), [(SERVED, Stage.TERM), (LAST, Stage.TERM), (LAST + timedelta(days=1), Stage.REVIEW)]
)
def test_nothing_goes_on_before_the_term_is_over(today, stage):
    assert at(Facts(notice_issued=True, notice_served=SERVED), today) == stage


@pytest.mark.clause("N3")
def test_whoever_gives_both_rights_up_need_not_be_waited_for():
    facts = Facts(True, SERVED, statement_given_up=True)
    assert at(facts, SERVED) == Stage.TERM
    assert at(Facts(True, SERVED, statement_given_up=True, hearing_given_up=True), SERVED) == Stage.REVIEW


@pytest.mark.clause("N3")
def test_a_statement_is_answered_before_the_review():
    stated = Facts(True, SERVED, stated=True, hearing_given_up=True)
    assert at(stated, SERVED) == Stage.ANSWER
    assert at(Facts(True, SERVED, stated=True, answered=True, hearing_given_up=True), SERVED) == Stage.REVIEW


@pytest.mark.clause("N3")
def test_a_hearing_that_was_asked_for_is_announced_and_held_first():
    asked = Facts(True, SERVED, hearing_asked=True)
    on = date(2026, 4, 10)
    long_after = date(2026, 6, 1)
    assert at(asked, long_after) == Stage.SET_HEARING
    assert at(Facts(True, SERVED, hearing_asked=True, hearing_on=on), long_after) == Stage.HEARING
    over = Facts(True, SERVED, hearing_asked=True, hearing_on=on, hearing_over=True)
    assert at(over, on) == Stage.REVIEW


@pytest.mark.clause("N3")
def test_only_the_review_makes_it_ready():
    over = {"notice_issued": True, "notice_served": SERVED}
    assert at(Facts(**over), date(2026, 6, 1)) == Stage.REVIEW
    assert at(Facts(**over, reviewed=True), date(2026, 6, 1)) == Stage.READY


@pytest.mark.clause("N3")
def test_a_hearing_is_announced_seven_working_days_before():
    assert earliest_hearing(SERVED, TERMS, CALENDAR) == date(2026, 3, 27)


@pytest.mark.clause("N3")
def test_ninety_calendar_days_to_decide():
    assert decide_by(date(2026, 1, 1), TERMS) == date(2026, 4, 1)


@pytest.mark.clause("N3")
@pytest.mark.parametrize(
    ("found", "at_stake", "lapsed"),
    [
        (date(2026, 3, 18), False, False),
        (date(2026, 3, 19), False, True),
        (date(2026, 3, 19), True, False),
        (date(2029, 3, 18), True, False),
        (date(2029, 3, 19), True, True),
    ],
)
def test_what_is_found_too_late_lapses(found, at_stake, lapsed):
    assert has_lapsed(date(2024, 3, 18), found, TERMS, at_stake=at_stake) is lapsed


def test_a_leap_day_lapses_like_the_day_before():
    assert has_lapsed(date(2024, 2, 29), date(2026, 3, 1), TERMS, at_stake=False)
    assert not has_lapsed(date(2024, 2, 29), date(2026, 2, 28), TERMS, at_stake=False)


@pytest.mark.clause("N3")
@pytest.mark.parametrize(
    ("severity", "before", "may"),
    [
        (Severity.SLIGHT, 0, True),
        (Severity.ORDINARY, 0, True),
        (Severity.SERIOUS, 0, False),
        (Severity.SLIGHT, 1, False),
    ],
)
def test_only_minor_and_first_can_be_waived(severity, before, may):
    assert may_be_waived(severity, before) is may


@pytest.mark.clause("N3")
def test_nothing_is_put_on_file_before_the_notice_or_after_the_review():
    assert may_record(Facts(notice_issued=True), today=SERVED) == ()
    assert may_record(Facts(True, SERVED, reviewed=True), today=SERVED) == ()


@pytest.mark.clause("N3")
def test_a_hearing_is_held_on_its_day_at_the_earliest():
    facts = Facts(True, SERVED, hearing_asked=True, hearing_on=LAST)
    assert K.HEARING_HELD not in may_record(facts, today=LAST - timedelta(days=1))
    assert {K.HEARING_HELD, K.HEARING_MISSED} <= set(may_record(facts, today=LAST))


def test_who_gave_the_hearing_up_does_not_ask_for_one():
    facts = Facts(True, SERVED, hearing_given_up=True)
    assert K.HEARING_ASKED not in may_record(facts, today=SERVED)


@pytest.mark.parametrize("wrong", [{"hearing_days": 0}, {"lapse_years": 6}])
def test_figures_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="clock"):
        ProcedureTerms(**wrong)
