"""Two officers at once: one draw, one number each, one visit a target. Clause: N2."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from inspections.models import DrawnTarget, JointInspection
from inspections.services import draw_visits, draws
from portal.accounts.refusals import ChangedMeanwhile
from tests.factories.draws import committed, drawn, inspectors_in, prepared, schools

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.clause("N2")]


def at_once(act, actors):
    """Let each actor act at the same moment; what came of it, in their order."""
    together = Barrier(len(actors))

    def one(actor):
        try:
            together.wait(10)
            return act(actor)
        except ChangedMeanwhile as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actors)) as pool:
        return list(pool.map(one, actors))


@pytest.fixture
def ready(district_a):
    schools(district_a)
    return inspectors_in(district_a)


def test_two_officers_draw_once(ready, officer_a, officer_a2, district_a):
    draw = committed(officer_a, district_a)
    results = at_once(lambda actor: draws.draw_now(draw, actor=actor), [officer_a, officer_a2])
    assert sorted(type(result).__name__ for result in results) == ["ChangedMeanwhile", "Draw"]
    assert DrawnTarget.objects.count() == 2


def test_two_draws_prepared_at_once_get_two_numbers(officer_a, officer_a2, district_a):
    made = at_once(lambda actor: prepared(actor, district_a), [officer_a, officer_a2])
    assert len({draw.number for draw in made}) == 2


def test_visits_opened_by_two_are_opened_once(ready, officer_a, officer_a2, district_a):
    draw = drawn(officer_a, district_a)

    def act(actor):
        return draw_visits.open_visits(
            draw, actor=actor, on=timezone.localdate(), departments=[], purpose="双随机抽查"
        )

    results = at_once(act, [officer_a, officer_a2])
    assert sorted(len(result) for result in results) == [0, 2]
    assert JointInspection.objects.count() == 2
