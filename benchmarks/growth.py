"""What the public does, timed in a small register and in one ten times its size."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice, product
from typing import Any

from benchmarks.figure import Figure, seconds

SMALL, LARGE = 500, 5_000
DAY = "2026-06-01"
WORDS = "东方育才启航博雅新星明德致远弘文树人思源"
RARE, FREQUENT = "独木", "培训"


def names() -> list[str]:
    """One name with the rare word, and as many others as are wanted."""
    made = ("".join(parts) for parts in product(WORDS, repeat=3))
    return [f"南昌市{RARE}成林培训学校", *(f"南昌市{name}培训学校" for name in islice(made, LARGE - 1))]


def grow(start: int, end: int) -> None:
    """Add institutions to the register and draw what the public reads of them."""
    from datetime import date

    from institutions.models import Institution
    from portal.regions.models import District
    from publicity.services import records
    from tests.factories.institutions import InstitutionFactory

    districts = list(District.objects.all())
    Institution.objects.bulk_create(
        InstitutionFactory.build(
            code=f"9136{place:014d}", name=name, district=districts[place % len(districts)]
        )
        for place, name in islice(enumerate(names()), start, end)
    )
    records.rebuild(date.fromisoformat(DAY))


def tasks() -> dict[str, Callable[[], object]]:
    from django.test import Client

    from publicity.queries.search import Sought, find

    client = Client()

    def page(address: str, **query: str) -> Any:
        response = client.get(address, query)
        assert response.status_code == 200, response.status_code
        return response

    return {
        "search_rare": lambda: find(Sought(RARE), limit=20),
        "search_frequent": lambda: find(Sought(FREQUENT), limit=20),
        "search_in_district": lambda: find(Sought(FREQUENT, district="360103"), limit=20),
        "pages_search": lambda: page("/institutions/", q=RARE),
        "pages_home": lambda: page("/"),
    }


@cache
def taken() -> dict[str, tuple[float, float]]:
    """Seconds of each task in the small register and in the large one."""
    grow(0, SMALL)
    small = {name: seconds(work) for name, work in tasks().items()}
    grow(SMALL, LARGE)
    return {name: (small[name], seconds(work)) for name, work in tasks().items()}


def promise(name: str, goal: float) -> Callable[[], Figure]:
    def measure() -> Figure:
        before, after = taken()[name]
        how = f"{after * 1000:.1f} ms among {LARGE}, divided by {before * 1000:.1f} ms among {SMALL}"
        return Figure(name, after / before, goal, how)

    return measure


# Ten times the rows: what reads an index may hardly take longer, what counts all may take as many times longer.
PROMISES = {
    "search_rare": promise("search_rare", 2),
    "search_frequent": promise("search_frequent", 10),
    "search_in_district": promise("search_in_district", 10),
    "pages_search": promise("pages_search", 1.5),
    "pages_home": promise("pages_home", 3),
}
