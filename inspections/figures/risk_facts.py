"""What is known of every institution of a district that makes it need attention, in a fixed number of queries. Clause: S10."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from inspections.figures.draw_facts import GRAVE, IN_THE_POOL
from inspections.figures.told import Told
from inspections.models import Anomaly, Finding, JointInspection, RectificationOrder
from inspections.rules.deadlines import years_before
from inspections.rules.risk import RiskFacts, RiskTerms
from inspections.terms import CONFIRMED_STATES, OPEN_ORDERS, InspectionState, OrderState
from institutions.models import (
    AnnualInspection,
    AnnualReturn,
    CrossSiteTask,
    Institution,
    Paper,
    SchoolPermit,
    SituationMark,
)
from institutions.terms import AnnualResult, Situation, Status

told = Told(RiskFacts)
tell = told.tell

Facts = dict[int, dict[str, Any]]


def risk_facts(
    district_id: int, today: date, terms: RiskTerms, *, only: int | None = None
) -> dict[int, RiskFacts]:
    """The facts of each institution of a district that still exists, by its key; or of `only` one. Clause: S10."""
    institutions = Institution.objects.filter(district=district_id, status__in=IN_THE_POOL)
    here = Q(institution__district=district_id)
    if only is not None:
        institutions, here = institutions.filter(pk=only), Q(institution=only)
    since = years_before(today, terms.counted_years)
    found: Facts = {}
    for row in institutions.values("pk", "situation", "status", "zombie_since").order_by("pk"):
        found[row["pk"]] = {
            "unlicensed": int(row["situation"] != Situation.BOTH),
            "stopped": int(row["status"] in {Status.STOPPED, Status.CLOSED}),
            "zombie": int(row["zombie_since"] is not None),
        }
    _add_findings(found, here, since)
    _add_orders(found, here, since, today)
    _add_papers(found, here, today, today + timedelta(days=terms.ending_days))
    _add_history(found, here, district_id, today)
    for pk, said in told.said(district_id, since).items():
        if pk in found:
            found[pk] |= said
    return {pk: RiskFacts(**facts) for pk, facts in found.items()}


def _put(found: Facts, name: str, counts: Iterable[tuple[int, Any]]) -> None:
    for pk, value in counts:
        if pk in found:
            found[pk][name] = value


def _counted(rows: QuerySet[Any], path: str = "institution") -> Iterable[tuple[int, int]]:
    """How many rows each institution has."""
    return rows.order_by().values_list(path).annotate(n=Count("pk"))


def _add_findings(found: Facts, here: Q, since: date) -> None:
    rows = Finding.objects.filter(here, state__in=CONFIRMED_STATES, found_on__gte=since)
    _put(found, "findings", _counted(rows))
    _put(found, "serious", _counted(rows.filter(severity__in=GRAVE)))
    groups = rows.order_by().values_list("institution", "group")
    again: dict[int, int] = defaultdict(int)
    for pk, _group, times in groups.annotate(n=Count("joint_inspection", distinct=True)):
        again[pk] += times > 1
    _put(found, "repeated", again.items())


def _add_orders(found: Facts, here: Q, since: date, today: date) -> None:
    rows = RectificationOrder.objects.filter(here)
    _put(found, "open_orders", _counted(rows.filter(state__in=OPEN_ORDERS)))
    _put(found, "overdue_orders", _counted(rows.overdue(today)))
    _put(found, "failed_orders", _counted(rows.filter(state=OrderState.FAILED, closed_on__gte=since)))


def _add_papers(found: Facts, here: Q, today: date, near: date) -> None:
    yesterday = today - timedelta(days=1)
    permits, papers = SchoolPermit.objects.filter(here), Paper.objects.filter(here)
    over = set(permits.ending_by(yesterday).values_list("institution", flat=True))
    ending = set(permits.ending_by(near).values_list("institution", flat=True)) - over
    _put(found, "permit_expired", ((pk, 1) for pk in over))
    _put(found, "permit_ending", ((pk, 1) for pk in ending))
    _put(found, "papers_expired", _counted(papers.ending_by(yesterday)))
    _put(found, "papers_ending", _counted(papers.ending_by(near).filter(valid_until__gte=today)))


def _add_history(found: Facts, here: Q, district_id: int, today: date) -> None:
    """Visits, anomalies, situations of the register, and the last annual inspection that is over."""
    visits = JointInspection.objects.filter(here, state=InspectionState.CLOSED, on__lte=today)
    last = visits.order_by().values_list("institution").annotate(day=Max("on"))
    _put(found, "days_since_visit", ((pk, (today - day).days) for pk, day in last))
    _put(found, "anomalies", _counted(Anomaly.objects.filter(here).open()))
    situations: dict[int, int] = defaultdict(int)
    crossed = CrossSiteTask.objects.waiting().filter(site__institution__in=list(found))
    for rows in (
        _counted(SituationMark.objects.filter(here).standing()),
        _counted(crossed, "site__institution"),
    ):
        for pk, n in rows:
            situations[pk] += n
    _put(found, "situations", situations.items())
    year = AnnualInspection.objects.public().filter(district=district_id).aggregate(last=Max("year"))["last"]
    missed = AnnualReturn.objects.filter(
        here,
        annual_inspection__year=year,
        result__in=[AnnualResult.FAILED, AnnualResult.ABSENT],
    )
    _put(found, "annual", _counted(missed))
