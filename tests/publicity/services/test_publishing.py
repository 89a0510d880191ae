"""A list goes out whole, once, chained and signed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from portal.accounts.actors import Actor
from portal.timeline.models import Event
from publicity.models import ListProposal, Publication, PublicationEntry
from publicity.queries import SealedError
from publicity.rules.canonical import canonical
from publicity.rules.signing import is_signed
from publicity.services import proposing, publishing, reviewing
from publicity.services.verifying import holds, verify
from tests.factories.inspections import order_for
from tests.factories.publicity import (
    JUNE,
    NOTICE_OVER,
    YEAR,
    BlackFactory,
    ProposalFactory,
    licensed,
    published,
)

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()


def accept_all(actor: Actor, today: date = JUNE) -> None:
    ids = list(ListProposal.objects.undecided().values_list("pk", flat=True))
    reviewing.accept_many(ids, actor=actor, today=today)


@pytest.mark.clause("M8")
def test_june_opens_each_districts_list_and_once_reviewed_it_goes_out(
    district_a: Any, district_b: Any, city: Actor
):
    for district in (district_a, district_a, district_b):
        licensed(district)
    assert publishing.open_due(date(2026, 5, 31)) == 0
    publishing.open_due(JUNE)
    assert ListProposal.objects.count() == 3
    assert publishing.publish_due(JUNE) == 0
    accept_all(city)
    assert publishing.publish_due(JUNE) == 2
    assert list(Publication.objects.public().order_by("sequence").values_list("size", flat=True)) == [2, 1]


@pytest.mark.clause("M8")
def test_the_june_job_run_twice_does_nothing_twice(district_a: Any, city: Actor):
    licensed(district_a)
    publishing.open_due(JUNE)
    publishing.open_due(JUNE)
    accept_all(city)
    publishing.publish_due(JUNE)
    assert publishing.open_due(JUNE + timedelta(days=1)) == 0
    assert publishing.publish_due(JUNE + timedelta(days=1)) == 0
    assert Publication.objects.public().count() == 1
    assert ListProposal.objects.get().state == "published"


def test_a_day_missed_is_caught_up(district_a: Any):
    licensed(district_a)
    publishing.open_due(date(2026, 6, 11))
    assert ListProposal.objects.get().notice_on == date(2026, 6, 11)


def test_who_meets_the_conditions_later_in_june_is_proposed_too(district_a: Any):
    publishing.open_due(JUNE)
    licensed(district_a)
    publishing.open_due(JUNE + timedelta(days=3))
    assert ListProposal.objects.count() == 1


@pytest.mark.clause("D5")
def test_a_blacklist_proposal_that_may_still_be_answered_does_not_hold_up_a_district(
    district_a: Any, city: Actor
):
    licensed(district_a)
    publishing.open_due(JUNE)
    late = BlackFactory(institution=licensed(district_a))
    accept_all(city)
    assert publishing.publish_due(JUNE) == 1
    reviewing.accept(late, actor=city, today=NOTICE_OVER)
    assert publishing.publish_due(NOTICE_OVER) == 1
    interim = Publication.objects.public().newest().first()
    assert (interim.kind, interim.black, interim.white) == ("interim", 1, 0)


def test_an_undecided_proposal_holds_its_list_up(district_a: Any, city: Actor):
    licensed(district_a)
    publishing.open_due(JUNE)
    with pytest.raises(publishing.NotReviewed):
        publishing.publish_annual(district_a, year=YEAR, actor=city, today=JUNE)


def test_an_empty_list_and_a_year_to_come_are_refused(district_a: Any, city: Actor):
    with pytest.raises(publishing.NothingToPublish):
        publishing.publish_annual(district_a, year=YEAR, actor=city, today=JUNE)
    with pytest.raises(publishing.NotYetOpen):
        publishing.publish_annual(district_a, year=2027, actor=city, today=JUNE)


@pytest.mark.clause("S9")
def test_who_lost_a_condition_since_is_sent_back_on_the_day_of_publication(district_a: Any, city: Actor):
    good, lost = licensed(district_a), licensed(district_a)
    publishing.open_due(JUNE)
    accept_all(city)
    order_for(lost)
    publishing.publish_due(JUNE)
    assert PublicationEntry.objects.public().get().institution == good
    returned = ListProposal.objects.get(institution=lost)
    assert returned.state == "returned"
    assert returned.decision_reason


def test_what_the_city_accepted_knowing_what_was_missing_stays(
    district_a: Any, officer_a: Actor, city: Actor
):
    institution = licensed(district_a, result="pending")
    proposal = proposing.propose(
        institution, actor=officer_a, kind="white", reason="年检材料已齐，待盖章。", today=JUNE
    )
    reviewing.accept(proposal, actor=city, reason="同意。", today=JUNE)
    assert publishing.publish_annual(district_a, year=YEAR, actor=city, today=JUNE).size == 1


@pytest.mark.clause("M8")
def test_publications_are_chained_and_signed(district_a: Any, district_b: Any):
    first = published(district_a, licensed(district_a))
    second = published(district_b, licensed(district_b))
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous == first.content_hash
    for publication in (first, second):
        assert is_signed(canonical(publication.header), publication.signature, publication.public_key)
        assert holds(verify(publication))


def test_each_listing_is_told_in_the_institutions_history(district_a: Any):
    institution = licensed(district_a)
    published(district_a, institution)
    assert Event.objects.of_institution(institution.pk).first().verb == "list.white_published"


@pytest.mark.clause("D5")
def test_a_blacklisting_that_still_stands_is_carried_into_the_next_annual_list(district_a: Any):
    bad = licensed(district_a)
    published(district_a, black=(bad,))
    ProposalFactory(
        institution=licensed(district_a),
        state="accepted",
        year=2027,
        conditions=[{"key": "annual", "met": False, "found": "no_result"}],
    )
    following = Publication.objects.create(
        kind="annual", district=district_a, year=2027, opened_on=date(2027, 6, 1)
    )
    publishing.publish(following, actor=SYSTEM, today=date(2027, 6, 1))
    carried = PublicationEntry.objects.get(publication=following, institution=bad)
    assert carried.listed_since == JUNE
    assert carried.words["first_published"] == 1
    following.refresh_from_db()
    assert (following.white, following.black) == (1, 1)


@pytest.mark.clause("D5")
def test_a_blacklisting_that_has_ended_is_not_carried_over(district_a: Any):
    published(district_a, black=(licensed(district_a),))
    following = Publication.objects.create(
        kind="annual", district=district_a, year=2028, opened_on=date(2028, 6, 1)
    )
    assert publishing.publish(following, actor=SYSTEM, today=date(2028, 6, 1)) is None


def test_entries_written_for_another_day_are_written_anew(district_a: Any):
    ProposalFactory(institution=licensed(district_a), state="accepted")
    publication = Publication.objects.create(kind="annual", district=district_a, year=YEAR, opened_on=JUNE)
    from publicity.services.preparing import prepare

    prepare(publication, today=JUNE)
    later = JUNE + timedelta(days=2)
    publishing.publish(publication, actor=SYSTEM, today=later)
    assert PublicationEntry.objects.get().listed_since == later


class TestWhatIsOut:
    """Nothing of it changes."""

    def test_the_orm_refuses_every_way_of_changing_it(self, district_a: Any):
        publication = published(district_a, licensed(district_a))
        entry = PublicationEntry.objects.get()
        acts = [
            lambda: publication.save(),
            lambda: publication.delete(),
            lambda: entry.save(),
            lambda: entry.delete(),
            lambda: Publication.objects.update(year=1),
            lambda: Publication.objects.all().delete(),
            lambda: PublicationEntry.objects.update(code="x"),
            lambda: PublicationEntry.objects.all().delete(),
        ]
        for act in acts:
            with pytest.raises(SealedError):
                act()

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no triggers: decision 2")
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE publicity_publication SET year = 1",
            "DELETE FROM publicity_publication",
            "UPDATE publicity_publicationentry SET code = 'x'",
            "DELETE FROM publicity_publicationentry",
        ],
    )
    def test_the_database_refuses_raw_statements(self, district_a: Any, statement: str):
        published(district_a, licensed(district_a))
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    @pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL refuses the statement itself")
    @pytest.mark.parametrize(
        ("statement", "check"),
        [
            ("UPDATE publicity_publicationentry SET content = replace(content, '培训', '托管')", "root"),
            ("UPDATE publicity_publicationentry SET list = 'black'", "entries"),
            ("DELETE FROM publicity_publicationentry", "entries"),
            ("UPDATE publicity_publication SET year = 1", "content"),
            ("UPDATE publicity_publication SET signature = '00'", "signature"),
            ("UPDATE publicity_publication SET previous = 'aa'", "chain"),
        ],
    )
    def test_where_a_raw_statement_could_alter_it_verification_says_so(
        self, district_a: Any, statement: str, check: str
    ):
        publication = published(district_a, licensed(district_a))
        with connection.cursor() as cursor:
            cursor.execute(statement)
        broken = [step.check for step in verify(Publication.objects.get(pk=publication.pk)) if not step.holds]
        assert check in broken

    def test_a_key_that_is_not_the_bureaus_is_noticed(self, district_a: Any, settings: Any):
        publication = published(district_a, licensed(district_a))
        settings.SIGNING_KEY = "ab" * 32
        assert [step.check for step in verify(publication) if not step.holds] == ["key"]
        settings.RETIRED_SIGNING_KEYS = [publication.public_key]
        assert holds(verify(publication))
