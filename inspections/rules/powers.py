"""Which department has the power for a measure or a violation, and how long it has to answer. Clauses: P1–P7, M7."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from inspections.terms import Group, Measure
from portal.accounts.roles import Department
from portal.workdays.rules import Calendar

D, G, M = Department, Group, Measure


@dataclass(frozen=True, slots=True)
class HandoverTerms:
    """Working days that a department has to answer, and how long before it is reminded. Clause: M7 (default)."""

    KEY: ClassVar[str] = "M7.handover"
    CLAUSE: ClassVar[str] = "M7"
    TITLE: ClassVar[str] = "Handovers: working days to answer"

    answer_days: int = 15
    remind_days: int = 3

    def __post_init__(self) -> None:
        if self.answer_days < 1:
            raise ValueError("answer_days")
        if not 0 <= self.remind_days < self.answer_days:
            raise ValueError("remind_days")


@dataclass(frozen=True, slots=True)
class Power:
    """Who holds a power: the first of the departments is the one asked first; and the clause that says so."""

    departments: tuple[Department, ...]
    clause: str


# Measures that take a power of their own. What is not here, the education bureau imposes itself.
OF_MEASURES: Mapping[Measure, Power] = {
    M.REVOKE_BUSINESS_LICENCE: Power((D.MARKET,), "P2"),
    M.BAN: Power((D.EDUCATION,), "P1"),
    M.REVOKE_PERMIT: Power((D.EDUCATION,), "P3"),
    M.CUT_ADMISSION_PLAN: Power((D.EDUCATION,), "P6"),
    M.REVOKE_TEACHING_CERTIFICATE: Power((D.EDUCATION,), "P7"),
}
# Closed for what fire and rescue found (P3).
FIRE_CLOSED = Power((D.FIRE,), "P3")
OF_EDUCATION = Power((D.EDUCATION,), "M7")

OF_GROUPS: Mapping[Group, Power] = {
    G.FIRE: Power((D.FIRE,), "P3"),
    G.NO_PERMIT: Power((D.EDUCATION, D.MARKET), "P2"),
    G.NO_LICENCE_NO_PERMIT: Power((D.EDUCATION, D.MARKET, D.PUBLIC_SECURITY), "P1"),
    G.SCOPE: Power((D.MARKET,), "M7"),
    G.CROSS_DISTRICT: Power((D.MARKET,), "M7"),
    G.FEES: Power((D.MARKET, D.PRICE), "S6"),
    G.FOOD: Power((D.MARKET, D.HEALTH), "S6"),
    G.ADVERTISING: Power((D.MARKET,), "S10"),
    G.STAFF: Power((D.EDUCATION, D.LABOUR), "S10"),
    G.PREMISES: Power((D.HOUSING, D.FIRE, D.PUBLIC_SECURITY), "Z5"),
    G.HOME_WORKSHOP: Power((D.EDUCATION, D.HOUSING, D.PUBLIC_SECURITY), "S6"),
}


def power_for_measure(measure: Measure, group: Group) -> Power:
    """Who imposes a measure on a violation of `group`. Clauses: P1–P3, P6, P7."""
    if measure == M.CLOSE_FOR_RECTIFICATION and group == G.FIRE:
        return FIRE_CLOSED
    return OF_MEASURES.get(measure, OF_EDUCATION)


def power_for_group(group: Group) -> Power:
    """Who acts on a violation of `group`. Clauses: P1–P3, S6, S10, Z5, M7."""
    return OF_GROUPS.get(group, OF_EDUCATION)


def to_hand_over(
    measures: tuple[Measure, ...], group: Group, *, decided_by: str
) -> tuple[tuple[Measure, Power], ...]:
    """The measures of a decision that the deciding department has no power for. Clauses: P2, P3, M7."""
    powers = ((measure, power_for_measure(measure, group)) for measure in measures)
    return tuple((measure, power) for measure, power in powers if decided_by not in power.departments)


def answer_due(sent_on: date, terms: HandoverTerms, calendar: Calendar) -> date:
    """The last day of the answer to what was sent on `sent_on`. Clause: M7."""
    return calendar.add(sent_on, terms.answer_days)
