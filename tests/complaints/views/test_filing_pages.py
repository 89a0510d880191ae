"""Filing in a browser without JavaScript: one question a page, nothing lost, sent once."""

import re
from typing import Any
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from complaints.forms.public import ToldForm
from complaints.models import ComplainantIdentity, Complaint, DraftPhoto
from complaints.rules.limits import Limit
from complaints.terms import Kind, Told
from portal.evidence.models import Evidence
from tests.complaints.conftest import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]

NEW = "/complaints/new/"


def answer(client: Client, step: str, **given: Any) -> Any:
    url = NEW if step == "what" else f"{NEW}{step}/"
    return client.post(url, given)


def fill_in(client: Client, *, named: str = "no", **more: Any) -> None:
    """Answer every question."""
    answer(client, "what", kind=Kind.FEES)
    who = more.get("who", {"pick": "other", "described_name": "民德路上的作文班", "district": "360102"})
    answer(client, "who", **who)
    answer(client, "where", place="三楼", happened="上周六")
    answer(client, "story", description="一次收了一年的学费，不肯退。")
    answer(client, "photos", go="on", files=more.get("files", []))
    person = {"name": "王小明", "phone": "139 7139 5922"} if named == "yes" else {}
    answer(client, "you", named=named, **person)
    if named == "yes":
        answer(client, "told", told=Told.PHONE)
    assert answer(client, "consent", consent="on").headers["Location"] == f"{NEW}summary/"


def receipt_in(response: Any) -> tuple[str, str]:
    """The number and the secret that a page shows."""
    page = response.content.decode()
    number = re.search(r"NC-\d{4}-\d{6}-\d", page)
    secret = re.search(r"\d{4} \d{4} \d{4} \d{4}", page)
    assert number is not None
    assert secret is not None
    return number[0], secret[0]


def test_from_the_first_question_to_number_and_secret(client):
    fill_in(client, files=[photo("一.jpg", "red"), photo("二.jpg", "blue")])
    page = client.get(f"{NEW}summary/").content.decode()
    for said in ("民德路上的作文班", "上周六", "一次收了一年的学费"):
        assert said in page
    sent = client.post(f"{NEW}summary/", follow=True)
    number, _secret = receipt_in(sent)
    complaint = Complaint.objects.get(number=number)
    assert (complaint.kind, complaint.district.slug) == (Kind.FEES, "360102")
    assert Evidence.objects.of(complaint).count() == 2
    assert not DraftPhoto.objects.exists()
    assert "<svg" in sent.content.decode()


def test_an_address_that_names_the_institution_skips_the_question_which_one(client, institution):
    page = client.get(f"{NEW}?institution={institution.code}")
    assert institution.name in page.content.decode()
    onward = answer(client, "what", kind=Kind.FIRE, institution=institution.code)
    assert onward.headers["Location"] == f"{NEW}where/"


def test_two_characters_find_the_institution_in_the_register(client, institution, institution_b):
    answer(client, "what", kind=Kind.FEES)
    page = client.get(f"{NEW}who/", {"q": "新苗"}).content.decode()
    assert institution.code in page
    assert institution_b.code not in page
    onward = answer(client, "who", pick=institution.code)
    assert onward.headers["Location"] == f"{NEW}where/"
    kept = client.get(f"{NEW}who/").content.decode()
    assert re.search(rf'value="{institution.code}"\s+checked', kept)


def test_no_question_can_be_skipped_and_each_can_be_gone_back_to(client):
    assert client.get(f"{NEW}you/").headers["Location"] == NEW
    fill_in(client)
    page = client.get(f"{NEW}story/").content.decode()
    assert "一次收了一年的学费" in page
    changed = client.post(f"{NEW}story/", {"description": "换一种说法。", "then": "summary"})
    assert changed.headers["Location"] == f"{NEW}summary/"
    assert "换一种说法" in client.get(f"{NEW}summary/").content.decode()


def test_what_is_wrong_is_said_and_what_was_typed_stays(client):
    answer(client, "what", kind=Kind.FEES)
    assert answer(client, "what").status_code == 422
    answer(client, "who", pick="other", described_name="画室")
    answer(client, "where")
    answer(client, "story", description="有事。")
    answer(client, "photos", go="on")
    wrong = answer(client, "you", named="yes", name="王小明", phone="abc")
    assert wrong.status_code == 422
    assert "王小明" in wrong.content.decode()


