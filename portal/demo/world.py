"""What the stages of the demonstration share: the random source, the reference day, the people, the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.management.color import no_style
from django.db import connection, models

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
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    keys: dict[type[models.Model], Iterator[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._officers: dict[int, Actor] = {}
        self._teams: dict[tuple[int, str], Actor] = {}

    def add(self, row: Row) -> Row:
        """Take a row into the city: it has its key at once and is written with all others at the end.

        Rows may so name each other in any order, and go through their life before they are written.
        """
        self.rows.setdefault(type(row), []).append(self.name(row))
        return row

    def name(self, row: Row) -> Row:
        """Give a row its key, for whoever writes it himself."""
        kind = type(row)
        if kind not in self.keys:
            highest = kind._default_manager.aggregate(highest=models.Max("pk"))["highest"]
            self.keys[kind] = count((highest or 0) + 1)
        row.pk = next(self.keys[kind])
        return row

    def rows_of(self, label: str) -> list[Any]:
        """The rows of one kind taken in so far."""
        return next((rows for kind, rows in self.rows.items() if kind._meta.label == label), [])

    def write(self, *, but: type[models.Model]) -> dict[str, int]:
        """Write every row taken in but those of one kind; how many of each there are."""
        with keeping_times(*self.rows):
            for kind, rows in self.rows.items():
                if kind is not but:
                    kind._default_manager.bulk_create(rows, batch_size=BATCH)
        return {kind._meta.label: len(rows) for kind, rows in self.rows.items()}

    def write_some(self, rows: list[Any]) -> None:
        """Write some rows of one kind now."""
        if rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)

    def count_on(self) -> None:
        """Let the database count on from the keys given here."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.keys)):
                cursor.execute(statement)

    @property
    def since(self) -> date:
        """The first day of the history told."""
        return self.today - timedelta(days=3 * 365 + 60)

    def officer(self, district_id: int) -> Actor:
        """The education officer of a district."""
        return self._officers[district_id]

    def inspector(self, district_id: int, department: str) -> Actor:
        """The officer of a department in a district; the education bureau's second officer for education."""
        return self._teams[district_id, department]

    def welcome(self, actors: dict[str, Actor]) -> None:
        """Let the people in."""
        self.actors |= actors
        for actor in actors.values():
            if not actor.district_ids or not actor.department:
                continue
            district_id = min(actor.district_ids)
            if actor.role == "district_bureau":
                self._officers.setdefault(district_id, actor)
            self._teams[district_id, actor.department] = actor

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
        apart: int | None = None,
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
                institution_id=institution.pk if institution is not None else apart,
                district_id=institution.district_id if institution is not None else district_id,
                clause=clause,
                reason=reason,
                changes=changes or {},
            )
        )


def institution_itself(institution: Any) -> Actor:
    """An institution that acts without one of the demonstration's accounts."""
    return Actor(None, None, "institution", "", frozenset(), None, None, frozenset(), institution.name[:60])


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
