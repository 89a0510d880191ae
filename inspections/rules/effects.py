"""What a decided measure does to an institution. Clauses: P1–P5, Z5, D1, N3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspections.terms import Measure, StopKind

M = Measure

# Each of these is put right under an order, and re-inspected (D1).
UNDER_AN_ORDER = frozenset(
    {
        M.RECTIFY,
        M.RECTIFY_AT_ONCE,
        M.NO_TRAINING_UNTIL_MET,
        M.STOP_TEACHING_THREE_MONTHS,
        M.CLOSE_FOR_RECTIFICATION,
    }
)
# After these there is nothing left to put right.
FINAL = frozenset({M.BAN, M.REVOKE_PERMIT, M.REVOKE_BUSINESS_LICENCE})
# Blocked until notice, defence or hearing, and legal review are on file (N3). Three months without training are an
# order to stop operating, which the law puts beside closure and revocation (63). "No training until met" orders a
# danger to end and is no penalty: it waits for nothing.
NEEDS_PAPERS = FINAL | {
    M.STOP_TEACHING_THREE_MONTHS,
    M.CLOSE_FOR_RECTIFICATION,
    M.REVOKE_TEACHING_CERTIFICATE,
}
# The strictest first: one institution stands still in one way at a time.
STOPS: tuple[tuple[Measure, StopKind], ...] = (
    (M.CLOSE_FOR_RECTIFICATION, StopKind.CLOSED),
    (M.STOP_TEACHING_THREE_MONTHS, StopKind.TERM),
    (M.NO_TRAINING_UNTIL_MET, StopKind.UNTIL_MET),
    (M.NO_TRAINING, StopKind.UNTIL_LIFTED),
    (M.REVOKE_BUSINESS_LICENCE, StopKind.UNTIL_LIFTED),
)


@dataclass(frozen=True, slots=True)
class Effects:
    """What follows a decision: an order, a stop, the end of the permit or of the institution."""

    order: bool
    at_once: bool
    stop: StopKind | None
    revokes_permit: bool
    bans: bool
    needs_papers: bool


def effects_of(measures: Iterable[Measure]) -> Effects:
    """What the measures of one decision bring about. Clauses: P1–P5, D1, N3."""
    chosen = frozenset(measures)
    ended = bool(chosen & {M.BAN, M.REVOKE_PERMIT})
    stop = next((kind for measure, kind in STOPS if measure in chosen), None)
    return Effects(
        order=bool(chosen & UNDER_AN_ORDER) and not chosen & FINAL,
        at_once=M.RECTIFY_AT_ONCE in chosen and M.RECTIFY not in chosen,
        stop=None if ended else stop,
        revokes_permit=M.REVOKE_PERMIT in chosen and M.BAN not in chosen,
        bans=M.BAN in chosen,
        needs_papers=bool(chosen & NEEDS_PAPERS),
    )
