"""What others are asked: the person, departments, the district; and who is told of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from complaints.models import AnswerTemplate, JointRequest
from complaints.rules.together import TogetherTerms, filled_in, near_until, opinion_due
from complaints.services import answers, asking, extending, templates, together, tracking, urging
from complaints.terms import State
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.telling.models import InboxItem, Message
from portal.workdays.rules import Calendar
from tests.factories.complaints import SECRET, ComplaintFactory, IdentityFactory, JointRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(district_a):
    """A complaint of 东湖区 that is being looked into."""
    return ComplaintFactory(district=district_a, state=State.ACCEPTED, accepted_on=timezone.localdate())


def told(actor):
    return list(InboxItem.objects.filter(user=actor.user).values_list("kind", flat=True))


@pytest.mark.clause("M8")
def test_the_person_is_asked_and_the_clock_waits_until_they_add_something(running, officer_a):
    asking.ask(running, actor=officer_a, text="请补充付款凭证。")
    running.refresh_from_db()
    assert running.paused_ground == "waiting_for_person"
    progress = tracking.progress_of(running, timezone.localdate())
    assert progress.question.text == "请补充付款凭证。"
    assert any("add something" in one.words or "补充" in one.words for one in progress.happenings)
    tracking.add_supplement(running, client_id=running.client_id, text="附上转账记录。")
    running.refresh_from_db()
    assert (running.paused_on, running.has_news) == (None, True)
    assert tracking.progress_of(running, timezone.localdate()).question is None
    assert running.questions.get().supplement.text == "附上转账记录。"


def test_days_that_the_person_takes_are_given_back(running, officer_a):
    due = running.check_by
    asking.ask(running, actor=officer_a, text="请补充。")
    running.questions.update(asked_on=timezone.localdate() - timedelta(days=4))
    type(running).objects.filter(pk=running.pk).update(paused_on=timezone.localdate() - timedelta(days=4))
    tracking.add_supplement(running, client_id=running.client_id, text="好的。")
    running.refresh_from_db()
    assert running.check_by == due + timedelta(days=4)


def test_one_question_at_a_time_and_never_without_words(running, officer_a):
    with pytest.raises(ReasonRequired):
        asking.ask(running, actor=officer_a, text=" ")
    asking.ask(running, actor=officer_a, text="什么时候？")
    with pytest.raises(ChangedMeanwhile):
        asking.ask(running, actor=officer_a, text="在哪里？")


def test_going_on_without_an_answer_takes_the_question_back(running, officer_a):
    asking.ask(running, actor=officer_a, text="什么时候？")
    extending.resume(running, actor=officer_a)
    assert asking.open_question(running) is None
    running.refresh_from_db()
    asking.ask(running, actor=officer_a, text="在哪里？")
    running.refresh_from_db()
    answers.answer(running, actor=officer_a, text="已处理。", outcome="founded")
    assert asking.open_question(running) is None


def test_who_wished_to_be_told_gets_a_message_without_the_question(running, officer_a):
    running.named, running.told = True, "message"
    running.save()
    IdentityFactory(complaint=running)
    asking.ask(running, actor=officer_a, text="请补充付款凭证。")
    assert "付款凭证" not in Message.objects.get().text


@pytest.mark.clause("S13")
def test_the_city_urges_and_the_district_replies(running, officer_a, officer_a2, officer_b, city):
    urging.urge(running, actor=city, text="请于本周五前答复群众。")
    assert told(officer_a) == told(officer_a2) == ["complaint.urged"]
    assert told(officer_b) == told(city) == []
    with pytest.raises(Refusal):
        urging.urge(running, actor=city, text="再催。")
    urging.reply(running, actor=officer_a, text="周四答复。")
    assert told(city) == ["complaint.urge_replied"]
    with pytest.raises(ChangedMeanwhile):
        urging.reply(running, actor=officer_a, text="周四答复。")
    assert urging.urge(running, actor=city, text="逾期未答复。").reply == ""


def test_whoever_took_it_on_is_told_and_the_others_are_not(running, officer_a, officer_a2, city):
    running.assigned_to = officer_a2.user
    running.save()
    urging.urge(running, actor=city, text="请尽快。")
    assert (told(officer_a), told(officer_a2)) == ([], ["complaint.urged"])


def test_a_district_urges_nobody(running, officer_a):
    with pytest.raises(NotAllowed):
        urging.urge(running, actor=officer_a, text="请尽快。")


def test_what_no_district_handles_is_dispatched_first(city):
    with pytest.raises(Refusal):
        urging.urge(ComplaintFactory(district=None), actor=city, text="请尽快。")


def test_a_deadline_that_comes_near_is_said_once(running, officer_a):
    today = timezone.localdate()
    type(running).objects.filter(pk=running.pk).update(due=today + timedelta(days=1))
    assert urging.remind_of_near(today) == 1
    urging.remind_of_near(today)
    assert told(officer_a) == ["complaint.near"]
    assert str(InboxItem.objects.get(user=officer_a.user)).count(running.number) == 1


@pytest.mark.clause("S5")
def test_departments_are_asked_in_the_leads_words_and_say_their_part(running, officer_a, fire_a, market_a):
    (request,) = together.ask(running, actor=officer_a, departments=["fire"], text="核查疏散通道。")
    assert (told(fire_a), told(market_a)) == (["complaint.joint_asked"], [])
    assert request.due <= running.due
    together.give(request, actor=fire_a, opinion="通道堵塞，已责令清理。")
    assert told(officer_a) == ["complaint.joint_given"]
    with pytest.raises(ChangedMeanwhile):
        together.give(request, actor=fire_a, opinion="再说一次。")
    again = together.ask(running, actor=officer_a, departments=["fire", "market"], text="复查。")
    assert [one.department for one in again] == ["fire", "market"]


def test_another_department_says_nothing_for_it(running, market_a):
    request = JointRequestFactory(complaint=running)
    with pytest.raises(NotAllowed):
        together.give(request, actor=market_a, opinion="我来答。")
    assert not JointRequest.objects.visible_to(market_a).exists()


@pytest.mark.parametrize(
    ("departments", "text", "field"),
    [([], "核查。", "departments"), (["education"], "核查。", "departments"), (["fire"], " ", "text")],
)
def test_asking_needs_another_department_and_words(running, officer_a, departments, text, field):
    with pytest.raises(Refusal) as refused:
        together.ask(running, actor=officer_a, departments=departments, text=text)
    assert refused.value.field == field


def test_a_department_is_not_asked_twice_at_a_time(running, officer_a):
    together.ask(running, actor=officer_a, departments=["fire"], text="核查。")
    with pytest.raises(Refusal):
        together.ask(running, actor=officer_a, departments=["market", "fire"], text="核查。")


def test_templates_are_the_citys_and_the_own_ones(officer_a, officer_b, city, running):
    common = templates.write(actor=city, title="已转办", text="您反映的{机构}（{编号}）已受理。")
    own = templates.write(actor=officer_a, title="退费", text="已退。", kind="fees")
    templates.write(actor=officer_a, title="消防", text="已查。", kind="fire")
    fitting = AnswerTemplate.objects.visible_to(officer_a).for_complaint(running)
    assert set(fitting) == {common, own}
    assert set(AnswerTemplate.objects.visible_to(officer_b)) == {common}
    assert templates.words_for(common, running) == f"您反映的{running.about}（{running.number}）已受理。"
    with pytest.raises(NotAllowed):
        templates.change(common, actor=officer_a, title="改", text="改")
    templates.retire(own, actor=officer_a)
    assert own not in AnswerTemplate.objects.visible_to(officer_a).for_complaint(running)


def test_a_secret_still_opens_what_was_asked(running, officer_a):
    asking.ask(running, actor=officer_a, text="请补充。")
    assert tracking.find(running.number, SECRET).pk == running.pk


@given(st.integers(0, 40))
def test_a_department_never_has_longer_than_the_running_clock(days):
    today, calendar = date(2026, 3, 18), Calendar(announced_years=frozenset({2026}))
    running = today + timedelta(days=days)
    due = opinion_due(today, running, TogetherTerms(), calendar)
    assert today < due <= calendar.add(today, 5)
    assert due <= running or running <= today


@pytest.mark.parametrize(("days", "near"), [(-1, False), (0, True), (2, True), (3, False)])
def test_near_means_within_two_working_days(days, near):
    today, calendar = date(2026, 3, 17), Calendar(announced_years=frozenset({2026}))
    due, last = today + timedelta(days=days), near_until(today, TogetherTerms(), calendar)
    assert (today <= due <= last) is near


def test_unknown_marks_stay_as_they_are():
    assert filled_in("{机构}{日子}", {"机构": "某校"}) == "某校{日子}"
