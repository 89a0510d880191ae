"""Proposals: by hand, from the conditions, from a failed order; each with its notice."""

from datetime import date
from typing import Any

import pytest

from inspections.models import RectificationOrder
from inspections.terms import OrderState
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed, ReasonRequired
from portal.timeline.models import Event
from publicity.models import ListProposal
from publicity.services import proposing
from tests.factories.inspections import order_for
from tests.factories.publicity import JUNE, YEAR, BlackFactory, licensed, published

pytestmark = pytest.mark.django_db


def failed_order(institution: Any, *, closed_on: date = date(2026, 5, 20)) -> RectificationOrder:
    order = order_for(institution)
    RectificationOrder.objects.filter(pk=order.pk).update(
        state=OrderState.FAILED, failure="not_up_to_standard", closed_on=closed_on
    )
    order.refresh_from_db()
    return order


@pytest.mark.clause("P8")
def test_a_failed_order_becomes_a_blacklist_proposal_with_notice_and_five_working_days(institution: Any):
    order = failed_order(institution)
    proposal = proposing.propose_for_order(order.pk, today=JUNE)
    assert proposal is not None
    assert (proposal.kind, proposal.clause, proposal.source_order) == ("black", "P8", order)
    assert (proposal.notice_on, proposal.answer_by) == (JUNE, date(2026, 6, 8))
    assert proposal.must_wait
    assert order.number in proposal.reason
    assert Event.objects.about(proposal).get().verb == "list.proposed"


@pytest.mark.clause("P8")
def test_the_same_failed_order_is_proposed_once(institution: Any):
    order = failed_order(institution)
    proposing.propose_for_order(order.pk, today=JUNE)
    assert proposing.propose_for_order(order.pk, today=JUNE) is None
    assert proposing.propose_failed(JUNE) == 0
    assert ListProposal.objects.count() == 1


@pytest.mark.clause("P8")
def test_the_daily_work_finds_failed_orders_that_no_task_told_of(institution: Any, institution_b: Any):
    failed_order(institution)
    failed_order(institution_b)
    order_for(institution_b)
    assert proposing.propose_failed(JUNE) == 2
    assert proposing.propose_failed(JUNE) == 0


def test_who_was_put_right_since_is_not_proposed(institution: Any):
    old = failed_order(institution, closed_on=date(2025, 5, 20))
    passed = order_for(institution)
    RectificationOrder.objects.filter(pk=passed.pk).update(
        state=OrderState.PASSED, closed_on=date(2025, 9, 1)
    )
    assert proposing.propose_failed(JUNE) == 0
    assert proposing.propose_for_order(old.pk, today=JUNE) is None


def test_a_returned_proposal_is_not_made_again_by_the_daily_work(institution: Any, city: Actor):
    from publicity.services import reviewing

    proposal = proposing.propose_for_order(failed_order(institution).pk, today=JUNE)
    assert proposal is not None
    reviewing.send_back(proposal, actor=city, reason="通知送达有误。")
    assert proposing.propose_failed(JUNE) == 0


def test_two_failed_orders_of_one_institution_propose_it_once(institution: Any):
    failed_order(institution)
    failed_order(institution)
    assert proposing.propose_failed(JUNE) == 1


@pytest.mark.clause("S9")
def test_those_who_meet_the_conditions_are_proposed_and_the_others_are_not(district_a: Any):
    good = licensed(district_a)
    licensed(district_a, result="failed")
    made = proposing.propose_whitelist(district_a, actor=Actor.system(), year=YEAR, today=JUNE)
    assert made == 1
    proposal = ListProposal.objects.get()
    assert proposal.institution == good
    assert not proposal.must_wait
    assert [c["met"] for c in proposal.conditions] == [True] * 6


def test_proposing_the_whitelist_twice_doubles_nothing(district_a: Any):
    licensed(district_a)
    proposing.propose_whitelist(district_a, actor=Actor.system(), year=YEAR, today=JUNE)
    assert not proposing.propose_whitelist(district_a, actor=Actor.system(), year=YEAR, today=JUNE)


def test_a_district_proposes_in_bulk_what_it_chose(district_a: Any, officer_a: Actor):
    chosen, _other = licensed(district_a), licensed(district_a)
    made = proposing.propose_whitelist(
        district_a, actor=officer_a, year=YEAR, today=JUNE, institution_ids=[chosen.pk]
    )
    assert made == 1
    assert ListProposal.objects.get().institution == chosen


def test_an_open_order_and_a_blacklist_proposal_keep_an_institution_off(district_a: Any):
    order_for(licensed(district_a))
    BlackFactory(institution=licensed(district_a))
    assert not proposing.propose_whitelist(district_a, actor=Actor.system(), year=YEAR, today=JUNE)


def test_who_stands_on_the_blacklist_does_not_come_onto_the_whitelist(district_a: Any):
    bad = licensed(district_a)
    published(district_a, black=(bad,))
    assert not proposing.propose_whitelist(
        district_a, actor=Actor.system(), year=2027, today=date(2027, 5, 1)
    )


def test_a_proposal_by_hand_needs_a_reason_and_asks_for_a_look(institution: Any, officer_a: Actor):
    with pytest.raises(ReasonRequired):
        proposing.propose(institution, actor=officer_a, kind="black", reason=" ", today=JUNE)
    proposal = proposing.propose(institution, actor=officer_a, kind="black", reason="屡次违规。", today=JUNE)
    assert proposal.needs_look
    assert proposal.severity == "general"
    assert proposal.year == 2026


def test_a_proposal_before_june_belongs_to_the_list_of_the_year_before(institution: Any, officer_a: Actor):
    today = date(2026, 5, 31)
    proposal = proposing.propose(institution, actor=officer_a, kind="black", reason="违规。", today=today)
    assert proposal.year == 2025


def test_the_same_institution_is_not_proposed_twice_for_one_list(institution: Any, officer_a: Actor):
    proposing.propose(institution, actor=officer_a, kind="black", reason="违规。", today=JUNE)
    with pytest.raises(proposing.AlreadyProposed):
        proposing.propose(institution, actor=officer_a, kind="black", reason="再次。", today=JUNE)


def test_nobody_proposes_in_another_district_or_without_the_capability(
    institution_b: Any, institution: Any, officer_a: Actor, auditor: Actor
):
    for actor, of in ((officer_a, institution_b), (auditor, institution)):
        with pytest.raises(NotAllowed):
            proposing.propose(of, actor=actor, kind="black", reason="违规。", today=JUNE)
