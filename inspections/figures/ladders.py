"""Where an institution stands on the ladders."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from inspections.models import Finding
from inspections.queries import FindingQuerySet
from inspections.rules.ladder import Proposal, Rung, ladder_of
from inspections.terms import Answerable, Group, Measure, Severity


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


def proposal_words(proposal: Proposal) -> list[str]:
    """The proposed measures in words."""
    return [str(Measure(measure).label) for measure in proposal.measures]
