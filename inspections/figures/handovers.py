"""Handovers, appeals and urgent stops: how many, which are due, and where an institution stands on every ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from inspections.figures.ladders import Step, steps_of
from inspections.models import Finding
from inspections.queries import HandoverQuerySet
from inspections.rules.ladder import ladder_of
from inspections.rules.whatif import Foreseen
from inspections.terms import OPEN_HANDOVERS, Group, HandoverState, Measure, StopKind
from portal.accounts.roles import Department


@dataclass(frozen=True, slots=True)
class HandoverCounts:
    """How many handovers are open, returned, overdue."""

    open: int
    returned: int
    overdue: int


def handover_counts(visible: HandoverQuerySet, today: date) -> HandoverCounts:
    """How many wait for an answer, came back, or are past their day."""
    sums = visible.aggregate(
        open=Count("pk", filter=Q(state__in=OPEN_HANDOVERS)),
        returned=Count("pk", filter=Q(state=HandoverState.RETURNED)),
        overdue=Count("pk", filter=Q(state__in=OPEN_HANDOVERS, due__lt=today)),
    )
    return HandoverCounts(**sums)


@dataclass(frozen=True, slots=True)
class GroupLadder:
    """One group's ladder with where an institution stands and why."""

    group: str
    label: str
    findings: list[Finding]
    times: int
    step: int  # the last one reached; 0 where nothing was confirmed
    rungs: list[Step]


def ladders_of(institution_id: int, titles: Sequence[object], once: Sequence[object]) -> list[GroupLadder]:
    """Every group's ladder, those with confirmed findings first. One query, however many there are. Clauses: P1–P7."""
    confirmed = Finding.objects.confirmed_for(institution_id).for_list().select_related("decision")
    of: dict[str, list[Finding]] = {}
    for finding in confirmed.order_by("found_on", "pk"):
        of.setdefault(finding.group, []).append(finding)
    ladders = [_ladder(group, of.get(group, []), titles, once) for group in Group]
    return sorted(ladders, key=lambda ladder: not ladder.findings)


def _ladder(
    group: Group, findings: list[Finding], titles: Sequence[object], once: Sequence[object]
) -> GroupLadder:
    rungs = ladder_of(group)
    times = len({(f.visit_part.visit_id if f.visit_part else None, f.missed_order_id) for f in findings})
    steps = steps_of(rungs, titles if len(rungs) > 1 else once)
    return GroupLadder(str(group), str(group.label), findings, times, min(times, len(rungs)), steps)


def foreseen_words(foreseen: Foreseen) -> dict[str, Any]:
    """What one more time would bring, in words."""
    words = [str(Measure(measure).label) for measure in foreseen.proposal.measures]
    return {
        "time": foreseen.time,
        "step": foreseen.proposal.step,
        "clause": foreseen.proposal.clause,
        "measures": words,
        "until": foreseen.proposal.training_stops_until,
        "stop": str(StopKind(foreseen.stop).label) if foreseen.stop else "",
        "due": foreseen.due,
        "reinspect_on": foreseen.reinspect_on,
        "needs_papers": foreseen.needs_papers,
        "public": [str(Measure(measure).label) for measure in foreseen.public],
        "departments": [str(Department(name).label) for name in foreseen.departments],
    }
