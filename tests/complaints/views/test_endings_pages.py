"""Rating an answer in the browser, and the city's sending back."""

import uuid

import pytest
from django.urls import reverse

from complaints.models import Complaint, Rating
from complaints.services import answers
from complaints.terms import Outcome, State
from tests.factories.complaints import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]


@pytest.fixture
def opened(client, accepted, officer_a):
    """The answered complaint, open in the browser of who filed it."""
    answers.answer(accepted, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)
    client.post(reverse("complaints:track"), {"number": accepted.number, "secret": SECRET})
    return client


def test_the_person_reads_what_follows_before_saying_it_is_not_settled(opened):
    page = opened.get(reverse("complaints:track")).content.decode()
    assert 'id="rate-title"' in page
    assert reverse("complaints:track_rate") in page


def test_who_is_not_satisfied_says_why_and_it_goes_back(opened):
    said = {"client_id": uuid.uuid4(), "satisfaction": "dissatisfied", "text": "没有退费。"}
    assert opened.post(reverse("complaints:track_rate"), said).status_code == 302
    assert Complaint.objects.get().state == State.IN_PROGRESS
    page = opened.get(reverse("complaints:track")).content.decode()
    assert "已责令退费。" in page
    assert 'id="rate-title"' not in page


def test_without_a_reason_the_choice_stays_chosen_and_the_error_stands_beside_the_field(opened):
    said = {"client_id": uuid.uuid4(), "satisfaction": "dissatisfied", "text": ""}
    answer = opened.post(reverse("complaints:track_rate"), said)
    assert answer.status_code == 422
    assert 'value="dissatisfied"' in answer.content.decode()
    assert "checked" in answer.content.decode()
    assert not Rating.objects.exists()


def test_a_browser_that_has_not_opened_it_rates_nothing(client, accepted):
    said = {"client_id": uuid.uuid4(), "satisfaction": "satisfied"}
    assert client.post(reverse("complaints:track_rate"), said).status_code == 302
    assert not Rating.objects.exists()


def test_the_city_sends_it_back_from_the_page_and_the_district_is_not_offered_to(
    client_as, city, officer_a, accepted
):
    answers.answer(accepted, actor=officer_a, text="已处理。", outcome=Outcome.FOUNDED)
    address = reverse("complaints:return", args=[accepted.pk])
    assert address not in client_as(officer_a).get(accepted.get_absolute_url()).content.decode()
    boss = client_as(city)
    assert address in boss.get(accepted.get_absolute_url()).content.decode()
    assert boss.post(address, {"reason": "没有说明退费金额。"}).status_code == 302
    assert Complaint.objects.get().round == 2
