"""API v1: filing and following."""

import uuid
from unittest import mock

import pytest

from complaints.models import ComplainantIdentity, Complaint
from complaints.rules.limits import Limit
from complaints.terms import Source
from portal.evidence.models import Evidence
from tests.complaints.conftest import photo
from tests.factories.complaints import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]

URL = "/api/v1/complaints/"


@pytest.fixture
def body(institution):
    return {
        "kind": "fees",
        "description": "一次收了一年的学费。",
        "institution": institution.code,
        "consent": True,
    }


def send(client, body, key=None):
    return client.post(
        URL,
        body,
        content_type="application/json",
        headers={"Idempotency-Key": str(key or uuid.uuid4())},
    )


def test_filing_answers_with_number_and_secret_and_following_needs_both(client, body):
    filed = send(client, body)
    assert filed.status_code == 201
    assert "no-store" in filed.headers["Cache-Control"]
    receipt = filed.json()
    url = f"{URL}{receipt['number']}/"
    followed = client.get(url, headers={"X-Complaint-Secret": receipt["secret"]})
    assert followed.status_code == 200
    assert followed.json()["state"] == "received"
    assert followed.json()["due"] == Complaint.objects.get().accept_by.isoformat()
    assert Complaint.objects.get().source == Source.API


def test_the_same_key_files_once_and_gives_the_secret_only_until_it_is_surely_known(client, body):
    key = uuid.uuid4()
    first, again = send(client, body, key), send(client, body, key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json() | {"repeated": True}
    assert Complaint.objects.count() == 1
    from django.core.cache import cache

    cache.clear()  # a quarter of an hour later
    assert send(client, body, key).json()["secret"] is None


def test_a_key_used_for_other_words_is_a_conflict_and_tells_no_secret(client, body):
    key = uuid.uuid4()
    secret = send(client, body, key).json()["secret"]
    other = send(client, body | {"description": "另一件事。"}, key)
    assert other.status_code == 409
    assert secret not in other.content.decode()


def test_without_a_key_nothing_is_filed(client, body):
    response = client.post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert "Idempotency-Key" in response.json()
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "nonsense"},
        {"description": ""},
        {"consent": False},
        {"institution": "nothing"},
        {"institution": ""},
        {"district": "999999"},
        {"name": "王小明"},
        {"description": "长" * 4001},
    ],
)
def test_what_is_wrong_is_said_by_field_and_files_nothing(client, body, change):
    response = send(client, body | change)
    assert response.status_code == 400
    assert response.json()
    assert not Complaint.objects.exists()


@pytest.mark.clause("N4")
def test_a_name_given_by_programme_is_kept_apart_and_never_comes_back(client, body):
    receipt = send(client, body | {"name": "王小明", "phone": "13971395922"}).json()
    assert ComplainantIdentity.objects.get().name == "王小明"
    followed = client.get(f"{URL}{receipt['number']}/", headers={"X-Complaint-Secret": receipt["secret"]})
    assert "王小明" not in followed.content.decode()


def test_several_photos_come_with_multipart(client, body):
    given = body | {"consent": "true", "files": [photo("一.jpg", "red"), photo("二.jpg", "blue")]}
    response = client.post(URL, given, headers={"Idempotency-Key": str(uuid.uuid4())})
    assert response.status_code == 201
    assert Evidence.objects.of(Complaint.objects.get()).count() == 2


@pytest.mark.clause("N4")
def test_a_wrong_secret_and_an_unknown_number_get_the_same_answer(client, complaint):
    wrong = client.get(f"{URL}{complaint.number}/", headers={"X-Complaint-Secret": "1"})
    none = client.get(f"{URL}{complaint.number}/")
    unknown = client.get(f"{URL}NC-2026-999999-1/", headers={"X-Complaint-Secret": SECRET})
    assert wrong.status_code == none.status_code == unknown.status_code == 404
    assert wrong.json() == none.json() == unknown.json()


def test_too_many_filings_and_too_many_tries_are_told_to_wait(client, body, complaint):
    with mock.patch("complaints.rules.limits.FILING", Limit(1, 3600)):
        assert send(client, body).status_code == 201
        stopped = send(client, body)
        assert stopped.status_code == 429
        assert int(stopped.headers["Retry-After"]) > 0
    with mock.patch("complaints.rules.limits.FOLLOWING", Limit(1, 900)):
        client.get(f"{URL}{complaint.number}/", headers={"X-Complaint-Secret": "1"})
        right = client.get(f"{URL}{complaint.number}/", headers={"X-Complaint-Secret": SECRET})
    assert right.status_code == 429


def test_the_schema_names_both_addresses(client):
    schema = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert schema.status_code == 200
    text = schema.content.decode()
    assert "/api/v1/complaints/" in text
    assert "X-Complaint-Secret" in text
    assert "Idempotency-Key" in text
