"""All that happens by itself with institutions, and what is due for whom; one file a subject."""

from institutions.due import (
    annual,
    census,
    filings,
    imports,
    institutions,
    licences,
    papers,
    sites,
    standards,
    teachers,
    zombies,
)

PARTS = (
    licences,
    institutions,
    imports,
    filings,
    annual,
    standards,
    teachers,
    papers,
    sites,
    zombies,
    census,
)


def register() -> None:
    """Hand everything to the ground."""
    for part in PARTS:
        part.hand_over()
