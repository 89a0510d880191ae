"""Who may no longer teach comes off the whitelist by an interim publication (S9)."""

from datetime import date, timedelta
from typing import Any

import pytest

from institutions.models import SchoolPermit
from institutions.services import standing
from portal.accounts.actors import Actor
from publicity.models import ListProposal, Publication, PublicRecord
from publicity.services import proposing, publishing, records, reviewing
from publicity.services.verifying import holds, verify
from tests.factories.publicity import JUNE, BlackFactory, ProposalFactory, licensed, published

pytestmark = pytest.mark.django_db
AUTUMN = date(2026, 9, 1)
HEARD = date(2026, 9, 20)


@pytest.fixture
def listed(district_a: Any) -> Any:
    """An institution on the whitelist whose permit has ended since."""
    institution = licensed(district_a)
    published(district_a, institution, licensed(district_a))
    SchoolPermit.objects.filter(institution=institution).update(valid_until=date(2026, 8, 31))
    return institution


@pytest.mark.clause("S9")
def test_who_lost_the_permit_is_proposed_accepted_after_the_notice_and_published_as_taken_off(
    listed: Any, city: Actor
):
    assert proposing.propose_to_take_off(AUTUMN) == 1
    assert proposing.propose_to_take_off(AUTUMN) == 0
    proposal = ListProposal.objects.get(kind="off")
    assert (proposal.institution, proposal.clause, proposal.must_wait) == (listed, "Z1", True)
    assert reviewing.accept_many([proposal.pk], actor=city, today=AUTUMN).accepted == 0
    assert reviewing.accept_many([proposal.pk], actor=city, today=HEARD).accepted == 1
    assert publishing.publish_due(HEARD) == 1
    interim = Publication.objects.public().newest().first()
    assert interim is not None
    assert (interim.kind, interim.white, interim.black, interim.off) == ("interim", 0, 0, 1)
    assert holds(verify(interim))
    records.refresh_all(HEARD)
    assert PublicRecord.objects.get(institution=listed).list == ""


def test_who_may_teach_again_on_the_day_stays_on_the_whitelist(listed: Any, city: Actor):
    proposing.propose_to_take_off(AUTUMN)
    proposal = ListProposal.objects.get(kind="off")
    reviewing.accept(proposal, actor=city, today=HEARD)
    SchoolPermit.objects.filter(institution=listed).update(valid_until=date(2030, 1, 1))
    assert publishing.publish_due(HEARD) == 0
    proposal.refresh_from_db()
    assert proposal.state == "returned"
    assert not Publication.objects.public().filter(kind="interim").exists()


def test_an_open_order_alone_takes_nobody_off(district_a: Any):
    from tests.factories.inspections import order_for

    institution = licensed(district_a)
    published(district_a, institution)
    order_for(institution)
    assert proposing.propose_to_take_off(JUNE + timedelta(days=3)) == 0


def test_while_the_annual_list_is_prepared_nobody_is_taken_off(listed: Any, district_a: Any):
    Publication.objects.create(kind="annual", district=district_a, year=2027, opened_on=date(2027, 6, 1))
    assert proposing.propose_to_take_off(date(2027, 6, 2)) == 0


def test_who_was_taken_off_and_put_right_comes_back_in_the_same_year(
    listed: Any, city: Actor, officer_a: Actor
):
    proposing.propose_to_take_off(AUTUMN)
    reviewing.accept(ListProposal.objects.get(kind="off"), actor=city, today=HEARD)
    publishing.publish_due(HEARD)
    records.refresh_all(HEARD)
    SchoolPermit.objects.filter(institution=listed).update(valid_until=date(2030, 1, 1))
    back = date(2026, 10, 9)
    proposal = proposing.propose(listed, actor=officer_a, kind="white", reason="许可证已换发。", today=back)
    reviewing.accept(proposal, actor=city, today=back)
    assert publishing.publish_due(back) == 1
    records.refresh_all(back)
    assert PublicRecord.objects.get(institution=listed).list == "white"


def test_by_hand_only_who_stands_on_the_whitelist_is_taken_off(
    institution: Any, listed: Any, officer_a: Actor
):
    with pytest.raises(proposing.NotListed):
        proposing.propose(institution, actor=officer_a, kind="off", reason="x", today=AUTUMN)
    with pytest.raises(proposing.AlreadyListed):
        proposing.propose(listed, actor=officer_a, kind="white", reason="x", today=AUTUMN)
    assert proposing.propose(listed, actor=officer_a, kind="off", reason="虚假承诺。", today=AUTUMN)


def test_two_accepted_proposals_of_one_institution_make_one_entry(listed: Any, city: Actor, officer_a: Actor):
    proposing.propose(listed, actor=officer_a, kind="off", reason="虚假承诺。", today=AUTUMN)
    BlackFactory(institution=listed, state="accepted")
    reviewing.accept(ListProposal.objects.get(kind="off"), actor=city, today=HEARD)
    assert publishing.publish_due(HEARD) == 1
    assert Publication.objects.public().newest()[0].black == 1
    assert publishing.publish_due(HEARD) == 1
    assert publishing.publish_due(HEARD) == 0


def test_a_stop_of_teaching_is_a_reason_too(district_a: Any):
    institution = licensed(district_a)
    published(district_a, institution)
    standing.stop_teaching(institution, actor=Actor.system(), until=None, clause="Z5", reason="x")
    assert proposing.propose_to_take_off(AUTUMN) == 1


def test_the_next_annual_list_settles_whom_nobody_took_off_in_time(listed: Any, district_a: Any):
    proposing.propose_to_take_off(AUTUMN)
    ProposalFactory(
        institution=licensed(district_a),
        state="accepted",
        year=2027,
        conditions=[{"key": "annual", "met": False, "found": "no_result"}],
    )
    Publication.objects.create(kind="annual", district=district_a, year=2027, opened_on=date(2027, 6, 1))
    assert publishing.publish_due(date(2027, 6, 2)) == 1
    settled = ListProposal.objects.get(kind="off")
    assert settled.state == "returned"
    assert "2027" in settled.decision_reason
