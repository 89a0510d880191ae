"""The same seed and day make the same city."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from institutions.models import Institution
from portal.demo import city
from portal.timeline.models import Event
from publicity.models import Publication

pytestmark = pytest.mark.django_db


def built(seed: int) -> tuple[list, list, list]:
    with transaction.atomic():
        city.build(today=date(2026, 3, 18), size=24, seed=seed)
        told = list(
            Event.objects.order_by("at", "subject_type", "subject_name", "verb").values_list(
                "at", "verb", "subject_name", "reason"
            )
        )
        codes = list(Institution.objects.order_by("code").values_list("code", "name", "status"))
        roots = list(Publication.objects.public().order_by("sequence").values_list("root", flat=True))
        transaction.set_rollback(True)
    return told, codes, roots


def test_the_same_seed_makes_the_same_city_down_to_the_root_of_each_list_and_another_seed_another():
    first, second, other = built(1), built(1), built(2)
    assert first == second
    assert first[1] != other[1]


@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2026, 6, 15)])
def test_a_city_can_be_built_on_any_day_of_the_year(today):
    city.build(today=today, size=24)
    assert Institution.objects.count() >= 24


def test_outside_a_demonstration_nothing_is_loaded(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")
    with pytest.raises(CommandError):
        call_command("demo_code")
    assert not Institution.objects.exists()


def test_a_city_smaller_than_its_districts_is_refused():
    with pytest.raises(CommandError):
        call_command("demo", institutions=5)
