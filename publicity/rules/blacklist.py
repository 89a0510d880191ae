"""Who is proposed for the blacklist, and how long a listing may stand. Clauses: P8, S9, D5."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

GRAVE = frozenset({"revoked", "banned"})  # institutions.terms.Status


@dataclass(frozen=True)
class CreditTerms:
    """How long a blacklist entry stands, in months, by severity (D5: NDRC Order 36, from 2026-04-01)."""

    KEY: ClassVar[str] = "D5.credit"
    CLAUSE: ClassVar[str] = "D5"
    TITLE: ClassVar[str] = "Blacklist: months a listing stands"

    general_at_least: int = 3
    general_at_most: int = 12
    serious_at_least: int = 12
    serious_at_most: int = 36

    def __post_init__(self) -> None:
        if not 0 < self.general_at_least <= self.general_at_most:
            raise ValueError("The longest time is no shorter than the shortest.")
        if not 0 < self.serious_at_least <= self.serious_at_most:
            raise ValueError("The longest time is no shorter than the shortest.")


@dataclass(frozen=True, slots=True)
class BlackProposal:
    """What P8 proposes for an order that was not met."""

    clause: str
    severity: str


def propose_for_failed_order(
    *, order_state: str, status: str, put_right_since: bool = False
) -> BlackProposal | None:
    """Propose the blacklist where the deadline was missed or the re-inspection failed; else nothing.

    Who has passed a re-inspection since has been put right, and is not proposed for the old failure. Clause: P8.
    """
    if order_state != "failed" or put_right_since:
        return None
    return BlackProposal("P8", severity_of(status))


def severity_of(status: str) -> str:
    """Return how serious it is: revocation and ban are serious, all else is general. Clause: D5."""
    return "serious" if status in GRAVE else "general"


def listed_until(since: date, severity: str, terms: CreditTerms) -> date:
    """Return the last day that a listing stands; it ends by itself then. Clause: D5."""
    return _months_after(since, terms.serious_at_most if severity == "serious" else terms.general_at_most)


def repair_from(since: date, severity: str, terms: CreditTerms) -> date:
    """Return the first day on which credit repair can be asked for. Clause: D5."""
    return _months_after(since, terms.serious_at_least if severity == "serious" else terms.general_at_least)


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
