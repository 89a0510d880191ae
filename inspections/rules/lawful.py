"""What makes a visit lawful: who may come, announced or not, how often, and by when it is approved. Clauses: N2, S5, S11."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from inspections.rules.teams import WITHOUT_ENFORCEMENT
from portal.workdays.rules import Calendar

# The bodies with enforcement power. The supervision team supervises districts (S11), street offices report (S7, M7).
ENFORCING_ROLES = frozenset({"city_bureau", "district_bureau", "department_officer"})
# Told beforehand, the visit would find nothing, or come too late.
UNANNOUNCED = {"draw": "draw", "complaint": "complaint", "urgent": "safety"}
URGENT = "urgent"
COMPLAINT = "complaint"
SHOWN_OF_A_CERTIFICATE = 4


@dataclass(frozen=True, slots=True)
class VisitCap:
    """How often an institution may be visited in a calendar year, and when visits are merged. Clause: N2.

    Re-inspections never count: they follow an order. `complaints_count` and `urgent_count` say whether visits
    after a complaint and for danger count. `merge_days` before and after a visit another one joins it.
    The guideline leaves the figures to each place: they are defaults.
    """

    KEY: ClassVar[str] = "N2.cap"
    CLAUSE: ClassVar[str] = "N2"
    TITLE: ClassVar[str] = "Visits: how many a year"

    per_year: int = 2
    complaints_count: bool = False
    urgent_count: bool = False
    merge_days: int = 30

    def __post_init__(self) -> None:
        if self.per_year < 1:
            raise ValueError("per_year")
        if self.merge_days < 0:
            raise ValueError("merge_days")


@dataclass(frozen=True, slots=True)
class ApprovalTerms:
    """Working days within which a visit for danger, begun at once, is approved. Clause: N2."""

    KEY: ClassVar[str] = "N2.approval"
    CLAUSE: ClassVar[str] = "N2"
    TITLE: ClassVar[str] = "Urgent visits: working days to approve"

    urgent_days: int = 1

    def __post_init__(self) -> None:
        if self.urgent_days < 1:
            raise ValueError("urgent_days")


def may_visit(role: str, department: str) -> bool:
    """Whether somebody in this role and department can be a member of a visit. Clauses: N2, S11, S5.

    The supervision team, leading bodies, auditors and street offices can't: a visit is made by a body that may enforce.
    """
    return role in ENFORCING_ROLES and bool(department) and department not in WITHOUT_ENFORCEMENT


def why_unannounced(source: str) -> str:
    """Why a visit of this source comes unannounced; empty where it must be announced. Clause: N2."""
    return UNANNOUNCED.get(source, "")


def begins_unapproved(source: str) -> bool:
    """Whether a visit of this source may begin before it is approved. Clause: N2."""
    return source == URGENT


def approve_by(opened_on: date, terms: ApprovalTerms, calendar: Calendar) -> date:
    """The last day to approve a visit that began at once. Clause: N2."""
    return calendar.add(opened_on, terms.urgent_days)


def counts(source: str, cap: VisitCap) -> bool:
    """Whether a visit of this source counts toward the year's cap. Clause: N2."""
    return {COMPLAINT: cap.complaints_count, URGENT: cap.urgent_count}.get(source, True)


def cap_left(sources: Iterable[str], cap: VisitCap) -> int:
    """How many visits the year still holds after those made or planned; none below nought. Clause: N2."""
    return max(0, cap.per_year - sum(counts(source, cap) for source in sources))


def merge_window(on: date, cap: VisitCap) -> tuple[date, date]:
    """The first and the last day on which another visit would be joined rather than made besides. Clause: N2."""
    around = timedelta(days=cap.merge_days)
    return on - around, on + around


def mask_certificate(number: str) -> str:
    """The last four signs, to compare with the card at the door; the rest starred. Clauses: N2, N4."""
    hidden = max(0, len(number) - SHOWN_OF_A_CERTIFICATE)
    return "*" * hidden + number[hidden:]


def hours_on_site(arrived: datetime | None, left: datetime | None) -> float | None:
    """Hours from the scan at the door to the last part submitted the same day; None where not known. Clause: N2."""
    if arrived is None or left is None or not timedelta(0) < left - arrived < timedelta(days=1):
        return None
    return round((left - arrived).total_seconds() / 3600, 1)
