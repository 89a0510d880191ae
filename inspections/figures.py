"""Read-only sums and extracts: where an institution stands on the ladders, what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Model, Q

from inspections.models import Finding, JointInspection, RectificationOrder, TeachingStop
from inspections.queries import FindingQuerySet, OrderQuerySet
from inspections.rules.ladder import Proposal, Rung, ladder_of
from inspections.terms import Answerable, FindingState, Group, Measure, OrderState, Severity
from portal.timeline.models import Event

HISTORY, LISTED = 20, 5


def history_of(subject: Model) -> list[Event]:
    """The latest events of a row that the caller may see."""
    return list(Event.objects.about(subject)[:HISTORY])


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder as a page shows it."""

    title: str
    measures: list[str]
    clause: str


def steps_of(rungs: Iterable[Rung], titles: Iterable[object]) -> list[Step]:
    """The steps of a ladder in words."""
    return [
        Step(str(title), [str(Measure(measure).label) for measure in rung.measures], rung.clause)
        for rung, title in zip(rungs, titles, strict=False)
    ]


def rungs_for(finding: Finding) -> tuple[Rung, ...]:
    """The ladder that holds for a finding."""
    return ladder_of(
        Group(finding.group),
        answerable=Answerable(finding.answerable),
        severity=Severity(finding.severity),
    )


def earlier_of(finding: Finding) -> FindingQuerySet:
    """What was confirmed of the same group for the same institution before: what the step is counted from."""
    same = Finding.objects.confirmed_for(finding.institution_id).filter(group=finding.group)
    before = Q(found_on__lt=finding.found_on) | Q(found_on=finding.found_on, pk__lt=finding.pk)
    return same.filter(before).for_list().select_related("decision").order_by("-found_on", "-pk")


def latest_findings(visible: FindingQuerySet, inspection: JointInspection) -> list[Finding]:
    """The findings of an inspection, the oldest first."""
    return list(visible.filter(joint_inspection=inspection).for_list().order_by("found_on", "pk"))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an institution stands on one ladder; no rungs where every time brings the same."""

    group: str
    times: int
    next_step: int
    rungs: list[Step]


def standings(institution_id: int, titles: list[object]) -> list[Standing]:
    """For each group that was confirmed: how often, and what the next time would bring."""
    occasions = Count("visit_part__visit", distinct=True) + Count("missed_order", distinct=True)
    counted = (
        Finding.objects.confirmed_for(institution_id)
        .order_by("group")
        .values("group")
        .annotate(times=occasions)
    )
    found = []
    for row in counted:
        rungs = ladder_of(Group(row["group"]))
        steps = steps_of(rungs, titles) if len(rungs) > 1 else []
        found.append(
            Standing(str(Group(row["group"]).label), row["times"], min(row["times"] + 1, len(rungs)), steps)
        )
    return found


def standing_stops(institution_id: int) -> list[TeachingStop]:
    """The stops of teaching that hold."""
    standing = TeachingStop.objects.standing().filter(institution=institution_id)
    return list(standing.select_related("order", "decision__finding").order_by("since"))


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings wait for whom."""

    recorded: int
    confirmed: int


def finding_counts(visible: FindingQuerySet) -> FindingCounts:
    """How many wait to be confirmed, how many to be decided."""
    sums = visible.aggregate(
        recorded=Count("pk", filter=Q(state=FindingState.RECORDED)),
        confirmed=Count("pk", filter=Q(state=FindingState.CONFIRMED)),
    )
    return FindingCounts(**sums)


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """How many orders are open, reported, overdue."""

    open: int
    reported: int
    overdue: int


def order_counts(visible: OrderQuerySet, today: date) -> OrderCounts:
    """How many orders are open, wait for their re-inspection, or are past their day."""
    late = Q(state=OrderState.SERVED, due__lt=today) | Q(state=OrderState.REPORTED, reinspect_on__lt=today)
    sums = visible.aggregate(
        open=Count("pk", filter=Q(state__in=[OrderState.SERVED, OrderState.REPORTED])),
        reported=Count("pk", filter=Q(state=OrderState.REPORTED)),
        overdue=Count("pk", filter=late),
    )
    return OrderCounts(**sums)


def soon_or_late(visible: OrderQuerySet, today: date, ahead: timedelta) -> list[RectificationOrder]:
    """Open orders whose report or re-inspection is due within `ahead`, or overdue."""
    near = today + ahead
    unreported = Q(state=OrderState.SERVED, due__lte=near)
    to_look = Q(state=OrderState.REPORTED, reinspect_on__lte=near)
    return list(visible.filter(unreported | to_look).for_list().order_by("due")[:30])


def proposal_words(proposal: Proposal) -> list[str]:
    """The proposed measures in words."""
    return [str(Measure(measure).label) for measure in proposal.measures]


def section_of(
    institution_id: int, findings: FindingQuerySet, orders: OrderQuerySet, visits: Any
) -> dict[str, Any]:
    """What the page of an institution shows of inspections; the querysets say who asks."""
    return {
        "visits": list(visits.filter(institution=institution_id).for_list().order_by("-on", "-pk")[:LISTED]),
        "findings": list(
            findings.filter(institution=institution_id).for_list().order_by("-found_on", "-pk")[:LISTED]
        ),
        "orders": list(orders.filter(institution=institution_id).for_list().queue()[:LISTED]),
        "stops": standing_stops(institution_id),
    }
