"""The one question of a parent: may this institution teach? Clauses: Z1, Z2, P1–P5."""

from __future__ import annotations

BY_STATUS = ("stopped", "closed", "revoked", "banned")  # institutions.terms.Status


def standing(*, situation: str, status: str, permit_in_force: bool) -> str:
    """Return a word of publicity.terms.Standing: whether it may teach now, and if not, why. Clause: Z1."""
    if status in BY_STATUS:
        return status
    if situation in {"business_only", "neither"} or not permit_in_force:
        return "no_permit"
    if situation == "permit_only":
        return "no_licence"
    return "may_teach"


def is_public(*, holds_permit: bool, listed: bool, filings: int) -> bool:
    """Return whether the public finds an institution: licensed, on a published list, or with published classes.

    The rest of the register is the districts' own work until a publication says something of it. Clause: M8.
    """
    return holds_permit or listed or filings > 0
