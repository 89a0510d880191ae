"""Following a complaint: nothing without the secret."""

import uuid
from unittest import mock

import pytest

from complaints.models import Supplement
from complaints.rules.limits import Limit
from complaints.services import answers, handling, intake
from complaints.terms import Outcome, RefusalGround
from tests.complaints.conftest import photo
from tests.factories.complaints import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]

TRACK = "/complaints/track/"


@pytest.fixture
def opened(client, complaint):
    """A browser in which the complaint is open."""
    assert client.post(TRACK, {"number": complaint.number, "secret": SECRET}).status_code == 302
    return client


def test_number_and_secret_show_how_far_it_is_and_by_when(opened, complaint):
    page = opened.get(TRACK).content.decode()
    assert complaint.number in page
    assert complaint.accept_by.isoformat() in page


@pytest.mark.clause("N4")
def test_a_wrong_secret_and_an_unknown_number_get_the_same_words(client, complaint):
    wrong = client.post(TRACK, {"number": complaint.number, "secret": "1111 1111 1111 1111"})
    unknown = client.post(TRACK, {"number": "NC-2026-999999-1", "secret": SECRET})
    for response in (wrong, unknown):
        assert response.status_code == 422
        assert complaint.description not in response.content.decode()
    words = wrong.context["form"].non_field_errors()
    assert words == unknown.context["form"].non_field_errors()


@pytest.mark.clause("N4")
def test_for_an_unknown_number_the_same_work_is_done_as_for_a_wrong_secret(client, complaint):
    with mock.patch("complaints.services.secrets._digest", return_value="0" * 64) as digest:
        client.post(TRACK, {"number": "NC-0", "secret": "1"})
        client.post(TRACK, {"number": complaint.number, "secret": "1"})
    assert digest.call_count == 2


@pytest.mark.clause("N4")
def test_the_address_with_a_number_alone_shows_nothing(client, complaint):
    page = client.get(TRACK, {"number": complaint.number}).content.decode()
    assert complaint.number in page  # only in the field
    assert complaint.description not in page
    assert complaint.get_kind_display() not in page


def test_guessing_is_slowed_down_with_words(client, complaint):
    with mock.patch("complaints.rules.limits.FOLLOWING", Limit(3, 900)):
        for _ in range(3):
            client.post(TRACK, {"number": complaint.number, "secret": "1111"})
        stopped = client.post(TRACK, {"number": complaint.number, "secret": SECRET})
    assert stopped.status_code == 429
    assert "88611646" in stopped.content.decode()


def test_the_person_reads_the_answer_but_no_note_and_no_officer(opened, complaint, officer_a):
    intake.accept(complaint, actor=officer_a)
    handling.add_note(complaint, actor=officer_a, text="内部看法")
    answers.answer(complaint, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)
    page = opened.get(TRACK).content.decode()
    assert "已责令退费。" in page
    assert "内部看法" not in page
    assert "李东湖" not in page


def test_the_person_reads_why_it_was_refused(opened, complaint, officer_a):
    intake.refuse(complaint, actor=officer_a, ground=RefusalGround.OTHER_AUTHORITY, text="请向住建部门反映。")
    assert "请向住建部门反映。" in opened.get(TRACK).content.decode()


def test_a_missed_deadline_is_shown_to_the_person_as_missed(opened, complaint, today):
    from datetime import timedelta

    from django.utils import timezone

    long_ago = timezone.localdate() - timedelta(days=30)
    complaint.received_on, complaint.accept_by = long_ago, long_ago + timedelta(days=9)
    complaint.set_running_clock()
    complaint.save()
    assert "clock-late" in opened.get(TRACK).content.decode()


def test_words_and_photos_can_be_added_and_sent_twice_they_are_added_once(opened, complaint):
    key = uuid.uuid4()
    for _ in range(2):
        given = {
            "client_id": key,
            "text": "又去了一次。",
            "files": [photo("一.jpg"), photo("二.jpg", "blue")],
        }
        assert opened.post(f"{TRACK}add/", given).status_code == 302
    supplement = Supplement.objects.get()
    assert (supplement.text, supplement.files) == ("又去了一次。", 2)
    complaint.refresh_from_db()
    assert complaint.has_news


def test_nothing_can_be_added_without_the_secret_or_after_leaving(client, opened, complaint):
    opened.post(f"{TRACK}leave/")
    opened.post(f"{TRACK}add/", {"client_id": uuid.uuid4(), "text": "x"})
    assert not Supplement.objects.exists()
    assert complaint.get_kind_display() not in opened.get(TRACK).content.decode()


def test_an_empty_addition_is_refused_with_words(opened):
    response = opened.post(f"{TRACK}add/", {"client_id": uuid.uuid4(), "text": " "})
    assert response.status_code == 422


def test_it_stays_open_for_half_an_hour_only(opened, complaint):
    import time

    later = time.time() + 1801
    with mock.patch("complaints.views.tracking.time.time", return_value=later):
        assert complaint.get_kind_display() not in opened.get(TRACK).content.decode()
