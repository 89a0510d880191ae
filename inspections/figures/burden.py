"""The burden of visits on each institution in a year (检查负担台账). Clause: N2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from inspections.models import JointInspection, Visit
from inspections.queries import JointInspectionQuerySet
from inspections.rules.lawful import VisitCap, cap_left, hours_on_site
from inspections.terms import VisitKind, VisitState
from institutions.models import Institution
from institutions.queries import InstitutionQuerySet
from portal.accounts.roles import Department
from portal.rulebook import values
from portal.rulebook.models import DatedRule


@dataclass(frozen=True, slots=True)
class Burden:
    """What the visits of a year cost one institution. `hours` is None where no visit's time is known."""

    visits: int
    departments: list[tuple[str, int]]
    items: int
    hours: float | None
    timed: int
    unscanned: int
    reinspections: int
    cap: int
    left: int

    @property
    def department_words(self) -> str:
        """Each department with its visits, in words."""
        return "、".join(f"{label} {n}" for label, n in self.departments)


def caps_on(on: date) -> dict[int | None, VisitCap]:
    """The cap of each district that has its own, and the city's under None; one query. Clause: N2."""
    caps: dict[int | None, VisitCap] = {None: VisitCap()}
    rows = DatedRule.objects.filter(key=VisitCap.KEY).valid_on(on).order_by("valid_from", "pk")
    for row in rows:
        caps[row.district_id] = values.build(VisitCap, row.value)
    return caps


def last_day(year: int, today: date) -> date:
    """The day whose figures hold for a year: today in the running one, else its last."""
    return today if year == today.year else date(year, 12, 31)


def ledger(institutions: InstitutionQuerySet, year: int, today: date) -> InstitutionQuerySet:
    """Those visited or to be visited in the year, the most visited first, with all that `burden_of` reads.

    Visits of every department count, also for an officer who sees only those of the own one: without them
    nothing could be merged, and the sums name no purpose. Clause: N2.
    """
    visits = JointInspection.objects.of_year(year)
    visited = institutions.filter(Exists(visits.filter(institution=OuterRef("pk"))))
    return with_burden(visited, visits, year, last_day(year, today))


def with_burden(
    institutions: InstitutionQuerySet, visits: JointInspectionQuerySet, year: int, on: date
) -> InstitutionQuerySet:
    """Institutions with their visits of the year, the re-inspections made, and their cap."""
    of_it = visits.filter(institution=OuterRef("pk")).order_by()
    made = of_it.values("institution").annotate(n=Count("pk")).values("n")
    again = (
        Visit.objects.filter(
            kind=VisitKind.REINSPECTION,
            state=VisitState.DONE,
            on__year=year,
            joint_inspection__institution=OuterRef("pk"),
        )
        .order_by()
        .values("joint_inspection__institution")
        .annotate(n=Count("pk"))
        .values("n")
    )
    first = Q(visits__kind=VisitKind.FIRST)
    timed = visits.annotate(
        left_at=Max("visits__parts__submitted_at", filter=first),
        items=Count("visits__parts__results", filter=first),
    )
    return (
        institutions.for_list()
        .annotate(
            visits_made=Coalesce(Subquery(made, output_field=IntegerField()), 0),
            reinspections=Coalesce(Subquery(again, output_field=IntegerField()), 0),
            **_caps(caps_on(on)),
        )
        .prefetch_related(
            Prefetch("joint_inspections", queryset=timed.order_by("on", "pk"), to_attr="visits_of_year")
        )
        .order_by(F("visits_made").desc(), "pk")
    )


def _caps(caps: dict[int | None, VisitCap]) -> dict[str, Any]:
    """The figures of each row's own district, as columns."""
    city, own = caps[None], [(pk, cap) for pk, cap in caps.items() if pk is not None]

    def column(name: str) -> Case:
        whens = [When(district=pk, then=Value(int(getattr(cap, name)))) for pk, cap in own]
        return Case(*whens, default=Value(int(getattr(city, name))), output_field=IntegerField())

    return {f"cap_{name}": column(name) for name in ("per_year", "complaints_count", "urgent_count")}


def burden_of(row: Any) -> Burden:
    """The sums of one row of `with_burden`. Clause: N2."""
    cap = VisitCap(row.cap_per_year, bool(row.cap_complaints_count), bool(row.cap_urgent_count))
    visits: Sequence[Any] = row.visits_of_year
    counted = Counter(name for visit in visits for name in visit.departments)
    hours = [
        hours for visit in visits if (hours := hours_on_site(visit.arrived_at, visit.left_at)) is not None
    ]
    return Burden(
        visits=len(visits),
        departments=[(str(Department(name).label), n) for name, n in counted.most_common()],
        items=sum(visit.items for visit in visits),
        hours=round(sum(hours), 1) if hours else None,
        timed=len(hours),
        unscanned=sum(1 for visit in visits if visit.arrived_at is None and visit.left_at is not None),
        reinspections=row.reinspections,
        cap=cap.per_year,
        left=cap_left([visit.source for visit in visits], cap),
    )


def own_burden(institution_id: int, year: int, today: date) -> Burden | None:
    """An institution's own year, of the visits that it knows of: what comes unannounced does not show. Clause: N2."""
    told = JointInspection.objects.of_year(year).told()
    own = Institution.objects.filter(pk=institution_id)
    row = with_burden(own, told, year, last_day(year, today)).first()
    return burden_of(row) if row is not None else None
