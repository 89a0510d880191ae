"""What stands between a finding and a penalty: notice, defence, hearing, legal review, and how long each has. Clause: N3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from inspections.terms import Severity, Stage, StepKind
from portal.workdays.rules import Calendar


@dataclass(frozen=True, slots=True)
class ProcedureTerms:
    """The clocks of a penalty case (Administrative Penalty Law 36, 45, 60, 64, 85)."""

    KEY: ClassVar[str] = "N3.procedure"
    CLAUSE: ClassVar[str] = "N3"
    TITLE: ClassVar[str] = "Penalty cases: clocks"

    statement_days: int = 5  # working days; the law names none for the statement (default)
    hearing_days: int = 5  # working days to ask for a hearing
    announce_days: int = 7  # working days before the hearing
    decide_days: int = 90  # calendar days from opening
    lapse_years: int = 2
    lapse_years_at_stake: int = 5  # where life, health or money is at stake
    remind_days: int = 14  # calendar days before the last day to decide (default)

    def __post_init__(self) -> None:
        days = (
            self.statement_days,
            self.hearing_days,
            self.announce_days,
            self.decide_days,
            self.lapse_years,
        )
        if min(days) < 1 or self.lapse_years_at_stake < self.lapse_years:
            raise ValueError("A clock of the procedure runs a day at least.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on file in a case."""

    notice_issued: bool = False
    notice_served: date | None = None
    stated: bool = False
    answered: bool = False  # after the last statement
    statement_given_up: bool = False
    hearing_asked: bool = False
    hearing_given_up: bool = False
    hearing_on: date | None = None
    hearing_over: bool = False
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case waits for, and until when where a day is set."""

    stage: Stage
    until: date | None = None


def statement_until(served_on: date, terms: ProcedureTerms, calendar: Calendar) -> date:
    """The last day of the statement and defence, counted from the service of the notice. Clause: N3 (45)."""
    return calendar.add(served_on, terms.statement_days)


def hearing_until(served_on: date, terms: ProcedureTerms, calendar: Calendar) -> date:
    """The last day on which a hearing can be asked for. Clause: N3 (64)."""
    return calendar.add(served_on, terms.hearing_days)


def earliest_hearing(announced_on: date, terms: ProcedureTerms, calendar: Calendar) -> date:
    """The first day for a hearing that is announced on a day. Clause: N3 (64)."""
    return calendar.add(announced_on, terms.announce_days)


def decide_by(opened_on: date, terms: ProcedureTerms) -> date:
    """The last day to decide a case opened on a day. Clause: N3 (60, 85: calendar days)."""
    return opened_on + timedelta(days=terms.decide_days)


def has_lapsed(ended_on: date, found_on: date, terms: ProcedureTerms, *, at_stake: bool) -> bool:
    """Whether what ended on a day was found too late to be penalised. Clause: N3 (36)."""
    years = terms.lapse_years_at_stake if at_stake else terms.lapse_years
    last = date(ended_on.year + years, ended_on.month, min(ended_on.day, 28 if ended_on.month == 2 else 31))
    return found_on > last


def may_be_waived(severity: Severity, confirmed_before: int) -> bool:
    """Whether it can be minor and first; that it was put right, the officer writes down. Clause: N3 (33)."""
    return severity in {Severity.SLIGHT, Severity.ORDINARY} and confirmed_before == 0


def standing(facts: Facts, *, today: date, terms: ProcedureTerms, calendar: Calendar) -> Standing:
    """What comes next: nothing before what the law puts before it. Clause: N3 (44, 45, 58, 63, 64)."""
    if facts.notice_served is None:
        return Standing(Stage.SERVICE if facts.notice_issued else Stage.NOTICE)
    if facts.hearing_asked and not (facts.hearing_over or facts.hearing_given_up):
        return Standing(Stage.SET_HEARING if facts.hearing_on is None else Stage.HEARING, facts.hearing_on)
    if (last := _term_open_until(facts, terms, calendar)) and today <= last:
        return Standing(Stage.TERM, last)
    if facts.stated and not facts.answered:
        return Standing(Stage.ANSWER)
    return Standing(Stage.READY if facts.reviewed else Stage.REVIEW)


def _term_open_until(facts: Facts, terms: ProcedureTerms, calendar: Calendar) -> date | None:
    """The last day that the institution can still use, None where it has used or given up both rights."""
    assert facts.notice_served is not None
    ends = []
    if not (facts.stated or facts.statement_given_up or facts.hearing_over):
        ends.append(statement_until(facts.notice_served, terms, calendar))
    if not (facts.hearing_asked or facts.hearing_given_up):
        ends.append(hearing_until(facts.notice_served, terms, calendar))
    return max(ends, default=None)


def may_record(facts: Facts, *, today: date) -> tuple[StepKind, ...]:
    """The steps that can be put on file now, besides announcing a hearing and the review. Clause: N3."""
    if facts.notice_served is None or facts.reviewed:
        return ()
    open_to = {
        StepKind.STATEMENT: True,
        StepKind.ANSWERED: facts.stated and not facts.answered,
        StepKind.STATEMENT_GIVEN_UP: not facts.stated and not facts.statement_given_up,
        StepKind.HEARING_ASKED: not facts.hearing_asked and not facts.hearing_given_up,
        StepKind.HEARING_GIVEN_UP: not facts.hearing_given_up and not facts.hearing_over,
        StepKind.HEARING_HELD: _is_held_by(facts, today),
        StepKind.HEARING_MISSED: _is_held_by(facts, today),
    }
    return tuple(kind for kind, is_open in open_to.items() if is_open)


def _is_held_by(facts: Facts, today: date) -> bool:
    """Whether the day of the hearing has come and it is not on file what came of it."""
    is_due = facts.hearing_on is not None and facts.hearing_on <= today
    return is_due and not facts.hearing_over and not facts.hearing_given_up
