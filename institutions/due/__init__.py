"""All that happens by itself with institutions, and what is due for whom; one file a subject."""

from institutions.due import annual, filings, imports, institutions, papers, sites, standards

PARTS = (institutions, imports, filings, annual, standards, papers, sites)


def register() -> None:
    """Hand everything to the ground."""
    for part in PARTS:
        part.hand_over()
