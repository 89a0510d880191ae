"""All that happens by itself with institutions, and what is due for whom; one file a subject."""

from institutions.due import annual, census, filings, imports, institutions, standards

PARTS = (institutions, imports, filings, annual, census, standards)


def register() -> None:
    """Hand everything to the ground."""
    for part in PARTS:
        part.hand_over()
