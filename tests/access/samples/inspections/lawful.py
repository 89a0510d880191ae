"""An object in a district for the addresses of the approval and the door."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.access.samples.inspections.visits import inspection

SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = dict.fromkeys(
    ("approve", "join", "door"), inspection
)
