"""What weighs in a draw, for all institutions of a district at once. Clause: N2."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from inspections.figures.told import Told
from inspections.models import Finding, JointInspection, RectificationOrder
from inspections.rules.draw_weights import TargetFacts
from inspections.terms import CONFIRMED_STATES, OPEN_ORDERS, InspectionState, Severity
from institutions.models import Institution
from institutions.terms import Situation, Status

# Whoever still exists can be drawn; a stopped institution is looked at too, for it must not teach.
IN_THE_POOL = (Status.OPERATING, Status.STOPPED, Status.CLOSED)
GRAVE = (Severity.SERIOUS, Severity.GRAVE)

told = Told(TargetFacts)
tell = told.tell


def targets_of(district_id: int) -> list[Institution]:
    """Who can be drawn in a district, by code."""
    found = Institution.objects.filter(district=district_id, status__in=IN_THE_POOL)
    return list(found.only("pk", "code", "name", "situation").order_by("code"))


def facts_of(targets: list[Institution], district_id: int, *, today: date, since: date) -> list[TargetFacts]:
    """The facts of each target, in their order; findings count since a day. Five queries, however many they are."""
    visits = JointInspection.objects.filter(institution__district=district_id)
    last = _by_institution(visits.filter(state=InspectionState.CLOSED), Max("on"))
    planned = set(visits.filter(state=InspectionState.OPEN).values_list("institution", flat=True))
    found = Finding.objects.filter(institution__district=district_id, state__in=CONFIRMED_STATES)
    found = found.filter(found_on__gte=since).order_by()
    counted = found.values("institution").annotate(
        n=Count("pk"), bad=Count("pk", filter=Q(severity__in=GRAVE))
    )
    findings = {row["institution"]: (row["n"], row["bad"]) for row in counted}
    orders = RectificationOrder.objects.filter(institution__district=district_id, state__in=OPEN_ORDERS)
    open_orders = _by_institution(orders, Count("pk"))
    said = told.said(district_id, since)
    return [
        TargetFacts(
            days_since_visit=(today - last[target.pk]).days if target.pk in last else None,
            findings=findings.get(target.pk, (0, 0))[0],
            serious=findings.get(target.pk, (0, 0))[1],
            open_orders=open_orders.get(target.pk, 0),
            licensed=target.situation == Situation.BOTH,
            visit_open=target.pk in planned,
            **said.get(target.pk, {}),
        )
        for target in targets
    ]


def _by_institution(rows: QuerySet[Any], figure: Any) -> dict[int, Any]:
    """One figure for each institution that has any."""
    return dict(
        rows.order_by().values("institution").annotate(figure=figure).values_list("institution", "figure")
    )