def test_a_file_that_is_no_photo_is_refused_with_words(client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer(client, "what", kind=Kind.FEES)
    answer(client, "who", pick="other", described_name="画室")
    answer(client, "where")
    answer(client, "story", description="有事。")
    wrong = answer(client, "photos", go="on", files=[photo(), SimpleUploadedFile("x.jpg", b"not a picture")])
    assert wrong.status_code == 422
    assert not DraftPhoto.objects.exists()


def test_a_photo_can_be_taken_out_again_but_not_by_somebody_else(client):
    answer(client, "what", kind=Kind.FEES)
    answer(client, "who", pick="other", described_name="画室")
    answer(client, "where")
    answer(client, "story", description="有事。")
    again = answer(client, "photos", go="add", files=[photo("一.jpg", "red"), photo("二.jpg", "blue")])
    assert again.headers["Location"] == f"{NEW}photos/"
    one = DraftPhoto.objects.first()
    url = reverse("complaints:remove_photo", args=[one.key])
    Client().post(url)
    assert DraftPhoto.objects.count() == 2
    client.post(url)
    assert DraftPhoto.objects.count() == 1


def test_sending_twice_files_once_and_shows_the_same_receipt(client):
    fill_in(client)
    session = dict(client.session.items())
    first = receipt_in(client.post(f"{NEW}summary/", follow=True))
    again = client.session  # a second click: the same session as before the first one answered
    again.clear()
    again.update(session)
    again.save()
    second = receipt_in(client.post(f"{NEW}summary/", follow=True))
    assert first == second
    assert Complaint.objects.count() == 1


def test_the_secret_is_shown_until_the_person_has_kept_it_and_never_again(client):
    fill_in(client)
    client.post(f"{NEW}summary/")
    shown = receipt_in(client.get(f"{NEW}receipt/"))
    assert receipt_in(client.get(f"{NEW}receipt/")) == shown
    kept = client.post(f"{NEW}receipt/", follow=True)
    assert shown[1] not in kept.content.decode()
    assert client.get(f"{NEW}receipt/").headers["Location"] == "/complaints/track/"


@pytest.mark.clause("N4")
def test_the_draft_lies_encrypted_in_the_session_table(client):
    fill_in(client, named="yes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        assert "王小明" not in repr(cursor.fetchall())
    for session in Session.objects.all():
        assert "王小明" not in repr(session.get_decoded())
        assert "13971395922" not in repr(session.get_decoded())


@pytest.mark.clause("N4")
def test_a_named_person_is_asked_how_to_be_told_and_kept_apart(client):
    fill_in(client, named="yes")
    client.post(f"{NEW}summary/")
    complaint = Complaint.objects.get()
    assert (complaint.named, complaint.told) == (True, Told.PHONE)
    identity = ComplainantIdentity.objects.get(complaint=complaint)
    assert (identity.name, identity.phone) == ("王小明", "13971395922")


@pytest.mark.clause("N4")
def test_who_changes_their_mind_about_the_name_consents_anew(client):
    fill_in(client)
    back = client.post(
        f"{NEW}you/", {"named": "yes", "name": "王小明", "phone": "13971395922", "then": "summary"}
    )
    assert back.headers["Location"] == f"{NEW}told/"
    answer(client, "told", told=Told.TRACK)
    assert client.get(f"{NEW}summary/").headers["Location"] == f"{NEW}consent/"


def test_too_many_from_one_address_are_stopped_with_words_and_nothing_is_lost(client):
    with mock.patch("complaints.rules.limits.FILING", Limit(1, 3600)):
        fill_in(client)
        client.post(f"{NEW}summary/")
        client.post(f"{NEW}receipt/")
        fill_in(client)
        stopped = client.post(f"{NEW}summary/")
        assert stopped.status_code == 429
        assert "88611646" in stopped.content.decode()
        assert "民德路上的作文班" in stopped.content.decode()
        elsewhere = Client(REMOTE_ADDR="10.0.0.9")
        fill_in(elsewhere)
        assert elsewhere.post(f"{NEW}summary/").status_code == 302
    assert Complaint.objects.count() == 2


def test_the_draft_can_be_thrown_away(client):
    fill_in(client, files=[photo()])
    client.post(f"{NEW}again/")
    assert client.get(f"{NEW}summary/").headers["Location"] == NEW
    assert not DraftPhoto.objects.exists()


def test_no_page_of_a_filing_may_be_kept_by_a_cache(client):
    fill_in(client)
    for url in (NEW, f"{NEW}you/", f"{NEW}summary/"):
        assert "no-store" in client.get(url).headers["Cache-Control"]


def test_an_email_needs_its_address_beside_the_field():
    form = ToldForm({"told": "email", "email": ""})
    assert form.errors["email"]
    assert ToldForm({"told": "email", "email": "not an address"}).errors["email"]
    good = ToldForm({"told": "track", "email": "wang@example.com"})
    assert good.is_valid()
    assert good.answers() == {"told": "track", "email": ""}
