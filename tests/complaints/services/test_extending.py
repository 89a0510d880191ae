"""More time, and clocks that stand still."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from complaints.services import extending, handling
from complaints.terms import Outcome, PauseGround
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline.models import Event
from portal.workdays.services import calendar

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D2")]


def test_the_check_is_extended_once_by_fifteen_working_days_with_a_reason(accepted, officer_a):
    before = accepted.due
    extension = extending.extend(accepted, actor=officer_a, reason="需要外调")
    assert calendar().between(before, extension.due_after) == 15
    accepted.refresh_from_db()
    assert accepted.due == extension.due_after
    assert extension.rule_version == "D2.complaint@default"
    event = Event.objects.about(accepted)[0]
    assert event.changes["due"] == [str(before), str(accepted.due)]
    with pytest.raises(Refusal):
        extending.extend(accepted, actor=officer_a, reason="再来")


def test_the_answer_is_extended_by_thirty_calendar_days(accepted, officer_a):
    handling.record_check(accepted, actor=officer_a, outcome=Outcome.FOUNDED, text="查了。")
    extension = extending.extend(accepted, actor=officer_a, reason="机构正在清算")
    assert extension.due_after - extension.due_before == timedelta(days=30)


def test_no_extension_without_a_reason_and_none_for_accepting(complaint, officer_a):
    with pytest.raises(ChangedMeanwhile):
        extending.extend(complaint, actor=officer_a, reason="忙")


def test_an_extension_needs_words(accepted, officer_a):
    with pytest.raises(ReasonRequired):
        extending.extend(accepted, actor=officer_a, reason=" ")


def test_a_clock_stands_still_only_for_a_listed_reason(accepted, officer_a):
    with pytest.raises(ReasonRequired):
        extending.pause(accepted, actor=officer_a, ground="busy")
    extending.pause(accepted, actor=officer_a, ground=PauseGround.EXPERT)
    accepted.refresh_from_db()
    assert accepted.due is None
    with pytest.raises(ChangedMeanwhile):
        extending.pause(accepted, actor=officer_a, ground=PauseGround.EXPERT)
    with pytest.raises(Refusal):
        extending.extend(accepted, actor=officer_a, reason="忙")


def test_the_days_it_stood_still_are_given_back(accepted, officer_a):
    before = accepted.due
    extending.pause(accepted, actor=officer_a, ground=PauseGround.COURT)
    later = timezone.localdate() + timedelta(days=12)
    with mock.patch("complaints.services.extending.timezone.localdate", return_value=later):
        resumed = extending.resume(accepted, actor=officer_a)
        with pytest.raises(ChangedMeanwhile):
            extending.resume(accepted, actor=officer_a)
    assert resumed.due == before + timedelta(days=12)
    assert resumed.pauses.get().resumed_on == later
