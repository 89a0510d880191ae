"""The statement that is put together once asks what the querysets ask."""

from datetime import date, timedelta

import pytest

from portal.regions.models import District
from portal.rulebook.models import DatedRule

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D1")]
DAY = date(2026, 3, 18)


@pytest.fixture
def rows(district_a, district_b):
    """Rows before, on and after the day, of two figures, of the city and of two districts."""
    places = (None, district_a.pk, district_b.pk)
    return [
        DatedRule.objects.create(
            key=key,
            value={},
            source="通知",
            district_id=place,
            valid_from=DAY + timedelta(days=since),
            valid_until=DAY + timedelta(days=until) if until is not None else None,
        )
        for key in ("T1.one", "T1.two")
        for place in places
        for since, until in ((-9, -1), (-8, 0), (0, None), (1, None))
    ]


@pytest.mark.parametrize("keys", [["T1.one"], ["T1.two", "T1.one"], ["T1.none"]])
@pytest.mark.parametrize("place", [None, "360102", "360103"])
def test_it_finds_the_same_rows_in_the_same_order(rows, keys, place):
    district = District.objects.get(slug=place).pk if place else None
    for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)):
        asked = DatedRule.objects.filter(key__in=keys).valid_on(day).for_place(district)
        assert DatedRule.objects.holding(keys, day, district) == list(asked)


def test_it_asks_once(rows, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = DatedRule.objects.holding(["T1.one"], DAY, None)
        assert [row.version for row in found]
