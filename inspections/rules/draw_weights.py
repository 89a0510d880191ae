"""How likely an institution is drawn, item by item, and the figures of a draw. Clause: N2."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from portal.workdays.rules import Calendar

MONTH = 30


@dataclass(frozen=True, slots=True)
class DrawTerms:
    """How a draw is made: share, officers, days. Clause: N2.

    The share and the twenty working days are the regulation's; `counted_years` and `stands_minutes` are defaults.
    A commitment stands in public longer than a public page is kept by a cache before anything is drawn.
    """

    KEY: ClassVar[str] = "N2.draw"
    CLAUSE: ClassVar[str] = "N2"
    TITLE: ClassVar[str] = "Random draws"

    share: int = 5
    inspectors: int = 2
    publish_days: int = 20
    counted_years: int = 2
    stands_minutes: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.share <= 100:
            raise ValueError("share")
        if self.inspectors < 2:
            raise ValueError("inspectors")
        if self.publish_days < 1:
            raise ValueError("publish_days")
        if self.counted_years < 1:
            raise ValueError("counted_years")
        if self.stands_minutes < 0:
            raise ValueError("stands_minutes")


def publish_by(since: date, terms: DrawTerms, calendar: Calendar) -> date:
    """The last day to publish the result: working days after the last visit ended. Clause: N2."""
    return calendar.add(since, terms.publish_days)


@dataclass(frozen=True, slots=True)
class DrawWeights:
    """Points that make an institution more or less likely to be drawn, all whole numbers. Clause: N2.

    N2 asks for a higher share where complaints or serious violations stand and leaves the points open: they are
    defaults. `unvisited` counts for each full 30 days since the last visit, up to `unvisited_months` of them, and
    in full where nobody ever came; `recorded` for each confirmed finding or complaint, up to `recorded_at_most`.
    """

    KEY: ClassVar[str] = "N2.weights"
    CLAUSE: ClassVar[str] = "N2"
    TITLE: ClassVar[str] = "Random draws: weights"

    base: int = 100
    unvisited: int = 5
    unvisited_months: int = 24
    recorded: int = 20
    recorded_at_most: int = 5
    serious: int = 50
    open_order: int = 20
    unlicensed: int = 50
    blacklisted: int = 100
    whitelisted: int = 50

    def __post_init__(self) -> None:
        if self.base < 1:
            raise ValueError("base")
        for field in fields(self):
            if getattr(self, field.name) < 0:
                raise ValueError(field.name)


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What is known of an institution on the day a pool is made; `days_since_visit` None: never visited.

    `complaints` are those that a check found to be founded; `standing` is "white", "black" or "".
    """

    days_since_visit: int | None = None
    findings: int = 0
    serious: int = 0
    open_orders: int = 0
    complaints: int = 0
    licensed: bool = True
    standing: str = ""
    visit_open: bool = False


def weigh(facts: TargetFacts, terms: DrawWeights) -> dict[str, int]:
    """The points of an institution, item by item; their sum is its weight. Clause: N2.

    A visit that is already planned takes all points away; what is well never makes less than one point. The items
    are for the desk: what is published is the sum, so that no pool says who was complained about (N4).
    """
    months = terms.unvisited_months
    if facts.days_since_visit is not None:
        months = min(months, max(0, facts.days_since_visit) // MONTH)
    items = {
        "base": terms.base,
        "unvisited": terms.unvisited * months,
        "record": terms.recorded * min(terms.recorded_at_most, facts.findings + facts.complaints),
        "serious": terms.serious if facts.serious else 0,
        "orders": terms.open_order * facts.open_orders,
        "licence": 0 if facts.licensed else terms.unlicensed,
        "standing": terms.blacklisted if facts.standing == "black" else 0,
    }
    total = sum(items.values())
    if facts.standing == "white":
        items["standing"] = -min(terms.whitelisted, total - 1)
    if facts.visit_open:
        items["planned"] = -sum(items.values())
    return {name: points for name, points in items.items() if points}
