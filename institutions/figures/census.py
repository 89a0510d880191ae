"""Sums of a census: by street, by kind of problem, by district. Clauses: S1, S3, S7."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from institutions.models import Census, CensusArea, CensusEntry, CensusProblem
from institutions.queries import CensusAreaQuerySet, CensusProblemQuerySet, CensusQuerySet
from institutions.terms import AreaState, CensusState, EntryState, Group, ProblemState
from portal.timeline.models import Event
from portal.ui.charts import Chart, bars

HISTORY = 20


def history_of(row: Any) -> list[Event]:
    """The latest events of a row that the caller may see."""
    return list(Event.objects.about(row)[:HISTORY])


def by_state(entries: Any) -> dict[str, int]:
    """How many entries stand where."""
    return dict(entries.values_list("state").order_by().annotate(n=Count("pk")))


def closing_figures(census: Census) -> dict[str, Any]:
    """The figures of a census as they stand: areas, entries by what became of them, problems by kind."""
    areas = CensusArea.objects.filter(census=census)
    problems = CensusProblem.objects.filter(entry__census=census)
    return {
        "areas": areas.count(),
        "reported": areas.filter(state=AreaState.REPORTED).count(),
        "nothing_found": areas.filter(nothing_found=True).count(),
        "entries": by_state(CensusEntry.objects.filter(census=census)),
        "problems": dict(problems.values_list("kind").order_by().annotate(n=Count("pk"))),
        "settled": problems.filter(state=ProblemState.SETTLED).count(),
    }


@dataclass(slots=True)
class StreetRow:
    """One street of a census: its areas, how many reported, overdue, and what was found."""

    name: str
    areas: list[CensusArea] = field(default_factory=list)
    entries: int = 0
    reported: int = 0
    overdue: int = 0
    report_by: date | None = None

    @property
    def total(self) -> int:
        return len(self.areas)

    @property
    def is_done(self) -> bool:
        return self.reported == self.total


def streets_of(census: Census, areas: CensusAreaQuerySet, today: date) -> list[StreetRow]:
    """Return a row a street of the areas given, in the streets' order; two queries."""
    found = dict(
        CensusEntry.objects.filter(census=census).values_list("street").order_by().annotate(n=Count("pk"))
    )
    rows: dict[int, StreetRow] = {}
    for area in areas.filter(census=census).for_list():
        row = rows.setdefault(area.street_id, StreetRow(area.street.name))
        row.areas.append(area)
        row.entries = found.get(area.street_id, 0)
        if area.state == AreaState.REPORTED:
            row.reported += 1
            continue
        row.overdue += area.report_by < today
        row.report_by = min(filter(None, (row.report_by, area.report_by)))
    return list(rows.values())


def street_chart(rows: Sequence[StreetRow]) -> Chart | None:
    """Areas reported, still open and overdue, a bar a street."""
    if not rows:
        return None
    series = {
        _("reported"): [row.reported for row in rows],
        _("not reported yet"): [row.total - row.reported - row.overdue for row in rows],
        _("overdue"): [row.overdue for row in rows],
    }
    return bars(
        _("Areas by street"),
        [row.name for row in rows],
        series,
        tones=("info", "neutral", "warn"),
        first_header=_("street"),
    )


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of problem: how many in each street, how many are settled."""

    kind: str
    label: str
    counts: list[int]
    total: int
    settled: int


@dataclass(frozen=True, slots=True)
class KindTable:
    """Problems by kind and street."""

    streets: list[str]
    rows: list[KindRow]


def kinds_by_street(census: Census, problems: CensusProblemQuerySet) -> KindTable:
    """Return how many problems of each kind there are in each street; one query."""
    counted = list(
        problems.filter(entry__census=census)
        .order_by("entry__street__order", "entry__street__name")
        .values_list("kind", "entry__street__name")
        .annotate(n=Count("pk"), settled=Count("pk", filter=Q(state=ProblemState.SETTLED)))
    )
    streets = list(dict.fromkeys(street for _kind, street, _n, _settled in counted))
    rows = []
    for kind in Group:
        of_kind = {street: (n, settled) for k, street, n, settled in counted if k == kind}
        if of_kind:
            counts = [of_kind.get(street, (0, 0))[0] for street in streets]
            settled = sum(done for _n, done in of_kind.values())
            rows.append(KindRow(kind.value, str(kind.label), counts, sum(counts), settled))
    return KindTable(streets, sorted(rows, key=lambda row: -row.total))


def kind_chart(table: KindTable) -> Chart | None:
    """Problems open and settled, a bar a kind."""
    if not table.rows:
        return None
    series = {
        str(ProblemState.OPEN.label): [row.total - row.settled for row in table.rows],
        str(ProblemState.SETTLED.label): [row.settled for row in table.rows],
    }
    return bars(
        _("Problems by kind"),
        [row.label for row in table.rows],
        series,
        tones=("warn", "info"),
        first_header=_("kind of problem"),
    )


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One district of a campaign, as the city compares it."""

    census: Census
    district: str
    state: str
    areas: int
    reported: int
    overdue: int
    entries: int
    open: int
    merged: int
    entered: int
    aside: int
    problems: int
    settled: int
    kinds: dict[str, int]

    @property
    def share(self) -> int:
        """Areas reported, percent."""
        return round(100 * self.reported / self.areas) if self.areas else 0


