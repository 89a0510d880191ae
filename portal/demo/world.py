"""What the stages of the demonstration share: the random source, the reference day, the people, the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import models

from portal.accounts.actors import Actor
from portal.regions.city import AREAS
from portal.regions.models import District, Street
from portal.timeline.models import Event
from portal.workdays.rules import Calendar

LOCAL = ZoneInfo("Asia/Shanghai")
BATCH = 500
Row = TypeVar("Row", bound=models.Model)


@dataclass
class World:
    """The city in the making."""

    today: date
    size: int
    random: Random
    calendar: Calendar
    districts: dict[str, District]
    streets: dict[int, list[Street]]
    actors: dict[str, Actor] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    @property
    def since(self) -> date:
        """The first day of the history told."""
        return self.today - timedelta(days=3 * 365 + 60)

    def officer(self, district_id: int) -> Actor:
        """The education officer of a district."""
        return self._officers[district_id]

    def __post_init__(self) -> None:
        self._officers: dict[int, Actor] = {}

    def welcome(self, actors: dict[str, Actor]) -> None:
        """Let the people in."""
        self.actors = actors
        for actor in actors.values():
            if actor.role == "district_bureau" and actor.district_ids:
                self._officers[min(actor.district_ids)] = actor

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in this share of cases."""
        return self.random.random() < share

    def workday(self, first: date, last: date) -> date:
        """Some working day of a period; its end where the period is empty."""
        days = max(0, (last - first).days)
        return self.calendar.next_working_day(first + timedelta(days=self.random.randint(0, days)))

    def moment(self, day: date, hour: int | None = None) -> datetime:
        """Some minute of a day's office hours."""
        at = time(hour or self.random.randint(9, 17), self.random.randrange(60), self.random.randrange(60))
        return datetime.combine(day, at, LOCAL)

    def tell(
        self,
        day: date | datetime,
        actor: Actor,
        verb: str,
        subject: models.Model,
        *,
        institution: Any = None,
        district_id: int | None = None,
        clause: str = "",
        reason: str = "",
        changes: dict[str, Any] | None = None,
    ) -> None:
        """Put an event in the ledger; all are written, in their order, at the end."""
        at = day if isinstance(day, datetime) else self.moment(day)
        self.events.append(
            Event(
                at=at,
                actor=actor.user,
                actor_name=actor.user.get_full_name() if actor.user else actor.label,
                role=actor.label,
                verb=verb,
                subject_type=subject._meta.label_lower,
                subject_id=str(subject.pk),
                subject_name=str(subject)[:200],
                institution_id=institution.pk if institution is not None else None,
                district_id=institution.district_id if institution is not None else district_id,
                clause=clause,
                reason=reason,
                changes=changes or {},
            )
        )


def new_world(today: date, size: int, seed: int, calendar: Calendar) -> World:
    """An empty city on a reference day."""
    districts = {district.slug: district for district in District.objects.all()}
    streets: dict[int, list[Street]] = {}
    for street in Street.objects.order_by("district_id", "order"):
        streets.setdefault(street.district_id, []).append(street)
    missing = {area.slug for area in AREAS} - set(districts)
    if missing:
        raise LookupError(f"districts missing: {sorted(missing)}")
    return World(today, size, Random(seed), calendar, districts, streets)


def put(rows: Iterable[Row]) -> list[Row]:
    """Write rows of one kind in bulk; they come back with their keys."""
    rows = list(rows)
    if not rows:
        return rows
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


@contextmanager
def keeping_times(*kinds: type[models.Model]) -> Iterator[None]:
    """Let the rows of these kinds keep the times they were given: history is written afterwards here."""
    stamps = [
        (column, name)
        for kind in kinds
        for column in kind._meta.concrete_fields
        for name in ("auto_now", "auto_now_add")
        if getattr(column, name, False)
    ]
    for column, name in stamps:
        setattr(column, name, False)
    try:
        yield
    finally:
        for column, name in stamps:
            setattr(column, name, True)
