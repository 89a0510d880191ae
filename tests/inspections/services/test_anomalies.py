"""What a street saw: reported, made a visit of, answered."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inspections.models import Anomaly
from inspections.services import anomalies
from inspections.terms import AnomalyAnswer, AnomalyKind, AnomalyState, Source
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.institutions import InstitutionFactory
from tests.factories.risk import AnomalyFactory

pytestmark = pytest.mark.django_db


def seen(street_a, **more):
    street = street_a.membership.street
    given = {"kind": AnomalyKind.AT_HOME, "district": street.district, "street": street, "place": "3栋501"}
    return anomalies.report(actor=street_a, **(given | more))


@pytest.mark.clause("M7")
def test_a_street_reports_and_the_district_has_its_days(street_a):
    made = seen(street_a)
    assert made.state == AnomalyState.REPORTED
    assert made.number.startswith("360102-YC-")
    assert made.due > timezone.localdate()
    assert Event.objects.filter(verb="anomaly.reported", clause="M7").count() == 1


def test_the_same_report_sent_twice_stands_once(street_a):
    client_id = uuid.uuid4()
    assert seen(street_a, client_id=client_id) == seen(street_a, client_id=client_id)
    assert Anomaly.objects.count() == 1


def test_danger_is_urgent_whatever_was_ticked(street_a):
    calm, danger = seen(street_a), seen(street_a, kind=AnomalyKind.DANGER)
    assert (calm.urgent, danger.urgent) == (False, True)
    assert danger.due < calm.due


def test_another_street_is_not_ones_own_to_report(street_a):
    other = street_a.membership.street.district.streets.exclude(pk=street_a.street_id).first()
    with pytest.raises(NotAllowed):
        seen(street_a, street=other)
    assert not Anomaly.objects.exists()


def test_another_district_is_not_either(street_a, district_b):
    with pytest.raises(NotAllowed):
        seen(street_a, district=district_b, street=None)


def test_a_place_is_asked_for_where_no_institution_is_named(street_a):
    with pytest.raises(Refusal) as refused:
        seen(street_a, place=" ")
    assert refused.value.field == "place"


def test_a_department_officer_reports_by_a_visit_not_here(fire_a, district_a):
    with pytest.raises(NotAllowed):
        anomalies.report(actor=fire_a, kind=AnomalyKind.OTHER, district=district_a, place="门口")


def opened(anomaly, officer_a, fire_a, institution):
    return anomalies.open_visit(
        anomaly,
        actor=officer_a,
        institution=institution,
        purpose="核查街道报告",
        departments=["education", "fire"],
        members=[officer_a.membership, fire_a.membership],
        on=timezone.localdate(),
    )


def test_a_visit_is_opened_for_it_and_comes_from_it(officer_a, fire_a, district_a):
    anomaly, institution = AnomalyFactory(), InstitutionFactory(district=district_a)
    inspection = opened(anomaly, officer_a, fire_a, institution)
    anomaly.refresh_from_db()
    assert (anomaly.state, anomaly.joint_inspection, anomaly.institution) == (
        AnomalyState.VISIT,
        inspection,
        institution,
    )
    assert inspection.source == Source.ANOMALY
    with pytest.raises(ChangedMeanwhile):
        opened(anomaly, officer_a, fire_a, institution)


def test_an_institution_of_another_district_is_not_visited_for_it(officer_a, fire_a, district_b):
    anomaly = AnomalyFactory()
    with pytest.raises(Refusal):
        opened(anomaly, officer_a, fire_a, InstitutionFactory(district=district_b))
    anomaly.refresh_from_db()
    assert anomaly.state == AnomalyState.REPORTED


def test_the_street_is_answered_with_words(officer_a):
    anomaly = AnomalyFactory()
    with pytest.raises(ReasonRequired):
        anomalies.answer(anomaly, actor=officer_a, kind=AnomalyAnswer.LOOKED_AT, text=" ")
    anomalies.answer(anomaly, actor=officer_a, kind=AnomalyAnswer.LOOKED_AT, text="现场为家庭聚餐。")
    anomaly.refresh_from_db()
    assert (anomaly.state, anomaly.answer) == (AnomalyState.ANSWERED, "现场为家庭聚餐。")
    with pytest.raises(ChangedMeanwhile):
        anomalies.answer(anomaly, actor=officer_a, kind=AnomalyAnswer.TWICE, text="重复。")
    assert Event.objects.filter(verb="anomaly.answered").count() == 1


def test_a_street_officer_does_not_answer_itself(street_a):
    with pytest.raises(NotAllowed):
        anomalies.answer(AnomalyFactory(), actor=street_a, kind=AnomalyAnswer.KNOWN, text="知道了。")


def test_the_database_keeps_an_answer_without_words_out():
    anomaly = AnomalyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Anomaly.objects.filter(pk=anomaly.pk).update(state="answered", handled_at=timezone.now())
