"""Who may stand on the whitelist: the conditions, item by item. Clause: S9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PASSED = frozenset({"passed", "basic"})  # institutions.terms.AnnualResult
GONE = frozenset({"closed", "revoked", "banned"})  # institutions.terms.Status


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an institution on the day it is judged. Words are those of institutions.terms."""

    situation: str = "both"
    permit_in_force: bool = True
    annual_result: str | None = None
    first_year: bool = False
    open_orders: int = 0
    failed_orders: int = 0
    status: str = "operating"
    zombie: bool = False
    blacklisted: bool = False
    black_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition and what was found of it. `key` and `found` are words of publicity.terms."""

    key: str
    met: bool
    found: str
    clause: str = "S9"


def judge(facts: Facts) -> tuple[Condition, ...]:
    """Judge each condition of the whitelist on its own, so that an officer sees all that is missing. Clause: S9."""
    return (_papers(facts), _annual(facts), _orders(facts), _teaching(facts), _active(facts), _record(facts))


def meets_all(conditions: Sequence[Condition]) -> bool:
    """Return whether every condition is met. Clause: S9."""
    return all(condition.met for condition in conditions)


def unmet(conditions: Sequence[Condition]) -> list[Condition]:
    """Return the conditions that are not met. Clause: S9."""
    return [condition for condition in conditions if not condition.met]


# What takes an institution off the whitelist between two annual lists: it may not teach, or is no longer there.
# The blacklist takes its place by itself.
TAKE_OFF = frozenset({"papers", "teaching", "active"})


def reasons_to_take_off(conditions: Sequence[Condition]) -> list[Condition]:
    """Return the unmet conditions that end a whitelisting before the next annual list. Clause: S9.

    An open order does not: it has its deadline (D1), and failing it leads to the blacklist (P8).
    """
    return [condition for condition in unmet(conditions) if condition.key in TAKE_OFF]


def _condition(key: str, found: str = "", *, met: bool | None = None, clause: str = "S9") -> Condition:
    return Condition(key, not found if met is None else met, found or "met", clause)


def _papers(facts: Facts) -> Condition:
    """Both papers, and the permit in force. Clauses: S9, Z1."""
    if facts.situation in {"permit_only", "neither"}:
        return _condition("papers", "no_licence", clause="Z1")
    if facts.situation == "business_only":
        return _condition("papers", "no_permit", clause="Z1")
    return _condition("papers", "" if facts.permit_in_force else "permit_ended", clause="Z1")


def _annual(facts: Facts) -> Condition:
    """Passed this year, or licensed after it began. Clauses: S9, M7."""
    if facts.annual_result in PASSED:
        return _condition("annual", clause="M7")
    if facts.first_year and facts.annual_result in {None, "pending"}:
        return _condition("annual", "first_year", met=True, clause="M7")
    pending = facts.annual_result in {None, "pending"}
    return _condition("annual", "no_result" if pending else "not_passed", clause="M7")


def _orders(facts: Facts) -> Condition:
    """Nothing left to put right. Clauses: S9, D1."""
    if facts.failed_orders:
        return _condition("orders", "order_failed", clause="P8")
    return _condition("orders", "order_open" if facts.open_orders else "", clause="D1")


def _teaching(facts: Facts) -> Condition:
    """Teaching neither stopped nor ended. Clause: S9."""
    if facts.status in GONE:
        return _condition("teaching", "closed")
    return _condition("teaching", "stopped" if facts.status == "stopped" else "")


def _active(facts: Facts) -> Condition:
    """No zombie. Clauses: S9, M7."""
    return _condition("active", "zombie" if facts.zombie else "", clause="M7")


def _record(facts: Facts) -> Condition:
    """Not on the blacklist, nor on the way there. Clause: S9."""
    if facts.blacklisted:
        return _condition("record", "blacklisted")
    return _condition("record", "black_proposed" if facts.black_proposed else "")
