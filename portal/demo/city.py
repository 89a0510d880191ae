"""Building the demonstration city, stage by stage, in one transaction: all of it or nothing."""

from __future__ import annotations

import gc
from datetime import date

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from inspections.models import RectificationOrder
from portal.accounts.models import User
from portal.demo import (
    accounts,
    annual,
    anomalies,
    campaigns,
    cases,
    complaints,
    documents,
    draws,
    enforcement,
    filings,
    handovers,
    ledger,
    lists,
    premises,
    register,
    teachers,
    together,
)
from portal.demo.world import World, new_world
from portal.timeline.services.seals import seal_new_events
from portal.workdays.services import calendar
from publicity.services.records import rebuild

SEED = 20260601


def is_there() -> bool:
    """Whether the demonstration is loaded: its first account is there."""
    return User.objects.filter(username=accounts.SHOWN[0]).exists()


@transaction.atomic
def build(*, today: date, size: int, seed: int = SEED) -> dict[str, int]:
    """Write the whole city and return how many of each there are."""
    gc.disable()  # a hundred thousand rows, and none of them garbage before the end
    try:
        return _build(new_world(today, size, seed, calendar()))
    finally:
        gc.enable()


def _build(world: World) -> dict[str, int]:
    """Every stage after the other."""
    world.welcome(accounts.make(world.since, world.districts))
    places = register.make(world)
    enforcement.make(world, places)
    annual.make(world, places)
    filings.make(world, places)
    teachers.make(world, places)
    complaints.make(world, places)
    premises.make(world, places)
    made = world.write(but=RectificationOrder)
    lists.make(world, places)
    world.count_on()
    accounts.make_institution(world.since, places[0].institution.pk)
    premises.look(world)
    draws.make(world)
    handovers.make(world)
    campaigns.make(world, places)
    documents.make(world)
    cases.make(world)
    anomalies.make(world, places)
    together.make(world)
    made["timeline.Event"] = ledger.write(world)
    seal_new_events(world.today)
    made["publicity.PublicRecord"] = rebuild(world.today)
    anomalies.draw_risk(world)
    connection.run_on_commit.clear()  # what the publications would have had redrawn has just been
    return made


def clear_away() -> None:
    """Drop every table, for a fresh beginning; the migrations make them again."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in _virtual_tables(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}")
        cascade = "CASCADE" if connection.vendor == "postgresql" else ""
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} {cascade}")


def _virtual_tables(cursor: CursorWrapper) -> list[str]:
    """SQLite's search tables go first, and take the tables behind them along."""
    if connection.vendor != "sqlite":
        return []
    cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    return [name for (name,) in cursor.fetchall()]
