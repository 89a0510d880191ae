"""What the public reads after an urgent stop, and after a decision is taken back."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from inspections.models import VisitPart
from inspections.rules import whatif
from inspections.services import appeals, hazards
from inspections.services.hazards import Hazard
from inspections.services.joint import open_inspection
from inspections.terms import Measure
from portal.accounts.actors import Actor
from publicity.models import PublicRecord
from publicity.rules import measures
from publicity.services import records
from tests.factories.inspections import DecisionFactory
from tests.factories.publicity import licensed

pytestmark = pytest.mark.django_db


@pytest.mark.clause("Z5")
def test_an_urgent_stop_stands_on_the_public_page_as_soon_as_it_is_recorded(
    district_a: Any, officer_a: Actor, fire_a: Actor, django_capture_on_commit_callbacks: Any
):
    institution, today = licensed(district_a), timezone.localdate()
    records.refresh_all(today)
    members = [officer_a.membership, fire_a.membership]
    inspection = open_inspection(
        actor=officer_a,
        institution=institution,
        purpose="安全检查",
        departments=["education", "fire"],
        members=members,
        on=today,
    )
    part = VisitPart.objects.get(visit__joint_inspection=inspection, department="fire")
    hazard = Hazard("premises", "承重墙开裂。", timezone.now(), officer_a.membership, uuid.uuid4())
    with django_capture_on_commit_callbacks(execute=True):
        hazards.stop_at_once(part, actor=fire_a, hazard=hazard)
    record = PublicRecord.objects.get(institution=institution)
    assert record.status == "stopped"
    assert record.measures[0]["clause"] == "Z5"
    page = Client().get(record.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert str(Measure.NO_TRAINING_UNTIL_MET.label) in page


@pytest.mark.clause("N3")
def test_a_withdrawn_decision_leaves_the_public_page(
    district_a: Any, officer_a: Actor, django_capture_on_commit_callbacks: Any
):
    institution = licensed(district_a)
    decision = DecisionFactory(finding__institution=institution)
    records.refresh_all(timezone.localdate())
    assert PublicRecord.objects.get(institution=institution).measures
    with django_capture_on_commit_callbacks(execute=True):
        appeals.withdraw(decision, actor=officer_a, reason="认定有误")
    assert not PublicRecord.objects.get(institution=institution).measures


def test_the_what_if_hides_what_the_public_page_hides():
    assert {str(measure) for measure in whatif.OF_PERSONS} == set(measures.NOT_SHOWN)
