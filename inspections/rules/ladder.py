"""Which measures follow a confirmed finding: the ladders of P1–P7 and what P8 adds. The rule proposes, an officer decides."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from inspections.terms import Answerable, Group, Measure, Severity


@dataclass(frozen=True, slots=True)
class LadderTerms:
    """The figures in the ladders. Clauses: P4, P5 (three months), P6 (a tenth of the admission plan)."""

    KEY: ClassVar[str] = "P.ladder"
    CLAUSE: ClassVar[str] = "P4"
    TITLE: ClassVar[str] = "Measures: months without training, cut of the admission plan"

    months_without_training: int = 3
    admission_cut_percent: int = 10

    def __post_init__(self) -> None:
        if not 1 <= self.months_without_training <= 12:
            raise ValueError("months_without_training")
        if not 1 <= self.admission_cut_percent <= 100:
            raise ValueError("admission_cut_percent")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: what it brings, and the clause that says so."""

    measures: tuple[Measure, ...]
    clause: str

    def stop_until(self, today: date, terms: LadderTerms) -> date | None:
        """The day from which training may go on, where the step stops it for a term. Clauses: P4, P5."""
        if Measure.STOP_TEACHING_THREE_MONTHS not in self.measures:
            return None
        return months_later(today, terms.months_without_training)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the regulation proposes for one confirmed finding."""

    step: int  # 1 first time, 2 second, 3 third and after
    measures: tuple[Measure, ...]
    training_stops_until: date | None
    clause: str


M = Measure
BY_DEADLINE = (M.RECTIFY,)

# First, second, third and after. Where a ladder ends early, its last step holds for every later time.
LADDERS: Mapping[Group, tuple[Rung, ...]] = {
    Group.NO_LICENCE_NO_PERMIT: (Rung((M.BAN,), "P1"),),
    Group.NO_PERMIT: (
        Rung((M.RECTIFY,), "P2"),
        Rung((M.NO_TRAINING,), "P2"),
        Rung((M.REVOKE_BUSINESS_LICENCE,), "P2"),
    ),
    Group.FIRE: (
        Rung((M.NO_TRAINING_UNTIL_MET,), "P3"),
        Rung((M.CLOSE_FOR_RECTIFICATION,), "P3"),
        Rung((M.REVOKE_PERMIT,), "P3"),
    ),
    Group.SYLLABUS: (
        Rung((M.INTERVIEW, M.RECTIFY_AT_ONCE), "P4"),
        Rung((M.STOP_TEACHING_THREE_MONTHS,), "P4"),
        Rung((M.WARN, M.REVOKE_PERMIT), "P4"),
    ),
    Group.EXAM_COMPETITION: (
        Rung((M.INTERVIEW, M.STOP_ACTIVITY), "P5"),
        Rung((M.STOP_TEACHING_THREE_MONTHS,), "P5"),
        Rung((M.WARN, M.REVOKE_PERMIT), "P5"),  # (default) as P4
    ),
    Group.ADMISSION_LINK: (Rung((M.STOP_ACTIVITY, M.RECTIFY), "P6"),),
    Group.SERVING_TEACHER: (Rung((M.CRITICISM,), "P7"),),
    # No ladder of their own: a deadline (S8, S9), and the blacklist where it is missed (P8).
    Group.SCOPE: (Rung(BY_DEADLINE, "S6"),),
    Group.CROSS_DISTRICT: (Rung(BY_DEADLINE, "S6"),),
    Group.HOME_WORKSHOP: (Rung(BY_DEADLINE, "S6"),),
    Group.FEES: (Rung(BY_DEADLINE, "S6"),),
    Group.FOOD: (Rung(BY_DEADLINE, "S6"),),
    Group.PREMISES: (Rung(BY_DEADLINE, "Z5"),),
    Group.ADVERTISING: (Rung(BY_DEADLINE, "S10"),),
    Group.TEACHING_PLAN: (Rung(BY_DEADLINE, "S10"),),
    Group.HOURS: (Rung(BY_DEADLINE, "D3"),),
    Group.STAFF: (Rung(BY_DEADLINE, "S10"),),
}

# P6: who answers decides the measure.
ADMISSION_LINK_OF: Mapping[Answerable, Rung] = {
    Answerable.INSTITUTION: LADDERS[Group.ADMISSION_LINK][0],
    Answerable.PUBLIC_SCHOOL: Rung((M.HEAD_INTERVIEWED, M.HEAD_SANCTIONED), "P6"),
    Answerable.PRIVATE_SCHOOL: Rung((M.INTERVIEW, M.PUBLIC_CRITICISM, M.CUT_ADMISSION_PLAN), "P6"),
}

# P7: by severity, not by count.
SERVING_TEACHER_BY: Mapping[Severity, Rung] = {
    Severity.SLIGHT: Rung((M.CRITICISM,), "P7"),
    Severity.ORDINARY: Rung((M.ADMONITION, M.SELF_EXAMINATION), "P7"),
    Severity.SERIOUS: Rung((M.PUBLIC_CRITICISM, M.SANCTION), "P7"),
    Severity.GRAVE: Rung((M.SANCTION, M.REVOKE_TEACHING_CERTIFICATE), "P7"),
}

# Z5: a major hazard of the premises stops teaching at once.
MAJOR_HAZARD = Rung((M.NO_TRAINING_UNTIL_MET,), "Z5")

# P8: any deadline missed, or re-inspection not passed.
DEADLINE_MISSED = Rung((M.BLACKLIST,), "P8")

ASKS_WHO_ANSWERS = frozenset({Group.ADMISSION_LINK})
ASKS_SEVERITY: Mapping[Group, tuple[Severity, ...]] = {
    Group.SERVING_TEACHER: tuple(Severity),
    Group.PREMISES: (Severity.ORDINARY, Severity.GRAVE),
}


def ladder_of(
    group: Group,
    *,
    answerable: Answerable = Answerable.INSTITUTION,
    severity: Severity = Severity.ORDINARY,
) -> tuple[Rung, ...]:
    """The steps that hold for a finding of `group`. Clauses: P1–P7, S6, S10, Z5."""
    if group == Group.ADMISSION_LINK:
        return (ADMISSION_LINK_OF[answerable],)
    if group == Group.SERVING_TEACHER:
        return (SERVING_TEACHER_BY[severity],)
    if group == Group.PREMISES and severity == Severity.GRAVE:
        return (MAJOR_HAZARD,)
    return LADDERS[group]


def propose_measures(
    group: Group,
    *,
    confirmed_before: int,
    today: date,
    answerable: Answerable = Answerable.INSTITUTION,
    severity: Severity = Severity.ORDINARY,
    terms: LadderTerms | None = None,
) -> Proposal:
    """Propose the measures for a newly confirmed finding of `group`.

    `confirmed_before` counts the earlier occasions on which a finding of the same group was confirmed
    for the same institution: two findings of one visit are one time. Clauses: P1–P7, S8.
    """
    if confirmed_before < 0:
        raise ValueError("Nothing is found fewer than no times.")
    rungs = ladder_of(group, answerable=answerable, severity=severity)
    step = min(confirmed_before + 1, len(rungs))
    rung = rungs[step - 1]
    return Proposal(step, rung.measures, rung.stop_until(today, terms or LadderTerms()), rung.clause)


def propose_for_missed_deadline(today: date) -> Proposal:
    """Propose what follows a deadline missed or a re-inspection not passed. Clause: P8."""
    return Proposal(1, DEADLINE_MISSED.measures, None, DEADLINE_MISSED.clause)


def departs(measures: frozenset[Measure], proposal: Proposal) -> bool:
    """Whether a decision is another than the one proposed, and so needs a written reason. Clause: P1–P7 (preamble)."""
    return measures != frozenset(proposal.measures)


def offered_for(group: Group) -> tuple[Measure, ...]:
    """The measures an officer may choose for a finding of `group`: those of its ladder first. Clause: S8."""
    rungs = [*LADDERS[group]]
    if group == Group.ADMISSION_LINK:
        rungs = [*ADMISSION_LINK_OF.values()]
    if group == Group.SERVING_TEACHER:
        rungs = [*SERVING_TEACHER_BY.values()]
    if group == Group.PREMISES:
        rungs.append(MAJOR_HAZARD)
    always: tuple[Measure, ...] = (M.INTERVIEW, M.RECTIFY_AT_ONCE, M.RECTIFY, M.STOP_ACTIVITY, M.WARN)
    if group not in ASKS_WHO_ANSWERS | {Group.SERVING_TEACHER}:
        always += (M.NO_TRAINING_UNTIL_MET, M.CLOSE_FOR_RECTIFICATION)
    wanted = [measure for rung in rungs for measure in rung.measures]
    return tuple(dict.fromkeys([*wanted, *always, M.WAIVED]))


def months_later(day: date, months: int) -> date:
    """The same day some months later, the month's last where it has no such day. Clause: P4."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
