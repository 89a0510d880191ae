"""Handing over: done by itself, by hand, accepted, returned, sent again, answered."""

import pytest
from django.utils import timezone

from inspections.models import Handover
from inspections.services import handovers
from inspections.services.handovers import Answer, NoPower
from inspections.terms import Group, HandoverState, Measure
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.handovers import HandoverFactory
from tests.factories.inspections import DecisionFactory
from tests.factories.procedure import decided
from tests.inspections.conftest import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def handover(institution):
    return HandoverFactory(decision__finding__institution=institution)


@pytest.mark.clause("P2")
def test_a_licence_to_be_revoked_goes_to_market_supervision_by_itself(
    a_finding, officer_a, django_capture_on_commit_callbacks
):
    finding = a_finding(group=Group.NO_PERMIT)
    with django_capture_on_commit_callbacks(execute=True):
        decision = decided(
            finding,
            actor=officer_a,
            measures=[Measure.REVOKE_BUSINESS_LICENCE],
            reason="拒不整改",
        )
    handover = Handover.objects.get()
    assert (handover.decision, handover.to_department, handover.clause) == (decision, "market", "P2")
    assert handovers.open_for(decision.pk, "education") == 0


def test_a_decision_that_the_bureau_carries_out_itself_opens_nothing(institution):
    decision = DecisionFactory(finding__institution=institution)
    assert handovers.open_for(decision.pk, "education") == 0


@pytest.mark.clause("M7")
def test_a_confirmed_finding_is_handed_over_by_hand_once(a_finding, officer_a):
    finding = a_finding(group=Group.FEES)
    sent = handovers.send(finding, actor=officer_a, to_department="market", facts="多收费", grounds="价格法")
    assert sent.clause == "S6"
    assert Event.objects.filter(verb="handover.sent").exists()
    with pytest.raises(Refusal):
        handovers.send(finding, actor=officer_a, to_department="market", facts="多收费", grounds="价格法")
    with pytest.raises(NoPower):
        handovers.send(finding, actor=officer_a, to_department="fire", facts="多收费", grounds="价格法")
    with pytest.raises(ReasonRequired):
        handovers.send(finding, actor=officer_a, to_department="price", facts="多收费", grounds=" ")


def test_only_the_department_asked_in_the_district_answers(handover, market_a, fire_a, officer_a, officer_b):
    for actor in (fire_a, officer_a, officer_b):
        with pytest.raises(NotAllowed):
            handovers.accept(handover, actor=actor)
    assert handovers.accept(handover, actor=market_a).state == HandoverState.ACCEPTED
    with pytest.raises(ChangedMeanwhile):
        handovers.accept(handover, actor=market_a)


@pytest.mark.clause("M7")
def test_what_is_returned_goes_to_the_right_department_and_keeps_its_history(handover, market_a, officer_a):
    with pytest.raises(ReasonRequired):
        handovers.send_back(handover, actor=market_a, reason=" ")
    handovers.send_back(handover, actor=market_a, reason="不属本部门职权")
    again = handovers.send_again(handover, actor=officer_a, to_department="fire", reason="属消防职权")
    assert (again.state, again.to_department) == (HandoverState.SENT, "fire")
    verbs = list(Event.objects.about(handover).values_list("verb", flat=True))
    assert set(verbs) == {"handover.returned", "handover.sent_again"}
    event = Event.objects.get(verb="handover.sent_again")
    assert event.changes["department"] == ["market", "fire"]


@pytest.mark.clause("M7")
def test_an_answer_names_its_document_or_says_why_nothing_was_done(handover, market_a):
    today = timezone.localdate()
    with pytest.raises(ChangedMeanwhile):
        handovers.answer(handover, actor=market_a, answer=Answer("done"))
    handovers.accept(handover, actor=market_a)
    with pytest.raises(Refusal):
        handovers.answer(handover, actor=market_a, answer=Answer("done", "已吊销"))
    with pytest.raises(ReasonRequired):
        handovers.answer(handover, actor=market_a, answer=Answer("not_taken_up"))
    done = Answer("done", "已吊销", "东市监罚〔2026〕3号", today, [photo()])
    answered = handovers.answer(handover, actor=market_a, answer=done)
    assert (answered.state, answered.answered_on) == (HandoverState.ANSWERED, today)
