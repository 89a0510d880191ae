"""Answering and closing."""

import pytest

from complaints.models import Complaint
from complaints.services import answers, extending
from complaints.terms import Outcome, PauseGround, State
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired
from portal.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D2")]


def test_an_answer_ends_all_clocks_and_leaves_an_event_without_its_words(accepted, officer_a):
    answered = answers.answer(accepted, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)
    assert (answered.state, answered.due, answered.answer) == (State.ANSWERED, None, "已责令退费。")
    event = Event.objects.about(accepted)[0]
    assert event.verb == "complaint.answered"
    assert "退费" not in repr(event.changes) + event.reason


def test_an_answer_without_an_outcome_or_words_is_refused(accepted, officer_a):
    with pytest.raises(ReasonRequired):
        answers.answer(accepted, actor=officer_a, text="已处理。")
    with pytest.raises(ReasonRequired):
        answers.answer(accepted, actor=officer_a, text=" ", outcome=Outcome.FOUNDED)
    assert Complaint.objects.get().state == State.ACCEPTED


def test_what_was_not_accepted_cannot_be_answered_and_nothing_is_answered_twice(
    complaint, accepted, officer_a, officer_a2
):
    answers.answer(accepted, actor=officer_a, text="一。", outcome=Outcome.FOUNDED)
    with pytest.raises(ChangedMeanwhile):
        answers.answer(accepted, actor=officer_a2, text="二。", outcome=Outcome.FOUNDED)
    assert Complaint.objects.get().answer == "一。"


def test_another_district_may_not_answer(accepted, officer_b):
    with pytest.raises(NotAllowed):
        answers.answer(accepted, actor=officer_b, text="一。", outcome=Outcome.FOUNDED)


def test_an_answer_ends_a_pause(accepted, officer_a):
    extending.pause(accepted, actor=officer_a, ground=PauseGround.EXPERT)
    answered = answers.answer(accepted, actor=officer_a, text="一。", outcome=Outcome.FOUNDED)
    assert answered.paused_on is None
    assert answered.pauses.get().resumed_on is not None


def test_what_was_answered_is_closed_once(accepted, officer_a):
    answers.answer(accepted, actor=officer_a, text="一。", outcome=Outcome.FOUNDED)
    assert answers.close(accepted, actor=officer_a).state == State.CLOSED
    with pytest.raises(ChangedMeanwhile):
        answers.close(accepted, actor=officer_a)


def test_what_was_added_is_marked_as_read_once(accepted, officer_a):
    Complaint.objects.filter(pk=accepted.pk).update(has_news=True)
    answers.mark_seen(accepted, actor=officer_a)
    answers.mark_seen(accepted, actor=officer_a)
    verbs = list(Event.objects.about(accepted).values_list("verb", flat=True))
    assert verbs.count("complaint.supplement_read") == 1
