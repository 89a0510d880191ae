"""Read-only sums and extracts; one file a subject."""

from inspections.figures.burden import Burden, burden_of, caps_on, ledger, own_burden
from inspections.figures.findings import (
    HISTORY,
    LISTED,
    FindingCounts,
    finding_counts,
    history_of,
    latest_findings,
    section_of,
    standing_stops,
)
from inspections.figures.handovers import (
    GroupLadder,
    HandoverCounts,
    foreseen_words,
    handover_counts,
    ladders_of,
)
from inspections.figures.ladders import (
    Standing,
    Step,
    earlier_of,
    proposal_words,
    rungs_for,
    standings,
    steps_of,
)
from inspections.figures.orders import OrderCounts, order_counts, soon_or_late

__all__ = [
    "HISTORY",
    "LISTED",
    "Burden",
    "FindingCounts",
    "GroupLadder",
    "HandoverCounts",
    "OrderCounts",
    "Standing",
    "Step",
    "burden_of",
    "caps_on",
    "earlier_of",
    "finding_counts",
    "foreseen_words",
    "handover_counts",
    "history_of",
    "ladders_of",
    "latest_findings",
    "ledger",
    "order_counts",
    "own_burden",
    "proposal_words",
    "rungs_for",
    "section_of",
    "soon_or_late",
    "standing_stops",
    "standings",
    "steps_of",
]
