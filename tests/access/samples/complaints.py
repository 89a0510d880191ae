"""An object in a district for every address of complaints that takes parameters."""

import uuid
from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.factories.complaints import ComplaintFactory


def one(district: District) -> dict[str, Any]:
    """A received complaint of the district."""
    return {"pk": ComplaintFactory(district=district).pk}


ACTS = (
    "accept",
    "refuse",
    "dispatch",
    "take",
    "link",
    "check",
    "told",
    "visit",
    "answer",
    "extend",
    "pause",
    "resume",
    "note",
    "seen",
    "close",
    "identity",
)

SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "detail": one,
    **dict.fromkeys(ACTS, one),
    "new": lambda district: {},
    "ask": lambda district: {"step": "what"},
    "remove_photo": lambda district: {"key": uuid.uuid4()},
    "api_follow": lambda district: {"code": ComplaintFactory(district=district).number},
}
