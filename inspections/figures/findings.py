"""Findings, stops and what a page shows of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q

from inspections.models import Finding, JointInspection, TeachingStop
from inspections.queries import FindingQuerySet, OrderQuerySet
from inspections.terms import FindingState
from portal.timeline.models import Event

HISTORY, LISTED = 20, 5


def history_of(subject: Model) -> list[Event]:
    """The latest events of a row that the caller may see."""
    return list(Event.objects.about(subject)[:HISTORY])


def latest_findings(visible: FindingQuerySet, inspection: JointInspection) -> list[Finding]:
    """The findings of an inspection, the oldest first."""
    return list(visible.filter(joint_inspection=inspection).for_list().order_by("found_on", "pk"))


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
