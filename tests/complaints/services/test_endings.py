"""What the person says of an answer, and a complaint taken up again."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Answering, Complaint, Rating
from complaints.services import answers, endings, intake, overdue
from complaints.terms import Kind, Outcome, RefusalGround, Satisfaction, State
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired
from portal.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D2")]


@pytest.fixture
def answered(accepted, officer_a):
    return answers.answer(accepted, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)


def rate(complaint, satisfaction=Satisfaction.DISSATISFIED, text="钱还没有退。", client_id=None):
    return endings.rate(complaint, client_id=client_id or uuid.uuid4(), satisfaction=satisfaction, text=text)


def test_who_is_dissatisfied_sends_it_back_with_new_clocks_and_the_answer_stays_in_history(answered):
    rate(answered)
    again = Complaint.objects.get()
    assert (again.state, again.round, again.reopened, again.answer) == (State.IN_PROGRESS, 2, 1, "")
    assert again.due is not None
    assert again.due > timezone.localdate()
    assert again.due_step == "check"
    assert Answering.objects.get().text == "已责令退费。"
    assert Event.objects.about(again)[0].verb == "complaint.reopened"


def test_what_the_person_wrote_stands_in_no_event(answered):
    rate(answered)
    told = " ".join(repr(event.changes) + event.reason for event in Event.objects.about(answered))
    assert "钱还没有退" not in told


def test_it_goes_back_once_and_the_second_time_is_only_kept(answered, officer_a):
    rate(answered)
    second = answers.answer(answered, actor=officer_a, text="已退费。", outcome=Outcome.FOUNDED)
    rate(second, text="还差五百元。")
    assert Complaint.objects.get().state == State.ANSWERED
    assert Rating.objects.count() == 2


def test_the_same_rating_sent_twice_counts_once_and_another_of_the_same_answer_is_refused(answered):
    key = uuid.uuid4()
    rate(answered, Satisfaction.PARTLY, "", key)
    rate(answered, Satisfaction.PARTLY, "", key)
    assert Rating.objects.count() == 1
    with pytest.raises(ChangedMeanwhile):
        rate(answered, Satisfaction.SATISFIED, "")


def test_who_is_satisfied_closes_it(answered):
    rate(answered, Satisfaction.SATISFIED, "")
    assert Complaint.objects.get().state == State.CLOSED


def test_dissatisfied_without_words_is_refused(answered):
    with pytest.raises(ReasonRequired):
        rate(answered, text=" ")
    assert Complaint.objects.get().state == State.ANSWERED


@pytest.mark.parametrize(("days", "may"), [(30, True), (31, False)])
def test_an_answer_can_be_rated_for_thirty_days(answered, days, may):
    day = timezone.localdate() - timedelta(days=days)
    Complaint.objects.update(answered_on=day)
    assert endings.may_rate(Complaint.objects.get(), timezone.localdate()) is may


def test_what_was_closed_by_hand_can_still_be_sent_back(answered, officer_a):
    answers.close(answered, actor=officer_a)
    rate(answered)
    assert Complaint.objects.get().state == State.IN_PROGRESS


def test_a_refusal_that_does_not_satisfy_is_judged_once_more(complaint, officer_a):
    intake.refuse(complaint, actor=officer_a, ground=RefusalGround.TOO_VAGUE, text="请补充时间地点。")
    rate(complaint, text="我写了地点。")
    again = Complaint.objects.get()
    assert (again.state, again.due_step, again.refusal_text) == (State.RECEIVED, "accept", "")
    assert Answering.objects.get().ground == RefusalGround.TOO_VAGUE


def test_the_city_sends_an_answer_back_with_a_reason(answered, city):
    with pytest.raises(ReasonRequired):
        endings.return_for_rework(answered, actor=city, reason=" ")
    endings.return_for_rework(answered, actor=city, reason="没有说明退费金额。")
    again = Complaint.objects.get()
    assert (again.state, again.round, again.reopened) == (State.IN_PROGRESS, 2, 0)


def test_a_district_does_not_send_its_own_answer_back(answered, officer_a):
    with pytest.raises(NotAllowed):
        endings.return_for_rework(answered, actor=officer_a, reason="重做。")


def test_what_is_open_is_not_sent_back(accepted, city):
    with pytest.raises(ChangedMeanwhile):
        endings.return_for_rework(accepted, actor=city, reason="重做。")


def test_a_childs_safety_is_closed_by_the_city_and_not_by_itself(accepted, officer_a, city):
    Complaint.objects.update(kind=Kind.FIRE)
    answered = answers.answer(accepted, actor=officer_a, text="通道已疏通。", outcome=Outcome.FOUNDED)
    rate(answered, Satisfaction.SATISFIED, "")
    Complaint.objects.update(answered_on=timezone.localdate() - timedelta(days=90))
    assert overdue.close_answered(timezone.localdate()) == 0
    with pytest.raises(NotAllowed):
        answers.close(answered, actor=officer_a)
    assert answers.close(answered, actor=city).state == State.CLOSED
