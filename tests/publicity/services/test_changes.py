"""The lists over time: as of any day, what each publication changed, and an institution's whole history."""

from datetime import date, timedelta

import pytest

from portal.accounts.actors import Actor
from publicity.models import Publication
from publicity.services import changes, publishing, records
from publicity.services.listings import standing_entries
from publicity.terms import ListKind, ProposalState
from tests.factories.publicity import JUNE, BlackFactory, ProposalFactory, licensed, published

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]
JULY = date(2026, 7, 6)


def interim(district, today, **kinds):
    """An interim publication: `white`, `black` or `off` of one institution."""
    for kind, institution in kinds.items():
        make = BlackFactory if kind == "black" else ProposalFactory
        make(institution=institution, kind=kind, state=ProposalState.ACCEPTED, year=today.year)
    publication = Publication.objects.create(
        kind="interim", district=district, year=today.year, opened_on=today
    )
    sealed = publishing.publish(publication, actor=Actor.system(), today=today)
    records.refresh_all(today)
    return sealed


@pytest.fixture
def three(district_a):
    return [licensed(district_a) for _n in range(3)]


def standing(district, day):
    return {entry.institution_id: entry.list for entry in changes.as_of(district.pk, day)}


def test_before_the_first_list_nobody_stood_on_one(district_a, three):
    published(district_a, *three)
    assert standing(district_a, JUNE - timedelta(days=1)) == {}
    assert set(standing(district_a, JUNE)) == {one.pk for one in three}


def test_the_last_word_counts_from_its_own_day_on(district_a, three):
    stays, falls, leaves = three
    published(district_a, *three)
    interim(district_a, JULY, black=falls, off=leaves)
    assert standing(district_a, JULY - timedelta(days=1)) == dict.fromkeys((one.pk for one in three), "white")
    assert standing(district_a, JULY) == {stays.pk: "white", falls.pk: "black"}


def test_what_is_over_no_longer_stands(district_a, three):
    published(district_a, black=(three[0],))
    entry = changes.as_of(district_a.pk, JUNE).get()
    assert standing(district_a, entry.listed_until) == {three[0].pk: "black"}
    assert standing(district_a, entry.listed_until + timedelta(days=1)) == {}


def test_today_it_says_what_the_listings_say(district_a, three):
    published(district_a, *three[:2], black=(three[2],))
    interim(district_a, JULY, off=three[0])
    today = JULY + timedelta(days=3)
    by_listing = standing_entries([one.pk for one in three], today)
    expected = {pk: entry.list for pk, entry in by_listing.items() if entry.list in changes.LISTED}
    assert standing(district_a, today) == expected


def test_another_district_is_not_mixed_in(district_a, district_b, three):
    published(district_a, *three)
    assert standing(district_b, JUNE) == {}


def test_a_first_list_brings_everybody(district_a, three):
    found = changes.changes_of(published(district_a, *three[:2], black=(three[2],)))
    assert {change.code for change in found.came} == {one.code for one in three}
    assert (found.moved, found.left, found.stayed) == ([], [], 0)


def test_an_interim_one_names_who_came_moved_and_left(district_a, three):
    new = licensed(district_a)
    published(district_a, *three)
    found = changes.changes_of(interim(district_a, JULY, white=new, black=three[1], off=three[2]))
    assert [change.code for change in found.came] == [new.code]
    assert [(change.before.list, change.after.list) for change in found.moved] == [("white", "black")]
    assert [change.code for change in found.left] == [three[2].code]


def test_next_june_whoever_is_not_named_again_left_and_what_is_carried_over_stays(district_a, three):
    BlackFactory(institution=three[2], severity="serious", state=ProposalState.ACCEPTED)
    published(district_a, *three[:2])
    found = changes.changes_of(published(district_a, today=date(2027, 6, 1)))
    assert found.stayed == 1
    left = [(change.code, change.before.list, change.after) for change in found.left]
    assert left == [(one.code, "white", None) for one in sorted(three[:2], key=lambda one: one.code)]


def test_the_history_of_an_institution_keeps_everything_the_newest_first(district_a, three):
    published(district_a, *three)
    interim(district_a, JULY, off=three[0])
    said = [(entry.list, entry.publication.published_on) for entry in changes.ever_said(three[0].pk)]
    assert said == [(ListKind.OFF, JULY), (ListKind.WHITE, JUNE)]
