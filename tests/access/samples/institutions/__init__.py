"""One object a parameter of the addresses of institutions; one file a subject."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.access.samples.institutions import (
    annual,
    census,
    filings,
    licences,
    papers,
    register,
    registration,
    standards,
    teachers,
)

PARTS = (
    licences,
    register,
    registration,
    standards,
    teachers,
    papers,
    annual,
    census,
    filings,
)
SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    name: make for part in PARTS for name, make in part.SAMPLES.items()
}
CITY_WIDE: set[str] = {name for part in PARTS for name in getattr(part, "CITY_WIDE", ())}
