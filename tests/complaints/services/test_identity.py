"""Who complained: only for those who handle it, never without a trace."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from complaints.models import ComplainantIdentity, Complaint
from complaints.services import answers, handling, identity, intake
from complaints.terms import Outcome
from portal.accounts.refusals import NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N4")]


def test_the_handling_district_opens_it_for_a_reason_and_it_is_written_down(named, officer_a):
    found = identity.read_identity(named, actor=officer_a, reason="回访")
    assert (found.name, found.phone) == ("王小明", "13971395922")
    event = Event.objects.about(named).get()
    assert (event.verb, event.reason, event.actor) == ("complaint.identity_read", "回访", officer_a.user)
    assert "王小明" not in repr(event.__dict__)


def test_without_a_reason_nothing_opens(named, officer_a):
    with pytest.raises(ReasonRequired):
        identity.read_identity(named, actor=officer_a, reason="  ")
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
def test_nobody_who_does_not_handle_it_opens_it(named, who, request):
    with pytest.raises(NotAllowed):
        identity.read_identity(named, actor=request.getfixturevalue(who), reason="想知道")
    assert not Event.objects.about(named).exists()


def test_the_city_opens_it_only_once_it_has_taken_the_complaint_on_by_name(named, city):
    handling.take(named, actor=city)
    assert identity.read_identity(named, actor=city, reason="督办").name == "王小明"


def test_the_district_that_gave_it_away_no_longer_opens_it(named, officer_a, officer_b, district_b):
    handling.dispatch(named, actor=officer_a, district=district_b, reason="在西湖区")
    with pytest.raises(NotAllowed):
        identity.read_identity(named, actor=officer_a, reason="回访")
    assert identity.read_identity(named, actor=officer_b, reason="回访").phone == "13971395922"


def test_there_is_nothing_to_open_where_nobody_gave_a_name(complaint, officer_a):
    with pytest.raises(Refusal):
        identity.read_identity(complaint, actor=officer_a, reason="回访")


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
        identity.read_identity(Complaint.objects.get(), actor=officer_a, reason="回访")
