"""An institution is told before it is listed, and has five working days to answer (D5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.workdays.rules import Calendar
from portal.workdays.services import published
from publicity.rules.notices import NoticeTerms, answer_by, may_answer, may_decide, waits

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 1))


@pytest.mark.clause("D5")
@given(DAYS)
def test_there_are_five_working_days_to_answer_over_any_holiday(notice_on: date):
    calendar = published()
    last = answer_by(notice_on, calendar, NoticeTerms())
    assert calendar.is_working_day(last)
    assert calendar.between(notice_on, last) == 5


@pytest.mark.clause("D5")
def test_the_day_of_the_notice_does_not_count():
    assert answer_by(date(2026, 3, 2), Calendar(), NoticeTerms()) == date(2026, 3, 9)


@pytest.mark.clause("D5")
def test_a_blacklist_proposal_waits_and_a_whitelist_proposal_need_not():
    assert waits("black", NoticeTerms())
    assert not waits("white", NoticeTerms())
    assert waits("white", NoticeTerms(white_waits=True))


@pytest.mark.clause("D5")
def test_the_city_decides_once_the_days_are_over_or_the_answer_is_in():
    last = date(2026, 3, 9)
    assert not may_decide(must_wait=True, last_day=last, answered=False, today=last)
    assert may_decide(must_wait=True, last_day=last, answered=True, today=last)
    assert may_decide(must_wait=True, last_day=last, answered=False, today=last + timedelta(days=1))
    assert may_decide(must_wait=False, last_day=last, answered=False, today=last)


@pytest.mark.clause("D5")
def test_the_institution_answers_up_to_its_last_day_while_nothing_is_decided():
    last = date(2026, 3, 9)
    assert may_answer(last_day=last, today=last, decided=False)
    assert not may_answer(last_day=last, today=last + timedelta(days=1), decided=False)
    assert not may_answer(last_day=last, today=last, decided=True)


def test_no_days_to_answer_is_no_notice():
    with pytest.raises(ValueError, match="a day at least"):
        NoticeTerms(answer_days=0)
