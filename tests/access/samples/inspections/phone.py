"""A part of a visit for what phones send."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.access.samples.inspections.visits import part

SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = dict.fromkeys(
    ("part_state", "part_piece", "part_draft"), part
)
