"""The visits that the demonstration tells of are lawful."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import F

from inspections.models import JointInspection, TeamMember
from portal.demo import city

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module", autouse=True)
def _small_city(django_db_setup, django_db_blocker):
    """Build once for all tests of this file; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        city.build(today=TODAY, size=60)
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


@pytest.mark.clause("N2")
def test_every_visit_made_was_approved_by_another_person_and_announced_or_says_why():
    made = JointInspection.objects.filter(on__lt=TODAY)
    assert made.exists()
    assert not made.filter(approved_by=None).exists()
    assert not made.filter(approved_by=F("opened_by")).exists()
    assert not made.filter(announced_on=None, unannounced_reason="").exists()


@pytest.mark.clause("N2")
def test_every_member_of_a_team_is_certified():
    assert not TeamMember.objects.filter(certificate="").exists()


@pytest.mark.clause("N2")
def test_most_visits_were_scanned_at_the_door_and_some_not():
    made = JointInspection.objects.filter(state="closed")
    scanned = made.exclude(arrived_at=None).count()
    assert made.count() / 2 < scanned <= made.count()


@pytest.mark.clause("N2")
def test_a_visit_waits_for_the_newcomer_s_approval():
    waiting = JointInspection.objects.filter(approved_at=None)
    assert all(visit.opened_by.username == "donghu-education" for visit in waiting)
