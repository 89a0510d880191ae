"""Sweeps: rounds, places, records."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.due.sweeps import places_due
from inspections.figures import sweeps as figures
from inspections.models import SweepPlace, SweepRecord
from inspections.services import sweeps
from institutions.terms import AreaKind
from portal.accounts.refusals import NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.campaigns import SweepPlaceFactory, SweepRecordFactory, SweepRoundFactory

pytestmark = pytest.mark.django_db


def opened(actor, district, **more):
    today = timezone.localdate()
    days = {"begins": today - timedelta(days=1), "ends": today + timedelta(days=5)}
    return sweeps.open_round(actor=actor, district=district, **({"title": "春季排查"} | days | more))


@pytest.mark.clause("S7")
def test_a_new_round_has_every_street_and_none_is_swept(officer_a, district_a):
    made = opened(officer_a, district_a)
    assert made.places.filter(kind=AreaKind.STREET).count() == district_a.streets.count()
    assert made.places.left().count() == made.places.count()


def test_only_the_district_opens_its_round(officer_b, street_a, district_a):
    for actor in (officer_b, street_a):
        with pytest.raises(NotAllowed):
            opened(actor, district_a)


@pytest.mark.parametrize(
    ("wrong", "field"), [({"ends": timezone.localdate() - timedelta(days=9)}, "ends"), ({}, "title")]
)
def test_a_round_that_ends_before_it_begins_or_stands_already_is_refused(officer_a, district_a, wrong, field):
    if not wrong:
        opened(officer_a, district_a)
    with pytest.raises(Refusal) as refusal:
        opened(officer_a, district_a, **wrong)
    assert refusal.value.field == field


@pytest.mark.clause("S7")
def test_the_places_of_the_last_round_are_carried_over_unswept(officer_a, district_a):
    old = SweepPlaceFactory(community="民德社区", address="民德路8号")
    SweepRecordFactory(place=old)
    made = opened(officer_a, district_a, carry="last")
    place = made.places.get(title=old.title)
    assert (place.community, place.address, place.street) == ("民德社区", "民德路8号", old.street)
    assert made.places.left().filter(pk=place.pk).exists()
    assert sweeps.carry_over(made, actor=officer_a) == 0


@pytest.mark.clause("S7")
def test_several_places_are_named_at_once_and_none_twice(street_a):
    made = SweepRoundFactory()
    street = street_a.membership.street
    lines = "财富大厦，八一大道1号\n\n国贸大厦\n财富大厦"
    for expected in ((2, 1), (0, 3)):
        told = sweeps.add_places(made, actor=street_a, street=street, kind=AreaKind.OFFICES, lines=lines)
        assert told == expected
    assert set(made.places.values_list("title", "address")) == {("财富大厦", "八一大道1号"), ("国贸大厦", "")}
    assert Event.objects.filter(verb="sweep.places_added").count() == 1


def test_a_street_officer_names_places_of_the_own_street_only(street_a, district_a):
    other = district_a.streets.exclude(pk=street_a.street_id).first()
    with pytest.raises(NotAllowed):
        sweeps.add_places(
            SweepRoundFactory(), actor=street_a, street=other, kind=AreaKind.ESTATE, lines="滨江豪园"
        )


@pytest.mark.parametrize("lines", ["", "，民德路8号", "长" * 81])
def test_a_place_without_a_name_is_refused(officer_a, district_a, lines):
    street = district_a.streets.first()
    with pytest.raises(Refusal) as refusal:
        sweeps.add_places(
            SweepRoundFactory(), actor=officer_a, street=street, kind=AreaKind.ESTATE, lines=lines
        )
    assert refusal.value.field == "lines"


@pytest.mark.clause("S7")
def test_a_street_officer_sweeps_a_place_once_however_often_it_is_sent(street_a, institution):
    place, key = SweepPlaceFactory(), uuid.uuid4()
    for _time in range(2):
        sweeps.sweep(
            place,
            actor=street_a,
            swept_on=timezone.localdate(),
            found="三楼一家机构在上课。",
            named=institution.name,
            client_id=key,
        )
    record = SweepRecord.objects.get()
    assert (record.institutions_seen, list(record.institutions.all())) == (1, [institution])
    assert record.swept_by == street_a.user
    assert not SweepPlace.objects.left().exists()


def test_a_place_of_another_street_is_not_theirs(street_a, district_a):
    other = district_a.streets.exclude(pk=street_a.street_id).first()
    place = SweepPlaceFactory(street=other)
    with pytest.raises(NotAllowed):
        sweeps.sweep(place, actor=street_a, swept_on=timezone.localdate())


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"swept_on": timezone.localdate() + timedelta(days=1)}, "swept_on"),
        ({"swept_on": timezone.localdate() - timedelta(days=99)}, "swept_on"),
        ({"institutions_seen": 2}, "found"),
        ({"named": "查无此校"}, "named"),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(officer_a, typed, field):
    with pytest.raises(Refusal) as refusal:
        sweeps.sweep(SweepPlaceFactory(), actor=officer_a, **({"swept_on": timezone.localdate()} | typed))
    assert refusal.value.field == field
    assert not SweepRecord.objects.exists()


def test_a_place_named_by_mistake_is_taken_out_before_it_is_swept(officer_a):
    place = SweepPlaceFactory()
    with pytest.raises(ReasonRequired):
        sweeps.remove_place(place, actor=officer_a, reason="")
    sweeps.remove_place(place, actor=officer_a, reason="重复")
    assert not SweepPlace.objects.exists()
    swept = SweepRecordFactory().place
    street = SweepPlaceFactory(kind=AreaKind.STREET)
    for kept in (swept, street):
        with pytest.raises(Refusal):
            sweeps.remove_place(kept, actor=officer_a, reason="重复")


@pytest.mark.clause("S7")
def test_the_sums_name_every_kind_also_where_nobody_named_a_place(officer_a):
    record = SweepRecordFactory()
    SweepRecordFactory(place=record.place)
    SweepPlaceFactory(round=record.place.round)
    places = SweepPlace.objects.visible_to(officer_a)
    kinds = {row.key: (row.places, row.swept) for row in figures.swept_by_kind(record.place.round, places)}
    assert len(kinds) == 7
    assert kinds["offices"] == (2, 1)
    assert kinds["factory"] == (0, 0)
    (street,) = figures.swept_by_street(record.place.round, places)
    assert (street.places, street.left) == (2, 1)


@pytest.mark.clause("S7")
def test_a_street_is_told_from_the_first_day_and_the_district_near_the_end(street_a, officer_a, officer_b):
    today = timezone.localdate()
    far = SweepPlaceFactory(round__ends=today + timedelta(days=8)).round
    near = SweepPlaceFactory(round__ends=today + timedelta(days=7)).round
    SweepPlaceFactory(round__begins=today + timedelta(days=1))
    assert [item.due for item in places_due(street_a, today)] == [near.ends, far.ends]
    assert [item.due for item in places_due(officer_a, today)] == [near.ends]
    assert not list(places_due(officer_b, today))
