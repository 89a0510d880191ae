"""History is appended, sealed, and provably unaltered."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.accounts.actors import Actor
from portal.regions.models import District
from portal.timeline import services as timeline
from portal.timeline.models import AppendOnlyError, Event, Seal
from portal.timeline.services.seals import find_flaws, seal_new_events

DAY = date(2026, 3, 18)


@pytest.fixture
def event(district_a: District) -> Event:
    return timeline.record(
        Actor.system(), "person.changed", district_a, changes={"字": ["甲", 1]}, reason="因为"
    )


def alter(event: Event) -> None:
    """Alter a row behind the ORM's back, as an intruder with the database's password would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or its pending checks would hold the table
            cursor.execute("ALTER TABLE timeline_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE timeline_event SET reason = 'nothing' WHERE id = %s", [event.pk])


def test_an_event_cannot_be_edited_or_deleted_through_the_orm(event: Event) -> None:
    for act in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            act()
    with pytest.raises(AppendOnlyError):
        Event.objects.update(reason="")


@pytest.mark.postgres
def test_postgresql_itself_refuses_to_edit_an_event(event: Event) -> None:
    for statement in ("UPDATE timeline_event SET reason = ''", "DELETE FROM timeline_event"):
        with (
            pytest.raises(DatabaseError, match="never edited"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_sealing_takes_each_event_once_and_chains_the_seals(event: Event, district_b: District) -> None:
    assert seal_new_events(DAY) == 1
    assert seal_new_events(DAY) == 0
    timeline.record(Actor.system(), "person.changed", district_b)
    assert seal_new_events(DAY) == 1
    first, second = Seal.objects.order_by("pk")
    assert second.previous == first.digest
    assert find_flaws() == []


def test_an_altered_event_breaks_its_seal_and_the_command_says_which(event: Event) -> None:
    seal_new_events(DAY)
    alter(event)
    assert [flaw.what for flaw in find_flaws()] == ["root"]
    with pytest.raises(CommandError, match="root"):
        call_command("verify_timeline")


def test_the_command_says_how_much_it_proved(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    seal_new_events(DAY)
    out = StringIO()
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    call_command("verify_timeline", stdout=out)
    assert "1 seals hold over 1 events" in out.getvalue()
