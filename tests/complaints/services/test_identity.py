"""Who complained: only for those who handle it, never without a trace."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from complaints.models import ComplainantIdentity, Complaint, IdentityRequest
from complaints.services import answers, handling, identity, intake
from complaints.terms import Opening, Outcome
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N4")]


@pytest.fixture
def granted(named, officer_a, officer_a2):
    """The handling officer asked, a colleague agreed."""
    request = identity.ask(named, actor=officer_a, reason="回访")
    return identity.grant(request, actor=officer_a2)


def test_once_a_colleague_agreed_the_handling_officer_opens_it_and_it_is_written_down(
    named, granted, officer_a
):
    found = identity.read_identity(named, actor=officer_a)
    assert (found.name, found.phone) == ("王小明", "13971395922")
    event = Event.objects.about(named)[0]
    assert (event.verb, event.reason, event.actor) == ("complaint.identity_read", "回访", officer_a.user)
    told = " ".join(repr(event.__dict__) for event in Event.objects.about(named))
    assert "王小明" not in told


def test_before_anybody_agreed_nothing_opens(named, officer_a):
    identity.ask(named, actor=officer_a, reason="回访")
    with pytest.raises(identity.NotGranted):
        identity.read_identity(named, actor=officer_a)


def test_who_agreed_does_not_open_it_without_asking(named, granted, officer_a2):
    with pytest.raises(identity.NotGranted):
        identity.read_identity(named, actor=officer_a2)


def test_nobody_agrees_to_the_own_request_nor_another_district(named, officer_a, officer_b):
    request = identity.ask(named, actor=officer_a, reason="回访")
    for actor in (officer_a, officer_b):
        with pytest.raises(NotAllowed):
            identity.grant(request, actor=actor)


def test_the_city_may_agree(named, officer_a, city):
    request = identity.ask(named, actor=officer_a, reason="回访")
    assert identity.grant(request, actor=city).state == Opening.GRANTED


def test_a_request_is_decided_once(named, granted, officer_a2):
    with pytest.raises(ChangedMeanwhile):
        identity.decline(granted, actor=officer_a2, reason="不必要")


def test_who_declines_says_why_and_nothing_opens(named, officer_a, officer_a2):
    request = identity.ask(named, actor=officer_a, reason="回访")
    with pytest.raises(ReasonRequired):
        identity.decline(request, actor=officer_a2, reason=" ")
    identity.decline(request, actor=officer_a2, reason="可以书面答复。")
    with pytest.raises(identity.NotGranted):
        identity.read_identity(named, actor=officer_a)


@pytest.mark.parametrize(("minutes", "opens"), [(-1, False), (1, True)])
def test_it_opens_only_until_its_hour(named, granted, officer_a, minutes, opens):
    IdentityRequest.objects.update(open_until=timezone.now() + timedelta(minutes=minutes))
    assert identity.is_open(identity.latest_request(named, officer_a), timezone.now()) is opens


def test_asking_twice_asks_once(named, officer_a):
    identity.ask(named, actor=officer_a, reason="回访")
    identity.ask(named, actor=officer_a, reason="再问")
    assert IdentityRequest.objects.get().reason == "回访"


def test_without_a_reason_nothing_is_asked(named, officer_a):
    with pytest.raises(ReasonRequired):
        identity.ask(named, actor=officer_a, reason="  ")
    assert not Event.objects.about(named).exists()


@pytest.mark.parametrize(
    "who",
    [
        "officer_b",
        "city",
        "auditor",
        "supervisor",
        "fire_a",
        "street_a",
        "institution_user",
        "administrator",
    ],
)
def test_nobody_who_does_not_handle_it_asks_or_opens_it(named, who, request):
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        identity.ask(named, actor=actor, reason="想知道")
    with pytest.raises(NotAllowed):
        identity.read_identity(named, actor=actor)
    assert not Event.objects.about(named).exists()


def test_the_city_asks_only_once_it_has_taken_the_complaint_on_by_name(named, city, officer_a):
    handling.take(named, actor=city)
    identity.grant(identity.ask(named, actor=city, reason="督办"), actor=officer_a)
    assert identity.read_identity(named, actor=city).name == "王小明"


def test_the_district_that_gave_it_away_no_longer_opens_it(named, granted, officer_a, officer_b, district_b):
    handling.dispatch(named, actor=officer_a, district=district_b, reason="在西湖区")
    with pytest.raises(NotAllowed):
        identity.read_identity(named, actor=officer_a)
    assert identity.ask(named, actor=officer_b, reason="回访").state == Opening.ASKED


def test_there_is_nothing_to_open_where_nobody_gave_a_name(complaint, officer_a):
    with pytest.raises(Refusal):
        identity.ask(complaint, actor=officer_a, reason="回访")


def test_the_rows_themselves_are_listed_for_nobody(named, officer_a, city):
    for actor in (officer_a, city):
        assert not ComplainantIdentity.objects.visible_to(actor).exists()


def test_it_is_erased_when_the_purpose_has_ended_and_only_once(named, officer_a):
    intake.accept(named, actor=officer_a)
    answers.answer(named, actor=officer_a, text="答。", outcome=Outcome.FOUNDED)
    answers.close(named, actor=officer_a)
    today = timezone.localdate()
    assert identity.erase_old(today + timedelta(days=180)) == 0
    assert identity.erase_old(today + timedelta(days=181)) == 1
    assert identity.erase_old(today + timedelta(days=181)) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM complaints_complainantidentity")
        assert cursor.fetchall() == [("", "")]
    with pytest.raises(Refusal):
        identity.ask(Complaint.objects.get(), actor=officer_a, reason="回访")
