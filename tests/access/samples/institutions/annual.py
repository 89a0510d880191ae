"""One object a parameter of the addresses of the annual inspection and of zombies."""

from collections.abc import Callable
from typing import Any

from institutions.models import ScoringScheme
from portal.regions.models import District
from tests.access.samples.institutions.register import a_return
from tests.factories.annual import ZombieTaskFactory


def a_scheme(district: District) -> dict[str, Any]:
    """The version that migrations seeded."""
    return {"pk": ScoringScheme.objects.get(version="2021").pk}


def a_zombie(district: District) -> dict[str, Any]:
    """A zombie to clear."""
    return {"pk": ZombieTaskFactory(institution__district=district).pk}


CITY_WIDE = {"annual_scheme"}
SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "annual_scheme": a_scheme,
    "annual_begin": a_return,
    "annual_send_back": a_return,
    "annual_absent": a_return,
    "annual_points": a_return,
    "annual_propose": a_return,
    "annual_answer": a_return,
    "my_report_figures": a_return,
    "my_report_documents": a_return,
    "my_report_scores": a_return,
    "my_report_objection": a_return,
    "zombie": a_zombie,
    "zombie_clear": a_zombie,
}
