"""What the register knows for a report, and a year's results by district and kind. Clauses: M7, D6."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q, Sum

from institutions.models import AnnualReturn, CourseFiling, Teacher, TeachingSite
from institutions.terms import AnnualResult, Category, FilingState, Stage
from portal.accounts.actors import Actor
from portal.evidence.models import Evidence
from portal.timeline.models import Event

Cell = tuple[str, str, str, int]  # district, kind, result, how many


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One district: a number for every kind and result, the sums of each kind, and the sum of all."""

    label: str
    cells: tuple[int, ...]
    results: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Districts down, kinds × results across, with totals both ways; `whole` is the last row."""

    kinds: tuple[str, ...]
    results: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    whole: SummaryRow

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The (kind, result) of each cell, in order."""
        return tuple((kind, result) for kind in self.kinds for result in self.results)


def summarise(cells: Iterable[Cell], *, kinds: Sequence[str], results: Sequence[str]) -> Summary:
    """Add cells up to a table. Every cell counts: one of a kind or result not named is an error, not left out."""
    counts: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for district, kind, result, n in cells:
        if kind not in kinds or result not in results:
            raise ValueError(f"no column for {kind}, {result}")
        counts[district][kind, result] += n
    rows = tuple(_row(label, found, kinds, results) for label, found in counts.items())
    return Summary(tuple(kinds), tuple(results), rows, _sum(rows, len(kinds) * len(results), len(results)))


def _row(
    label: str, found: dict[tuple[str, str], int], kinds: Sequence[str], results: Sequence[str]
) -> SummaryRow:
    cells = tuple(found.get((kind, result), 0) for kind in kinds for result in results)
    by_result = tuple(sum(found.get((kind, result), 0) for kind in kinds) for result in results)
    return SummaryRow(label, cells, by_result, sum(cells))


def _sum(rows: Sequence[SummaryRow], width: int, results: int) -> SummaryRow:
    cells = tuple(sum(row.cells[place] for row in rows) for place in range(width))
    by_result = tuple(sum(row.results[place] for row in rows) for place in range(results))
    return SummaryRow("", cells, by_result, sum(row.total for row in rows))


def years(actor: Actor) -> list[int]:
    """Return the years that have returns the actor may see, the latest first."""
    seen = AnnualReturn.objects.visible_to(actor)
    found = seen.order_by("-annual_inspection__year").values_list("annual_inspection__year", flat=True)
    return list(found.distinct())


def summary(actor: Actor, year: int) -> Summary:
    """Return the table of one year over what the actor may see. Clauses: M7, D6."""
    rows = AnnualReturn.objects.visible_to(actor).filter(annual_inspection__year=year)
    places = ("annual_inspection__district__order", "annual_inspection__district__name")
    groups = rows.order_by(*places).values(*places, "institution__category", "result")
    cells: list[Cell] = [
        (group[places[1]], group["institution__category"], group["result"], group["n"])
        for group in groups.annotate(n=Count("pk"))
    ]
    return summarise(cells, kinds=Category.values, results=AnnualResult.values)


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of an institution, for the report of a year."""

    teachers: int
    certified: int
    classes: int
    area: Any
    pupils: dict[str, int]

    def values(self) -> dict[str, Any]:
        """As the fields of the report are named."""
        pupils = {f"pupils_{stage}": self.pupils.get(stage, 0) for stage in Stage.values}
        counted = {"teachers": self.teachers, "certified": self.certified, "classes": self.classes}
        return pupils | counted | {"area": self.area}


def known_of(institution_id: int, *, year: int, today: date) -> Known:
    """Return the teachers filed, the area, and classes and pupils approved in the year inspected, the one before."""
    staff = Teacher.objects.filter(institution=institution_id).employed_on(today)
    counted = staff.aggregate(all=Count("pk"), certified=Count("pk", filter=~Q(certificate="")))
    held = CourseFiling.objects.filter(
        institution=institution_id, state=FilingState.APPROVED, starts_on__year=year - 1
    )
    by_stage = held.order_by().values_list("stage").annotate(n=Count("pk"), pupils=Sum("pupils"))
    stages = {stage: (n, pupils) for stage, n, pupils in by_stage}
    sites = TeachingSite.objects.filter(institution=institution_id, closed_on=None)
    return Known(
        teachers=counted["all"],
        certified=counted["certified"],
        classes=sum(n for n, _ in stages.values()),
        area=sites.aggregate(area=Sum("area"))["area"],
        pupils={stage: pupils for stage, (_, pupils) in stages.items()},
    )


def history_of(subject: Model, shown: int = 30) -> list[Event]:
    """Return what happened to one return or one zombie task, newest first."""
    return list(Event.objects.about(subject)[:shown])


def files_of(subject: Model) -> list[Evidence]:
    """Return the files of an objection or of a zombie task, oldest first."""
    return list(Evidence.objects.of(subject))
