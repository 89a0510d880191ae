"""How papers reach the institution: by an officer with proof, or confirmed by the institution itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inspections.due.documents import unserved_due
from inspections.models import EnforcementDocument, RectificationOrder, ServiceOfDocument
from inspections.rules.documents import ServiceTerms, remedies, serve_by
from inspections.services.documents.issuing import issue
from inspections.services.documents.serving import CONFIRMED, Served, confirm_receipt, record_service
from inspections.terms import ServiceManner
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Role
from portal.evidence.models import Evidence
from portal.rulebook.services import set_figure
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.factories.inspections import order_for
from tests.inspections.conftest import photo
from tests.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N3")]
RECEIVER = "胡大店长"


@pytest.fixture
def order(institution):
    return order_for(institution)


@pytest.fixture
def notice(order, officer_a):
    return issue("rectification", order, actor=officer_a)


def handed_over(**more):
    return Served(**({"manner": "direct", "on": timezone.localdate(), "receiver": RECEIVER} | more))


def mailed(**more):
    given = {"manner": "mail", "on": timezone.localdate(), "remark": "EMS 1052", "files": [photo()]}
    return Served(**(given | more))


def test_a_paper_is_served_once_and_its_proof_is_issued(notice, officer_a):
    service = record_service(notice, actor=officer_a, served=handed_over())
    proof = EnforcementDocument.objects.get(kind="service")
    assert (proof.served, proof.institution) == (service, notice.institution)
    assert notice.number in str(proof.content)
    with pytest.raises(ChangedMeanwhile):
        record_service(notice, actor=officer_a, served=handed_over())


@pytest.mark.clause("N4")
def test_the_receiver_s_whole_name_stands_in_the_encrypted_field_alone(notice, officer_a):
    service = record_service(notice, actor=officer_a, served=handed_over())
    proof = EnforcementDocument.objects.get(kind="service")
    assert ServiceOfDocument.objects.get().receiver == RECEIVER
    for said in (proof.content, *(event.changes for event in Event.objects.all())):
        assert RECEIVER not in str(said)
    assert "胡***" in str(proof.content)
    assert service.remark == ""


def test_handed_over_it_names_the_receiver(notice, officer_a):
    with pytest.raises(ReasonRequired) as refused:
        record_service(notice, actor=officer_a, served=handed_over(receiver=" "))
    assert refused.value.field == "receiver"


@pytest.mark.parametrize("manner", [m for m in ServiceManner.values if m != "direct"])
def test_any_other_way_needs_words_and_a_file_that_prove_it(notice, officer_a, manner):
    for missing, field in (({"remark": ""}, "remark"), ({"files": []}, "files")):
        with pytest.raises(ReasonRequired) as refused:
            record_service(notice, actor=officer_a, served=mailed(manner=manner, **missing))
        assert refused.value.field == field
    service = record_service(notice, actor=officer_a, served=mailed(manner=manner))
    assert Evidence.objects.of(service).count() == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_it_is_served_between_its_day_and_today(notice, officer_a, days):
    with pytest.raises(Refusal) as refused:
        record_service(
            notice, actor=officer_a, served=handed_over(on=timezone.localdate() + timedelta(days=days))
        )
    assert refused.value.field == "on"
    assert not ServiceOfDocument.objects.exists()


def test_a_paper_that_was_made_anew_is_served_no_more(notice, order, officer_a, institution_user):
    RectificationOrder.objects.update(requirement="另行退还教材费。")
    newer = issue("rectification", RectificationOrder.objects.get(), actor=officer_a, reason="整改要求更正。")
    with pytest.raises(ChangedMeanwhile):
        record_service(notice, actor=officer_a, served=handed_over())
    with pytest.raises(NotAllowed):
        confirm_receipt(notice, actor=institution_user, agreed=True)
    assert confirm_receipt(newer, actor=institution_user, agreed=True)


def test_the_institution_agrees_and_confirms_and_the_day_is_on_file(notice, institution_user):
    with pytest.raises(Refusal) as refused:
        confirm_receipt(notice, actor=institution_user, agreed=False)
    assert refused.value.field == "agreed"
    service = confirm_receipt(notice, actor=institution_user, agreed=True)
    assert (service.manner, service.on) == (ServiceManner.ELECTRONIC, timezone.localdate())
    assert (service.receiver, service.remark) == (institution_user.user.get_full_name(), CONFIRMED)
    told = Event.objects.about(notice).filter(verb="document.served").get()
    assert told.actor == institution_user.user
    assert EnforcementDocument.objects.filter(kind="service", served=service).exists()


def test_whoever_comes_second_is_told(notice, officer_a, institution_user):
    record_service(notice, actor=officer_a, served=handed_over())
    with pytest.raises(ChangedMeanwhile):
        confirm_receipt(notice, actor=institution_user, agreed=True)


def test_nobody_confirms_for_another(notice, institution_b, officer_a, fire_a):
    stranger = person("stranger", "外人", Role.INSTITUTION, institution=institution_b)
    for actor in (stranger, officer_a, fire_a):
        with pytest.raises(NotAllowed):
            confirm_receipt(notice, actor=actor, agreed=True)


def test_another_district_serves_nothing(notice, officer_b, fire_a):
    for actor in (officer_b, fire_a):
        with pytest.raises(NotAllowed):
            record_service(notice, actor=actor, served=handed_over())


def test_an_approval_does_not_reach_the_institution(institution, officer_a, institution_user):
    from tests.factories.inspections import done_inspection

    record = issue("record", done_inspection(institution, timezone.localdate()), actor=officer_a)
    with pytest.raises(NotAllowed):
        confirm_receipt(record, actor=institution_user, agreed=True)


def test_the_days_are_working_days_and_a_district_may_have_its_own(notice, officer_a, city, district_a):
    today = timezone.localdate()
    issued = timezone.localdate(notice.issued_at)
    assert next(unserved_due(officer_a, today)).due == serve_by(issued, ServiceTerms(), calendar())
    set_figure(
        city,
        ServiceTerms.KEY,
        value={"days": 3},
        source="东教〔2026〕1号",
        valid_from=today,
        district_id=district_a.pk,
    )
    assert next(unserved_due(officer_a, today)).due == calendar().add(issued, 3)


def test_seven_working_days_from_a_wednesday():
    assert serve_by(date(2026, 3, 18), ServiceTerms(), calendar()) == date(2026, 3, 27)


def test_the_database_takes_no_unexplained_service_and_no_number_twice(notice, officer_a):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceOfDocument.objects.create(document=notice, manner="mail", on=timezone.localdate())
    notice.pk = None
    notice.number = "另号"
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)


def test_the_rights_name_both_bodies():
    words = remedies("东湖区", is_zone=False)
    for part in ("六十日", "南昌市东湖区人民政府申请行政复议", "六个月", "人民法院提起行政诉讼"):
        assert part in words
    assert "向南昌市人民政府申请" in remedies("湾里管理局", is_zone=True)
