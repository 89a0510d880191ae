"""Papers beside the school permit: entered, sent, confirmed, refused, corrected, ended."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from institutions.models import Notice, Paper
from institutions.services import papers
from institutions.terms import PaperKind, PaperState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.papers import PaperFactory

pytestmark = pytest.mark.django_db


def fire(**more: Any) -> dict[str, Any]:
    said = {"kind": PaperKind.FIRE, "number": "洪消1号", "valid_until": date(2028, 1, 1)}
    return said | {"client_id": uuid.uuid4()} | more


def verbs(paper: Paper) -> list[str]:
    return [event.verb for event in Event.objects.about(paper)]


@pytest.mark.clause("S6")
def test_what_the_district_enters_stands_at_once(institution: Any, officer_a: Actor) -> None:
    paper = papers.add(institution, actor=officer_a, reason="看过原件", **fire())
    assert paper.state == PaperState.CONFIRMED
    assert paper.decided_by == officer_a.user
    assert "paper.added" in verbs(paper)


def test_it_needs_a_reason_and_the_right_district(
    institution: Any, officer_a: Actor, officer_b: Actor
) -> None:
    with pytest.raises(ReasonRequired):
        papers.add(institution, actor=officer_a, reason=" ", **fire())
    with pytest.raises(NotAllowed):
        papers.add(institution, actor=officer_b, reason="看过原件", **fire())
    assert not Paper.objects.exists()


@pytest.mark.clause("S1")
def test_what_an_institution_sends_waits_until_the_district_confirms(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    paper = papers.send(institution, actor=institution_user, **fire())
    assert paper.state == PaperState.SENT
    assert not Paper.objects.current().exists()
    assert papers.confirm(paper, actor=officer_a).state == PaperState.CONFIRMED
    assert Notice.objects.get().institution == institution
    with pytest.raises(ChangedMeanwhile):
        papers.refuse(paper, actor=officer_a, reason="不清楚")


def test_sent_twice_it_is_there_once(institution: Any, institution_user: Actor) -> None:
    said = fire()
    first = papers.send(institution, actor=institution_user, **said)
    assert papers.send(institution, actor=institution_user, **said) == first
    with pytest.raises(Refusal) as refusal:
        papers.send(institution, actor=institution_user, **said | {"client_id": uuid.uuid4()})
    assert refusal.value.field == "number"


def test_a_refusal_needs_words_that_the_institution_reads(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    paper = papers.send(institution, actor=institution_user, **fire())
    with pytest.raises(ReasonRequired):
        papers.refuse(paper, actor=officer_a, reason="")
    refused = papers.refuse(paper, actor=officer_a, reason="照片 100% 模糊")
    assert (refused.state, refused.answer) == (PaperState.REFUSED, "照片 100% 模糊")
    assert "照片 100% 模糊" in Notice.objects.get().text
    with pytest.raises(ChangedMeanwhile):
        papers.confirm(paper, actor=officer_a)
    assert papers.send(institution, actor=institution_user, **fire()).state == PaperState.SENT


@pytest.mark.clause("S1")
def test_a_new_registration_takes_the_place_of_the_old_one(institution: Any, officer_a: Actor) -> None:
    first = papers.add(
        institution,
        actor=officer_a,
        reason="原件",
        **fire(kind=PaperKind.BUSINESS, number="A", valid_until=None, long_term=True),
    )
    second = papers.add(
        institution,
        actor=officer_a,
        reason="换证",
        **fire(kind=PaperKind.BUSINESS, number="B", valid_until=None, long_term=True),
    )
    first.refresh_from_db()
    assert (first.state, first.ended_on) == (PaperState.ENDED, timezone.localdate())
    assert second.replaces == first
    assert "paper.replaced" in verbs(first)


def test_of_two_fire_certificates_only_the_named_one_ends(institution: Any, officer_a: Actor) -> None:
    kept, old = PaperFactory(institution=institution), PaperFactory(institution=institution)
    papers.add(institution, actor=officer_a, reason="原件", replaces=old, **fire())
    kept.refresh_from_db()
    old.refresh_from_db()
    assert (kept.state, old.state) == (PaperState.CONFIRMED, PaperState.ENDED)


def test_a_paper_replaces_one_of_the_same_kind_and_institution(institution: Any, officer_a: Actor) -> None:
    for other in (PaperFactory(institution=institution, kind=PaperKind.FOOD), PaperFactory()):
        with pytest.raises(Refusal) as refusal:
            papers.add(institution, actor=officer_a, reason="原件", replaces=other, **fire())
        assert refusal.value.field == "replaces"


def test_a_lease_without_end_is_refused(institution: Any, officer_a: Actor) -> None:
    said = fire(kind=PaperKind.LEASE, valid_until=None, long_term=True)
    with pytest.raises(Refusal) as refusal:
        papers.add(institution, actor=officer_a, reason="原件", **said)
    assert refusal.value.field == "long_term"


def test_a_correction_keeps_what_stood_there(officer_a: Actor) -> None:
    paper = PaperFactory(number="错号")
    papers.correct(paper, actor=officer_a, reason="核对原件", number="对号")
    event = Event.objects.about(paper).first()
    assert event is not None
    assert (event.verb, event.changes) == ("paper.corrected", {"number": ["错号", "对号"]})
    with pytest.raises(ChangedMeanwhile):
        papers.correct(paper, actor=officer_a, reason="核对", seen=paper.updated_at, number="又一个")


def test_an_ended_paper_ends_once_and_stays(officer_a: Actor) -> None:
    paper = PaperFactory()
    with pytest.raises(ReasonRequired):
        papers.end(paper, actor=officer_a, reason="")
    papers.end(paper, actor=officer_a, reason="注销")
    with pytest.raises(ChangedMeanwhile):
        papers.end(paper, actor=officer_a, reason="注销")
    assert Paper.objects.get().ended_on == timezone.localdate()
