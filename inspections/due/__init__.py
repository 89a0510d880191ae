"""All that inspections do by themselves, and all that they hand to the shared ground; one file a subject."""

from inspections.due import (
    campaigns,
    cases,
    documents,
    draws,
    findings,
    handovers,
    lawful,
    orders,
    pages,
    phone,
    risk,
    sweeps,
    visits,
)

PARTS = (
    campaigns,
    sweeps,
    risk,
    cases,
    handovers,
    documents,
    lawful,
    visits,
    phone,
    findings,
    orders,
    draws,
    pages,
)


def register() -> None:
    """Hand everything over; called once when the app is ready."""
    for part in PARTS:
        part.hand_over()
