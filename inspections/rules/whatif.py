"""What the rule would propose if it were found again: nothing of this is written. Clauses: P1–P7, Z5, D1, N3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspections.rules import deadlines
from inspections.rules.deadlines import RectificationTerms
from inspections.rules.effects import effects_of
from inspections.rules.ladder import LadderTerms, Proposal, propose_measures
from inspections.rules.powers import power_for_measure
from inspections.terms import Answerable, Group, Measure, Severity, StopKind
from portal.workdays.rules import Calendar

M = Measure
# What is imposed on persons and schools is not shown of an institution (M8, N4).
OF_PERSONS = frozenset(
    {
        M.HEAD_INTERVIEWED,
        M.HEAD_SANCTIONED,
        M.CRITICISM,
        M.ADMONITION,
        M.SELF_EXAMINATION,
        M.SANCTION,
        M.REVOKE_TEACHING_CERTIFICATE,
        M.CUT_ADMISSION_PLAN,
        M.BLACKLIST,
        M.WAIVED,
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """What is supposed: the group, who answers, how bad, and on which day."""

    group: Group
    answerable: Answerable
    severity: Severity
    on: date


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one more time would bring."""

    time: int  # 1 for the first confirmed time
    proposal: Proposal
    stop: StopKind | None
    due: date | None
    reinspect_on: date | None
    needs_papers: bool
    public: tuple[Measure, ...]
    departments: tuple[str, ...]  # others than education, that impose a measure


def shown_publicly(case: Case, measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures that the public page of the institution would show. Clauses: M8, N4."""
    if case.group == Group.SERVING_TEACHER or case.answerable != Answerable.INSTITUTION:
        return ()
    return tuple(measure for measure in measures if measure not in OF_PERSONS)


def foresee(
    case: Case,
    *,
    confirmed_before: int,
    more: int,
    ladder_terms: LadderTerms,
    terms: RectificationTerms,
    calendar: Calendar,
) -> list[Foreseen]:
    """What now, and what each of `more` times after it would bring. Clauses: P1–P7, Z5, D1, N3."""
    return [
        _one(case, before, ladder_terms, terms, calendar)
        for before in range(confirmed_before, confirmed_before + more + 1)
    ]


def _one(
    case: Case, before: int, ladder_terms: LadderTerms, terms: RectificationTerms, calendar: Calendar
) -> Foreseen:
    proposal = propose_measures(
        case.group,
        confirmed_before=before,
        today=case.on,
        answerable=case.answerable,
        severity=case.severity,
        terms=ladder_terms,
    )
    effects = effects_of(proposal.measures)
    rule = deadlines.rectify_at_once_by if effects.at_once else deadlines.rectify_by
    due = rule(case.on, terms, calendar) if effects.order else None
    imposing = [d for m in proposal.measures for d in power_for_measure(m, case.group).departments]
    return Foreseen(
        before + 1,
        proposal,
        effects.stop,
        due,
        deadlines.reinspection_day(due, terms, calendar) if due else None,
        effects.needs_papers,
        shown_publicly(case, proposal.measures),
        tuple(dict.fromkeys(str(d) for d in imposing if d != "education")),
    )
