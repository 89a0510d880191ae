"""When a major hazard may be recorded. Clause: Z5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class HazardTerms:
    """How many calendar days after a visit a hazard seen on it may still be recorded. Clause: Z5 (default)."""

    KEY: ClassVar[str] = "Z5.hazard"
    CLAUSE: ClassVar[str] = "Z5"
    TITLE: ClassVar[str] = "Urgent stops: days after the visit"

    days_after: int = 3

    def __post_init__(self) -> None:
        if self.days_after < 0:
            raise ValueError("days_after")


def may_record(visit_on: date, *, today: date, terms: HazardTerms) -> bool:
    """Whether the visit is today or was just now. Clause: Z5."""
    return visit_on <= today <= visit_on + timedelta(days=terms.days_after)
