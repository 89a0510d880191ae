"""Guarding the door: a question for who files often, a limit by address and by device, and others get through."""

import re
import uuid
from typing import Any
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from complaints.models import Complaint
from complaints.rules import limits
from complaints.rules.limits import Limit
from complaints.services import challenge, throttle
from complaints.services.throttle import Source
from complaints.views.sources import COOKIE
from tests.complaints.views.test_filing_pages import NEW, fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]

SUMMARY = f"{NEW}summary/"
ADDRESS = "127.0.0.1"


def file_many(times: int, address: str = ADDRESS, device: str = "") -> None:
    """As though so many had been filed from there."""
    for _ in range(times):
        throttle.count_filing(Source(address, device))


def nonce_in(response: Any) -> str:
    found = re.search(r'name="nonce" value="([^"]+)"', response.content.decode())
    assert found is not None
    return found[1]


def waiting(client: Client) -> challenge.Challenge:
    """The question that waits in the draft of a browser."""
    from complaints.services import drafts

    return challenge.challenge_for(drafts.draft_of(client.session).id)


def test_nobody_is_asked_who_files_a_few(client):
    file_many(limits.UNASKED_BY_DEVICE.times - 1)
    fill_in(client)
    assert 'name="answer"' not in client.get(SUMMARY).content.decode()
    assert client.post(SUMMARY).status_code == 302


def test_who_files_often_answers_a_question_in_words_and_then_gets_through(client):
    file_many(limits.UNASKED.times)
    fill_in(client)
    page = client.get(SUMMARY)
    asked = waiting(client)
    with translation.override("zh-hans"):
        assert asked.words in page.content.decode()
    assert str(asked.question.answer) not in re.sub(r"<[^>]+>", "", asked.words)
    assert nonce_in(client.get(SUMMARY)) == asked.nonce  # looking again asks the same
    sent = client.post(SUMMARY, {"nonce": asked.nonce, "answer": str(asked.question.answer)})
    assert sent.headers["Location"] == f"{NEW}receipt/"
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize("given", ["", "99", "不知道"])
def test_a_wrong_answer_files_nothing_and_keeps_everything_typed(client, given):
    file_many(limits.UNASKED.times)
    fill_in(client)
    asked = waiting(client)
    refused = client.post(SUMMARY, {"nonce": asked.nonce, "answer": given})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "一次收了一年的学费，不肯退。" in page
    assert 'role="alert"' in page
    assert 'href="#id_answer"' in page
    assert (nonce_in(refused) == asked.nonce) is (given == "")
    assert not Complaint.objects.exists()
    again = waiting(client)
    assert (
        client.post(SUMMARY, {"nonce": again.nonce, "answer": str(again.question.answer)}).status_code == 302
    )


def test_an_answer_is_good_once_for_one_draft_and_a_quarter_of_an_hour():
    draft, other = uuid.uuid4(), uuid.uuid4()
    asked = challenge.challenge_for(draft)
    right = str(asked.question.answer)
    with pytest.raises(challenge.NotAnswered):
        challenge.check(other, asked.nonce, right)
    challenge.check(draft, asked.nonce, right)
    with pytest.raises(challenge.NotAnswered):
        challenge.check(draft, asked.nonce, right)
    late = challenge.challenge_for(draft)
    cache.clear()
    with pytest.raises(challenge.NotAnswered):
        challenge.check(draft, late.nonce, str(late.question.answer))


def test_guessing_is_limited_too(client):
    file_many(limits.UNASKED.times)
    fill_in(client)
    with mock.patch("complaints.rules.limits.ANSWERING", Limit(1, 3600)):
        for status in (422, 429):
            sent = client.post(SUMMARY, {"nonce": waiting(client).nonce, "answer": "99"})
            assert sent.status_code == status


def test_the_question_is_asked_in_english_too():
    with translation.override("en"):
        words = challenge.Challenge("", challenge.question_from(0)).words
    assert words == "What is two plus two?"


def test_a_device_gets_a_random_name_that_scripts_cannot_read_and_that_ends_in_a_day(client):
    client.get(NEW)
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] <= 24 * 3600
    kept = cookie.value
    client.get(NEW)
    assert client.cookies[COOKIE].value == kept


def test_a_made_up_device_counts_as_none(client):
    file_many(limits.FILING_BY_DEVICE.times)  # from this address without a cookie
    fill_in(client)
    client.cookies[COOKIE] = "made-up"
    assert client.post(SUMMARY).status_code == 429


def test_a_device_that_changes_its_address_is_known_again(client):
    fill_in(client)
    with mock.patch("complaints.rules.limits.FILING_BY_DEVICE", Limit(1, 3600)):
        assert client.post(SUMMARY).status_code == 302
        client.post(f"{NEW}receipt/")
        fill_in(client)
        assert client.post(SUMMARY, REMOTE_ADDR="10.0.0.9").status_code == 429


def test_what_a_device_is_refused_leaves_its_neighbours_at_the_same_address_theirs(client):
    with mock.patch("complaints.rules.limits.UNASKED", Limit(100, 3600)):
        for _ in range(40):
            with pytest.raises(throttle.TooOften):
                file_many(limits.FILING_BY_DEVICE.times + 1, device="flooding")
        fill_in(client)
        assert client.post(SUMMARY).status_code == 302


def test_a_source_that_hammers_fills_no_queue_and_stops_nobody_else(client, institution):
    body = {"kind": "fees", "description": "洪水。", "institution": institution.code, "consent": True}
    said, others = [], []
    for number in range(60):
        flood = client.post(
            "/api/v1/complaints/",
            body,
            content_type="application/json",
            headers={"Idempotency-Key": str(uuid.uuid4())},
            REMOTE_ADDR="203.0.113.5",
        )
        said.append(flood.status_code)
        if number % 15 == 14:
            other = Client(REMOTE_ADDR=f"198.51.100.{number}")
            fill_in(other)
            others.append(other.post(SUMMARY).status_code)
    assert said == [201] * limits.FILING.times + [429] * (60 - limits.FILING.times)
    assert others == [302] * 4
    assert Complaint.objects.count() == limits.FILING.times + 4


def test_addresses_of_one_ipv6_household_are_counted_together():
    file_many(limits.FILING_BY_DEVICE.times, address="2001:db8::1")
    with pytest.raises(throttle.TooOften):
        throttle.count_filing(Source("2001:db8::2"))
    throttle.count_filing(Source("2001:db8:0:1::1"))