def campaigns_of(censuses: CensusQuerySet) -> list[tuple[str, str]]:
    """Return every campaign with its title, the newest first."""
    rows = censuses.order_by("-starts_on", "-pk").values_list("campaign", "title")
    return list({str(campaign): title for campaign, title in reversed(list(rows))}.items())[::-1]


def districts_compared(censuses: CensusQuerySet, campaign: uuid.UUID, today: date) -> list[DistrictRow]:
    """Return a row a district of a campaign; four queries, whatever their number."""
    rows = list(censuses.filter(campaign=campaign).select_related("district").order_by("district__order"))
    pks = [row.pk for row in rows]
    pending = Q(state=AreaState.PENDING)
    areas = {
        pk: counts
        for pk, *counts in CensusArea.objects.filter(census__in=pks)
        .values_list("census")
        .order_by()
        .annotate(
            n=Count("pk"),
            done=Count("pk", filter=~pending),
            late=Count("pk", filter=pending & Q(report_by__lt=today)),
        )
    }
    states: dict[int, dict[str, int]] = {}
    counted = CensusEntry.objects.filter(census__in=pks).values_list("census", "state").order_by()
    for pk, state, n in counted.annotate(n=Count("pk")):
        states.setdefault(pk, {})[state] = n
    kinds: dict[int, dict[str, int]] = {}
    settled: dict[int, int] = {}
    problems = CensusProblem.objects.filter(entry__census__in=pks).values_list("entry__census", "kind")
    done = Count("pk", filter=Q(state=ProblemState.SETTLED))
    for pk, kind, n, put_right in problems.order_by().annotate(n=Count("pk"), done=done):
        kinds.setdefault(pk, {})[kind] = n
        settled[pk] = settled.get(pk, 0) + put_right
    return [
        _compared(row, areas.get(row.pk, [0, 0, 0]), states.get(row.pk, {}), kinds.get(row.pk, {}), settled)
        for row in rows
    ]


def _compared(
    row: Census, areas: list[int], states: dict[str, int], kinds: dict[str, int], settled: dict[int, int]
) -> DistrictRow:
    return DistrictRow(
        census=row,
        district=row.district.name,
        state=str(CensusState(row.state).label),
        areas=areas[0],
        reported=areas[1],
        overdue=areas[2],
        entries=sum(states.values()),
        open=states.get(EntryState.OPEN, 0),
        merged=states.get(EntryState.MERGED, 0),
        entered=states.get(EntryState.ENTERED, 0),
        aside=states.get(EntryState.ASIDE, 0),
        problems=sum(kinds.values()),
        settled=settled.get(row.pk, 0),
        kinds=kinds,
    )


def city_chart(rows: Sequence[DistrictRow]) -> Chart | None:
    """Entries by what became of them, a bar a district."""
    if not rows:
        return None
    series = {
        str(EntryState.MERGED.label): [row.merged for row in rows],
        str(EntryState.ENTERED.label): [row.entered for row in rows],
        str(EntryState.ASIDE.label): [row.aside for row in rows],
        str(EntryState.OPEN.label): [row.open for row in rows],
    }
    return bars(
        _("Entries by district"),
        [row.district for row in rows],
        series,
        tones=("info", "second", "neutral", "warn"),
        first_header=_("district"),
    )


def kinds_in(rows: Sequence[DistrictRow]) -> list[tuple[str, str]]:
    """Return the kinds of problem that any of the districts has, with their words."""
    return [(kind.value, str(kind.label)) for kind in Group if any(row.kinds.get(kind) for row in rows)]
