"""One object a parameter of the addresses of inspections; one file a subject."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.access.samples.inspections import (
    campaigns,
    cases,
    documents,
    draws,
    handovers,
    lawful,
    phone,
    risk,
    visits,
)

PARTS = (campaigns, cases, handovers, documents, lawful, draws, phone, risk, visits)
SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    name: make for part in PARTS for name, make in part.SAMPLES.items()
}
CITY_WIDE: set[str] = {name for part in PARTS for name in getattr(part, "CITY_WIDE", ())}
