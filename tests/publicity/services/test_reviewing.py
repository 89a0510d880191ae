"""The city reviews; the institution answers before."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.evidence.models import Evidence
from portal.timeline.models import Event
from publicity.models import ListProposal
from publicity.services import proposing, reviewing
from tests.factories.inspections import order_for
from tests.factories.publicity import JUNE, NOTICE_OVER, YEAR, BlackFactory, ProposalFactory, licensed

pytestmark = pytest.mark.django_db


def proposed(district: Any, count: int = 1) -> list[ListProposal]:
    for _ in range(count):
        licensed(district)
    proposing.propose_whitelist(district, actor=Actor.system(), year=YEAR, today=JUNE)
    return list(ListProposal.objects.order_by("pk"))


@pytest.mark.clause("S9")
def test_the_city_accepts_and_it_leaves_an_event(district_a: Any, city: Actor):
    [proposal] = proposed(district_a)
    accepted = reviewing.accept(proposal, actor=city, today=JUNE)
    assert accepted.state == "accepted"
    assert accepted.decided_by == city.user
    assert Event.objects.about(accepted).first().verb == "list.accepted"


def test_a_second_decision_finds_it_changed(district_a: Any, city: Actor):
    [proposal] = proposed(district_a)
    reviewing.accept(proposal, actor=city, today=JUNE)
    with pytest.raises(ChangedMeanwhile):
        reviewing.accept(proposal, actor=city, today=JUNE)


def test_a_district_does_not_review_its_own_proposals(district_a: Any, officer_a: Actor):
    [proposal] = proposed(district_a)
    for act in (
        lambda: reviewing.accept(proposal, actor=officer_a),
        lambda: reviewing.send_back(proposal, actor=officer_a, reason="x"),
        lambda: reviewing.accept_many([proposal.pk], actor=officer_a),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_is_returned_needs_a_reason_and_may_be_proposed_again(
    institution: Any, city: Actor, officer_a: Actor
):
    proposal = BlackFactory(institution=institution)
    with pytest.raises(ReasonRequired):
        reviewing.send_back(proposal, actor=city, reason="")
    assert reviewing.send_back(proposal, actor=city, reason="依据不足。").state == "returned"
    assert proposing.propose(institution, actor=officer_a, kind="black", reason="补充依据。", today=JUNE)


@pytest.mark.clause("D5")
def test_a_blacklist_proposal_is_not_accepted_while_the_institution_may_answer(institution: Any, city: Actor):
    proposal = BlackFactory(institution=institution)
    with pytest.raises(reviewing.NoticeRunning):
        reviewing.accept(proposal, actor=city, today=proposal.answer_by)
    assert reviewing.accept(proposal, actor=city, today=NOTICE_OVER).state == "accepted"


@pytest.mark.clause("S9")
def test_a_whitelist_proposal_that_misses_a_condition_needs_a_reason(institution: Any, city: Actor):
    proposal = ProposalFactory(institution=institution, needs_look=True)
    with pytest.raises(ReasonRequired) as refusal:
        reviewing.accept(proposal, actor=city, today=JUNE)
    assert "办学许可证" in str(refusal.value) or "permit" in str(refusal.value)
    assert reviewing.accept(proposal, actor=city, reason="许可证换发中。", today=JUNE).decision_reason


def test_all_that_needs_no_look_is_accepted_at_once_and_the_rest_is_left(district_a: Any, city: Actor):
    proposals = proposed(district_a, 3)
    order_for(proposals[0].institution)
    ListProposal.objects.filter(pk=proposals[1].pk).update(needs_look=True)
    done = reviewing.accept_many([p.pk for p in proposals], actor=city, today=JUNE)
    assert (done.accepted, done.left) == (1, 2)
    assert ListProposal.objects.get(state="accepted").pk == proposals[2].pk


def test_accepting_many_makes_the_same_reads_for_2_and_20(
    district_a: Any, city: Actor, django_assert_max_num_queries: Any
):
    proposals = proposed(district_a, 20)
    with django_assert_max_num_queries(25 + 20 * 4):  # per proposal: its row, its event, their savepoints
        reviewing.accept_many([p.pk for p in proposals], actor=city, today=JUNE)


@pytest.mark.clause("D5")
def test_the_institution_answers_within_its_days_with_files(institution: Any, institution_user: Actor):
    proposal = BlackFactory(institution=institution)
    file = SimpleUploadedFile("paper.pdf", b"%PDF-1.4 paper", content_type="application/pdf")
    answered = reviewing.answer(
        proposal, actor=institution_user, text="已整改到位。", files=[file], today=proposal.answer_by
    )
    assert answered.answer == "已整改到位。"
    assert answered.needs_look
    assert Evidence.objects.of(answered).count() == 1


@pytest.mark.clause("D5")
def test_an_answer_lets_the_city_decide_before_the_days_are_over(
    institution: Any, institution_user: Actor, city: Actor
):
    proposal = BlackFactory(institution=institution)
    reviewing.answer(proposal, actor=institution_user, text="无异议。", today=JUNE)
    assert reviewing.accept(proposal, actor=city, today=JUNE).state == "accepted"


@pytest.mark.parametrize(
    ("today", "text", "refusal"),
    [(date(2026, 6, 9), "晚了", ChangedMeanwhile), (JUNE, " ", Refusal)],
)
def test_a_late_or_empty_answer_is_refused(
    institution: Any, institution_user: Actor, today: date, text: str, refusal: type[Refusal]
):
    proposal = BlackFactory(institution=institution)
    with pytest.raises(refusal):
        reviewing.answer(proposal, actor=institution_user, text=text, today=today)


def test_an_institution_answers_for_itself_only(institution_b: Any, institution_user: Actor):
    proposal = BlackFactory(institution=institution_b)
    with pytest.raises(NotAllowed):
        reviewing.answer(proposal, actor=institution_user, text="不是我。", today=JUNE)
