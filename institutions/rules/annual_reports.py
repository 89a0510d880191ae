"""What a self-report for the annual inspection must hold before it can be sent. Clauses: M7, N5."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

# 年检材料: which papers, and whether each is required. Source: M7, N5 (the staff list names the record checks).
DOCUMENTS: tuple[tuple[str, bool], ...] = (
    ("work_report", True),
    ("finance", True),
    ("staff_list", True),
    ("fire", True),
    ("premises", True),
    ("other", False),
)
PUPILS = ("pupils_preschool", "pupils_primary", "pupils_junior", "pupils_senior")
FIGURES = (*PUPILS, "teachers", "certified", "classes", "fee_income", "refunds", "area")
# What must be filled in; "changes" may stay empty where nothing changed.
REQUIRED = (*FIGURES, "records_checked_on", "statement")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps the report back: the field it belongs beside, and which check."""

    field: str
    check: str


def figure_faults(values: Mapping[str, Any], *, today: date, complete: bool) -> list[Fault]:
    """Return what is wrong with the figures; with `complete`, what is missing too. Source: M7, N5."""
    faults = []
    if complete:
        faults = [Fault(name, "missing") for name in REQUIRED if values.get(name) in (None, "")]
    if _more(values, "certified", "teachers"):
        faults.append(Fault("certified", "certified"))
    if _more(values, "refunds", "fee_income"):
        faults.append(Fault("refunds", "refunds"))
    checked = values.get("records_checked_on")
    if checked is not None and checked > today:
        faults.append(Fault("records_checked_on", "future"))
    return faults


def _more(values: Mapping[str, Any], part: str, whole: str) -> bool:
    first, second = values.get(part), values.get(whole)
    return first is not None and second is not None and first > second


def document_faults(kinds: Collection[str]) -> list[Fault]:
    """Return the required papers that are not there. Source: M7, N5."""
    return [Fault(kind, "document") for kind, required in DOCUMENTS if required and kind not in kinds]


def score_faults(points: Iterable[tuple[int, int, int | None]], *, complete: bool) -> list[Fault]:
    """Return what is wrong with the self-score: (item, most, points) each. Source: M7."""
    faults = []
    for item, most, given in points:
        if given is None and complete:
            faults.append(Fault(f"item_{item}", "self_score"))
        elif given is not None and not 0 <= given <= most:
            faults.append(Fault(f"item_{item}", "too_many"))
    return faults


def pupils_of(values: Mapping[str, Any]) -> int:
    """Return the pupils of all stages together."""
    return sum(values.get(name) or 0 for name in PUPILS)
