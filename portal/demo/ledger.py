"""Writing the told history: every event in its order, under a chain of monthly seals."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from itertools import groupby

from portal.demo.world import BATCH, LOCAL, World
from portal.timeline.models import Event, Seal, SealedEvent
from portal.timeline.services.seals import digest_of, leaf_of, root_of


def write(world: World) -> int:
    """Write what was told so far, seal whole months; what is of the running month waits for the daily job."""
    told = sorted(world.events, key=lambda event: event.at)
    world.events = []
    for event in told:
        event.at = event.at.astimezone(UTC)
    recorded = list(Event.objects.filter(sealed=None))  # by the services, on the days told here
    Event.objects.bulk_create(told, batch_size=BATCH)
    events = sorted([*recorded, *told], key=lambda event: (event.at, event.pk))
    last = Seal.objects.order_by("pk").last()
    previous = last.digest if last else ""
    for month, several in groupby(events, key=_month_of):
        if month < world.today.replace(day=1):
            previous = _seal(world, month, list(several), previous)
    return len(events)


def _month_of(event: Event) -> date:
    return event.at.astimezone(LOCAL).date().replace(day=1)


def _seal(world: World, month: date, events: list[Event], previous: str) -> str:
    """Seal one month's events on the first night of the next; the seal's digest, for the next one."""
    day = (month + timedelta(days=32)).replace(day=1)
    root = root_of(leaf_of(event) for event in events)
    digest = digest_of(day, len(events), root, previous)
    seal = Seal.objects.create(
        day=day,
        size=len(events),
        root=root,
        previous=previous,
        digest=digest,
        made_at=world.moment(day, 1),
    )
    leaves = [SealedEvent(event=event, seal=seal, position=place) for place, event in enumerate(events)]
    SealedEvent.objects.bulk_create(leaves, batch_size=BATCH)
    return digest
