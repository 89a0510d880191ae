"""Taking a report down on the telephone: kept as typed, filed once, number and secret read out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from complaints.models import CallDraft, Complaint
from complaints.services import calls
from complaints.terms import Source
from portal.accounts.refusals import ChangedMeanwhile
from portal.timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]
CALLS = "/desk/complaints/calls/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def draft(desk):
    assert desk.post(CALLS, {"source": "phone"}).status_code == 302
    return CallDraft.objects.get()


@pytest.fixture
def said(institution):
    return {
        "description": "孩子说晚上十点才下课。",
        "kind": "hours",
        "described_name": "东方新苗",
        "pick": institution.code,
        "named": "no",
        "said_who_sees": "on",
    }


def test_what_is_typed_is_kept_unfinished_and_stands_there_again(desk, draft):
    kept = reverse("complaints:call_keep", args=[draft.client_id])
    answer = desk.post(kept, {"description": "他说到一半", "phone": "139"}, HTTP_HX_REQUEST="true")
    assert 'id="kept"' in answer.content.decode()
    page = desk.get(draft.get_absolute_url()).content.decode()
    assert "他说到一半" in page
    assert 'value="139"' in page
    assert draft.get_absolute_url() in desk.get(CALLS).content.decode()


def test_two_characters_of_a_name_bring_the_institutions_that_it_may_be(desk, draft, institution):
    kept = reverse("complaints:call_keep", args=[draft.client_id])
    answer = desk.post(kept, {"described_name": "新苗"}, HTTP_HX_REQUEST="true")
    assert institution.code in answer.content.decode()
    assert desk.post(kept, {"described_name": "新苗"}).status_code == 302  # without JavaScript


def test_it_is_filed_once_and_the_secret_is_shown_until_it_was_said(desk, draft, said, officer_a):
    for _ in range(2):
        assert desk.post(draft.get_absolute_url(), said).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.source, complaint.institution.code) == (Source.PHONE, said["pick"])
    receipt = reverse("complaints:call_receipt", args=[draft.client_id])
    secret = desk.get(receipt).context["secret"]
    assert secret
    assert secret in desk.get(receipt).content.decode()
    assert desk.post(receipt).status_code == 302
    assert desk.get(receipt).context["secret"] is None
    draft.refresh_from_db()
    assert (draft.said, draft.complaint) == ("", complaint)
    assert Event.objects.about(complaint)[0].verb == "complaint.taken_down"


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(desk, draft, said):
    answer = desk.post(draft.get_absolute_url(), said | {"kind": "", "said_who_sees": ""})
    assert answer.status_code == 422
    assert "孩子说晚上十点才下课。" in answer.content.decode()
    assert "孩子说晚上十点才下课。" in desk.get(draft.get_absolute_url()).content.decode()
    assert not Complaint.objects.exists()


@pytest.mark.clause("N4")
def test_a_name_is_kept_apart_and_the_draft_is_encrypted(desk, draft, said):
    named = said | {"named": "yes", "name": "王小明", "phone": "13971395922", "told": "phone"}
    desk.post(reverse("complaints:call_keep", args=[draft.client_id]), named)
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM complaints_calldraft")
        assert "13971395922" not in repr(cursor.fetchall())
    assert desk.post(draft.get_absolute_url(), named).status_code == 302
    assert Complaint.objects.get().identity.phone == "13971395922"


@pytest.mark.clause("N4")
def test_nobody_else_reads_what_an_officer_is_told(client_as, officer_a2, city, draft):
    for actor in (officer_a2, city):
        assert client_as(actor).get(draft.get_absolute_url()).status_code == 404


def test_what_is_not_filed_can_be_thrown_away_and_what_is_filed_cannot(desk, draft, said, officer_a):
    away = reverse("complaints:call_discard", args=[draft.client_id])
    assert desk.post(draft.get_absolute_url(), said).status_code == 302
    with pytest.raises(ChangedMeanwhile):
        calls.discard(draft, actor=officer_a)
    desk.post(CALLS, {"source": "letter"})
    other = CallDraft.objects.get(complaint=None)
    assert away != reverse("complaints:call_discard", args=[other.client_id])
    assert desk.post(reverse("complaints:call_discard", args=[other.client_id])).status_code == 302
    assert not CallDraft.objects.filter(complaint=None).exists()


@pytest.mark.clause("N4")
def test_what_nobody_touches_for_a_week_is_erased(draft):
    assert calls.clear_abandoned(timezone.localdate()) == 0
    CallDraft.objects.update(saved_at=timezone.now() - timedelta(days=8))
    assert calls.clear_abandoned(timezone.localdate()) == 1
