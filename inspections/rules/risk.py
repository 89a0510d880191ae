"""How much attention an institution needs, item by item, each with its points. Clauses: S10, N2.

It orders the work of officers and is never published: what the public reads are confirmed findings and measures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import ClassVar

MONTH = 30
LOW, RAISED, HIGH = "low", "raised", "high"


@dataclass(frozen=True, slots=True)
class RiskTerms:
    """Points of each item, all whole numbers, and where the levels begin. Clause: S10.

    The plan names what always needs attention and leaves the points open: all are defaults. Findings and complaints
    count for `counted_years` and `at_most` of each, months without a visit up to `unvisited_months`. A street is high
    from `street_high` per cent of its institutions that are high, raised from `street_raised` that are not low.
    """

    KEY: ClassVar[str] = "S10.risk"
    CLAUSE: ClassVar[str] = "S10"
    TITLE: ClassVar[str] = "Risk picture"

    findings: int = 6
    serious: int = 12
    repeated: int = 12
    open_orders: int = 8
    overdue_orders: int = 12
    failed_orders: int = 20
    stopped: int = 25
    complaints: int = 8
    open_complaints: int = 4
    anomalies: int = 8
    unlicensed: int = 40
    permit_expired: int = 30
    permit_ending: int = 5
    papers_expired: int = 10
    papers_ending: int = 3
    situations: int = 15
    annual: int = 20
    zombie: int = 30
    unvisited: int = 1
    blacklisted: int = 40
    whitelisted: int = 15
    at_most: int = 5
    unvisited_months: int = 12
    counted_years: int = 2
    ending_days: int = 60
    raised_from: int = 25
    high_from: int = 60
    street_raised: int = 25
    street_high: int = 15

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 0:
                raise ValueError(field.name)
        if self.raised_from < 1:
            raise ValueError("raised_from")
        if self.high_from <= self.raised_from:
            raise ValueError("high_from")
        if self.at_most < 1:
            raise ValueError("at_most")
        if self.counted_years < 1:
            raise ValueError("counted_years")
        for name in ("street_raised", "street_high"):
            if not 1 <= getattr(self, name) <= 100:
                raise ValueError(name)


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What is known of an institution on a day. `days_since_visit` None: never visited; `standing`: white, black, ""."""

    findings: int = 0
    serious: int = 0
    repeated: int = 0
    open_orders: int = 0
    overdue_orders: int = 0
    failed_orders: int = 0
    stopped: int = 0
    complaints: int = 0
    open_complaints: int = 0
    anomalies: int = 0
    unlicensed: int = 0
    permit_expired: int = 0
    permit_ending: int = 0
    papers_expired: int = 0
    papers_ending: int = 0
    situations: int = 0
    annual: int = 0
    zombie: int = 0
    days_since_visit: int | None = None
    standing: str = ""


# Counted as they are, at most so many as the terms say; all other facts but the last two are yes or no, or few.
CAPPED = ("findings", "serious", "repeated", "failed_orders", "complaints", "open_complaints", "anomalies")
PLAIN = tuple(field.name for field in fields(RiskFacts) if field.name not in {"days_since_visit", "standing"})


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One item: how often it is known, how often it counts, the points of one time, and what that makes."""

    item: str
    times: int
    counted: int
    each: int

    @property
    def points(self) -> int:
        """What the item adds; below nothing where it takes away."""
        return self.counted * self.each


def weigh_risk(facts: RiskFacts, terms: RiskTerms) -> list[RiskLine]:
    """Every item that adds or takes away points, the heaviest first. Clause: S10."""
    lines = [_line(name, getattr(facts, name), terms) for name in PLAIN]
    months = terms.unvisited_months
    if facts.days_since_visit is not None:
        months = max(0, facts.days_since_visit) // MONTH
    lines.append(RiskLine("unvisited", months, min(months, terms.unvisited_months), terms.unvisited))
    if facts.standing == "black":
        lines.append(RiskLine("blacklisted", 1, 1, terms.blacklisted))
    if facts.standing == "white":
        lines.append(RiskLine("whitelisted", 1, 1, -terms.whitelisted))
    return sorted((line for line in lines if line.points), key=lambda line: (-line.points, line.item))


def _line(name: str, times: int, terms: RiskTerms) -> RiskLine:
    counted = min(times, terms.at_most) if name in CAPPED else times
    return RiskLine(name, times, counted, getattr(terms, name))


def risk_points(lines: Iterable[RiskLine]) -> int:
    """The sum, never below nothing. Clause: S10."""
    return max(0, sum(line.points for line in lines))


def risk_level(points: int, terms: RiskTerms) -> str:
    """How much attention so many points ask for. Clause: S10."""
    if points >= terms.high_from:
        return HIGH
    return RAISED if points >= terms.raised_from else LOW


def street_level(total: int, raised: int, high: int, terms: RiskTerms) -> str:
    """How much attention a street asks for: by the share of its institutions of each level. Clause: S10."""
    if high * 100 >= terms.street_high * max(total, 1):
        return HIGH
    return RAISED if (raised + high) * 100 >= terms.street_raised * max(total, 1) else LOW
