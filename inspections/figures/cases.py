"""Penalty cases: how many, and each with what it waits for and its file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from inspections.models import CaseStep, PenaltyCase
from inspections.queries import CaseQuerySet
from inspections.terms import OPEN_CASES, CaseState, Stage
from portal.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many cases are open, wait for the decision, are overdue."""

    open: int
    reviewed: int
    overdue: int


def case_counts(visible: CaseQuerySet, today: date) -> CaseCounts:
    """How many are open, reviewed, past their last day."""
    sums = visible.aggregate(
        open=Count("pk", filter=Q(state__in=OPEN_CASES)),
        reviewed=Count("pk", filter=Q(state=CaseState.REVIEWED)),
        overdue=Count("pk", filter=Q(state__in=OPEN_CASES, decide_by__lt=today)),
    )
    return CaseCounts(**sums)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case with what it waits for, in words, and until when."""

    case: PenaltyCase
    stage: str
    words: str
    until: date | None


def waiting_of(case: PenaltyCase, stage: str, until: date | None) -> Waiting:
    """The stage in words."""
    return Waiting(case, stage, str(Stage(stage).label), until)


def filed(steps: Iterable[CaseStep]) -> list[tuple[CaseStep, list[Evidence]]]:
    """Each step with its files: one query, however many there are."""
    rows: Sequence[CaseStep] = list(steps)
    of: dict[str, list[Evidence]] = {}
    for file in Evidence.objects.of_many(CaseStep, [step.pk for step in rows]):
        of.setdefault(file.subject_id, []).append(file)
    return [(step, of.get(str(step.pk), [])) for step in rows]
