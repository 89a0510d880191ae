"""A major hazard stops teaching at once."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.models import Finding, HazardStop, RectificationOrder, TeachingStop, Visit
from inspections.services import hazards, reinspections
from inspections.services.hazards import Hazard, NoVisit
from inspections.services.joint import TeamTooSmall
from institutions.models import Institution, Notice
from portal.accounts.refusals import NotAllowed, ReasonRequired
from tests.inspections.conftest import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clause("Z5")]


@pytest.fixture
def hazard(officer_a):
    def make(**more):
        given = {
            "kind": "premises",
            "text": "承重墙开裂，随时可能坍塌。",
            "since": timezone.now(),
            "companion": officer_a.membership,
            "client_id": uuid.uuid4(),
        }
        return Hazard(**(given | more))

    return make


def test_teaching_stops_at_once_without_papers(fire_part, fire_a, hazard, institution):
    stop = hazards.stop_at_once(fire_part, actor=fire_a, hazard=hazard(files=[photo()]))
    standing = TeachingStop.objects.standing().get()
    assert (standing.kind, standing.decision.clause) == ("until_met", "Z5")
    assert Institution.objects.get(pk=institution.pk).status == "stopped"
    assert (stop.finding.severity, stop.finding.group) == ("grave", "premises")
    assert {stop.officer.name, stop.companion.name} == {"赵消防", "李东湖"}
    notice = Notice.objects.get(institution=institution, clause="Z5")
    assert notice.url == standing.order.get_own_url()


def test_the_same_stop_sent_twice_stops_once(fire_part, fire_a, hazard):
    same = hazard()
    first = hazards.stop_at_once(fire_part, actor=fire_a, hazard=same)
    assert hazards.stop_at_once(fire_part, actor=fire_a, hazard=same) == first
    assert HazardStop.objects.count() == RectificationOrder.objects.count() == 1


@pytest.mark.clause("P3")
def test_a_fire_hazard_leaves_a_finding_for_the_ladder_too(fire_part, fire_a, hazard):
    hazards.stop_at_once(fire_part, actor=fire_a, hazard=hazard(kind="fire"))
    assert Finding.objects.get(group="fire").state == "recorded"


def test_two_officers_and_a_description_are_needed(fire_part, fire_a, hazard):
    with pytest.raises(TeamTooSmall):
        hazards.stop_at_once(fire_part, actor=fire_a, hazard=hazard(companion=fire_a.membership))
    with pytest.raises(ReasonRequired):
        hazards.stop_at_once(fire_part, actor=fire_a, hazard=hazard(text=" "))


def test_long_after_the_visit_it_is_too_late(fire_part, fire_a, hazard):
    Visit.objects.filter(pk=fire_part.visit_id).update(on=timezone.localdate() - timedelta(days=9))
    with pytest.raises(NoVisit):
        hazards.stop_at_once(fire_part, actor=fire_a, hazard=hazard())


def test_the_street_and_another_district_stop_nothing(fire_part, street_a, officer_b, hazard):
    for actor in (street_a, officer_b):
        with pytest.raises(NotAllowed):
            hazards.stop_at_once(fire_part, actor=actor, hazard=hazard())


def test_a_passed_re_inspection_lets_teaching_go_on(fire_part, fire_a, officer_a, hazard, seen, institution):
    hazards.stop_at_once(fire_part, actor=fire_a, hazard=hazard())
    order = RectificationOrder.objects.get()
    reinspections.pass_reinspection(order, actor=officer_a, seen=seen())
    assert Institution.objects.get(pk=institution.pk).status == "operating"
