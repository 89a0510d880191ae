"""Commands: exit codes and words."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.accounts.actors import Actor
from publicity.models import ListProposal, Publication, PublicRecord
from publicity.services import reviewing
from tests.factories.publicity import JUNE, licensed, published

pytestmark = pytest.mark.django_db


def say(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_publish_waits_for_the_review_then_publishes_and_then_leaves_it_as_it_is(
    district_a: Any, city: Actor
):
    institution = licensed(district_a)
    ask = {"year": 2026, "district": "360102", "date": JUNE.isoformat()}
    with pytest.raises(CommandError):
        say("publish", **ask)
    ids = ListProposal.objects.values_list("pk", flat=True)
    reviewing.accept_many(list(ids), actor=city, today=JUNE)
    said = say("publish", **ask)
    assert Publication.objects.public().get().root in said
    assert say("publish", **ask) == said
    assert PublicRecord.objects.get(institution=institution).list == "white"


@pytest.mark.parametrize(
    "ask",
    [
        {"year": 2026, "district": "999999"},
        {"year": 2026, "district": "360102", "date": "June"},
        {"year": 2099, "district": "360102"},
        {"year": 2026, "district": "360102", "date": "2026-06-01"},
    ],
)
def test_publish_says_what_is_wrong(ask: dict[str, Any]):
    with pytest.raises(CommandError):
        say("publish", **ask)


@pytest.mark.clause("M8")
def test_verify_publication_holds_and_fails_where_there_is_none(district_a: Any):
    publication = published(district_a, licensed(district_a))
    assert str(publication.pk) in say("verify_publication", publication.pk)
    with pytest.raises(CommandError):
        say("verify_publication", publication.pk + 1)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL refuses the statement itself")
def test_verify_publication_fails_where_it_was_altered(district_a: Any):
    publication = published(district_a, licensed(district_a))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publicity_publicationentry SET content = replace(content, '培训', '托管')")
    with pytest.raises(CommandError):
        say("verify_publication", publication.pk)


def test_rebuilding_says_how_many_records_there_are(district_a: Any):
    licensed(district_a)
    assert "1" in say("rebuild_public_records")


def test_the_daily_work_of_june_runs_from_the_command(district_a: Any, city: Actor):
    licensed(district_a)
    say("run_due_work", date="2026-06-01")
    ids = list(ListProposal.objects.undecided().values_list("pk", flat=True))
    assert len(ids) == 1
    reviewing.accept_many(ids, actor=city, today=JUNE)
    say("run_due_work", date="2026-06-02")
    assert Publication.objects.public().count() == 1
    say("run_due_work", date="2026-06-02")
    assert Publication.objects.public().count() == 1
