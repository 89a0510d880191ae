"""Sweeps at the desk and on a phone."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.models import SweepPlace, SweepRecord, SweepRound
from tests.factories.campaigns import SweepPlaceFactory, SweepRecordFactory, SweepRoundFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/sweeps/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def street(client_as, street_a):
    return client_as(street_a)


def swept(**more):
    today = timezone.localdate().isoformat()
    return {"swept_on": today, "institutions_seen": "0", "client_id": str(uuid.uuid4())} | more


def test_an_officer_opens_a_round(desk, district_a):
    today = timezone.localdate()
    post = {
        "title": "春季排查",
        "district": district_a.pk,
        "begins": today.isoformat(),
        "ends": (today + timedelta(days=20)).isoformat(),
        "carry": "none",
    }
    answer = desk.post(f"{LIST}new/", post)
    assert answer.headers["Location"] == SweepRound.objects.get().get_absolute_url()
    again = desk.post(f"{LIST}new/", post)
    assert again.status_code == 422
    assert "春季排查" in again.content.decode()


def test_a_street_officer_names_places_and_sweeps_one(street, street_a):
    made = SweepRoundFactory()
    url = f"{made.get_absolute_url()}places/"
    form = street.get(url).context["form"]
    assert [choice.pk for choice in form.fields["street"].queryset] == [street_a.street_id]
    post = {"street": street_a.street_id, "kind": "factory", "lines": "旧纺织厂，沿江路3号\n旧印刷厂"}
    assert street.post(url, post).status_code == 302
    assert form.fields["kind"].choices[0][0] != "street"
    place = SweepPlace.objects.get(title="旧纺织厂")
    answer = street.post(place.get_absolute_url(), swept(institutions_seen="1", found="二楼有晚辅班。"))
    assert answer.headers["Location"] == made.get_absolute_url()
    rows = list(street.get(made.get_absolute_url()).context["rows"])
    assert [row.title for row in rows] == ["旧印刷厂", "旧纺织厂"]
    assert "二楼有晚辅班" in street.get(place.get_absolute_url()).content.decode()


def test_a_sweep_sent_twice_stands_once(street):
    place, post = SweepPlaceFactory(), swept()
    for _time in range(2):
        assert street.post(place.get_absolute_url(), post).status_code == 302
    assert SweepRecord.objects.count() == 1


def test_a_refused_sweep_keeps_what_was_typed(street):
    answer = street.post(SweepPlaceFactory().get_absolute_url(), swept(named="查无此校", found="三楼有人。"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["named"]
    assert "三楼有人。" in answer.content.decode()


def test_a_street_officer_sees_the_own_street_only(street, street_a, district_a):
    other = district_a.streets.exclude(pk=street_a.street_id).first()
    place = SweepPlaceFactory(street=other)
    assert street.get(place.get_absolute_url()).status_code == 404
    page = street.get(place.round.get_absolute_url())
    assert page.context["total"] == 0
    assert street.get(LIST).context["rows"][0].places_total == 0


def test_places_are_filtered_by_street_kind_and_swept(desk):
    record = SweepRecordFactory()
    round_ = record.place.round
    left = SweepPlaceFactory(round=round_, kind="estate", title="滨江豪园")
    for query in ({"swept": "no"}, {"kind": "estate"}, {"q": "滨江"}):
        assert list(desk.get(round_.get_absolute_url(), query).context["rows"]) == [left]
    street = {"street": left.street_id}
    assert len(desk.get(round_.get_absolute_url(), street).context["rows"]) == 2


def test_an_auditor_reads_and_names_nothing(client_as, auditor):
    place = SweepPlaceFactory()
    page = client_as(auditor).get(place.round.get_absolute_url())
    assert place.title in page.content.decode()
    assert place.get_absolute_url() not in page.content.decode()


def test_a_place_named_by_mistake_is_taken_out(desk):
    place = SweepPlaceFactory()
    url = f"{place.get_absolute_url()}remove/"
    assert desk.post(url, {"reason": ""}).status_code == 422
    assert desk.post(url, {"reason": "重复"}).status_code == 302
    assert not SweepPlace.objects.exists()


def test_the_places_of_the_last_round_are_taken_over(desk):
    SweepPlaceFactory()
    made = SweepRoundFactory()
    assert desk.post(f"{made.get_absolute_url()}carry/").status_code == 302
    assert made.places.count() == 1


def queries(desk, url):
    desk.get(url)  # what is read once a process is read now
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(url).status_code == 200
    return len(asked)


def test_the_list_makes_the_same_queries_for_2_and_20_rounds(desk):
    SweepRoundFactory.create_batch(2)
    few = queries(desk, LIST)
    SweepRoundFactory.create_batch(18)
    assert queries(desk, LIST) == few


def test_the_round_makes_the_same_queries_for_2_and_20_places(desk):
    round_ = SweepRoundFactory()
    asked = []
    for number in (2, 18):
        for place in SweepPlaceFactory.create_batch(number, round=round_):
            SweepRecordFactory(place=place)
        asked.append(queries(desk, round_.get_absolute_url()))
    assert asked[0] == asked[1]


def test_the_place_makes_the_same_queries_for_2_and_20_records(desk):
    place = SweepPlaceFactory()
    SweepRecordFactory.create_batch(2, place=place)
    few = queries(desk, place.get_absolute_url())
    SweepRecordFactory.create_batch(18, place=place)
    assert queries(desk, place.get_absolute_url()) == few


def test_both_lists_can_be_taken_along(desk):
    record = SweepRecordFactory()
    text = b"".join(desk.get(LIST, {"export": "csv"})).decode()
    assert record.place.round.title in text
    text = b"".join(desk.get(record.place.round.get_absolute_url(), {"export": "csv"})).decode()
    assert record.place.title in text


def test_empty_pages_say_what_to_do(desk):
    assert "sweeps/new/" in desk.get(LIST).content.decode()
    assert "/places/" in desk.get(SweepRoundFactory().get_absolute_url()).content.decode()
