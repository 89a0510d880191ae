"""Rows for the addresses of the rulebook."""

from typing import Any

from portal.regions.models import District
from portal.rulebook import registry
from portal.rulebook.models import DatedRule


def a_row(district: District) -> dict[str, Any]:
    """A row of the first figure there is."""
    row, _made = DatedRule.objects.get_or_create(
        key=registry.all()[0].key,
        district=district,
        valid_from="2026-01-01",
        defaults={"source": "样例", "set_by": "样例"},
    )
    return {"pk": row.pk}


def a_figure(district: District) -> dict[str, Any]:
    """The key of the first figure there is."""
    return {"key": registry.all()[0].key}


SAMPLES = {"rulebook:end": a_row, "rulebook:figure": a_figure}

# A figure belongs to the whole city; every officer may read it.
CITY_WIDE = {"rulebook:figure"}
