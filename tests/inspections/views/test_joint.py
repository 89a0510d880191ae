"""Opening an inspection at the desk, its list and its page."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.models import JointInspection, VisitPart
from inspections.services.parts import submit_part
from inspections.terms import InspectionState
from tests.factories.campaigns import CampaignTargetFactory
from tests.factories.inspections import JointInspectionFactory
from tests.factories.institutions import InstitutionFactory
from tests.inspections.conftest import answered

pytestmark = pytest.mark.django_db
NEW = "/desk/inspections/new/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


def typed(officer, other, **more):
    return {
        "purpose": "开学前安全检查",
        "on": timezone.localdate().isoformat(),
        "departments": ["education", "fire"],
        "members": [officer.membership.pk, other.membership.pk],
        "client_id": str(uuid.uuid4()),
    } | more


def test_two_characters_find_the_institution(desk, institution, institution_b):
    page = desk.get(NEW, {"q": "新苗"}).content.decode()
    assert institution.code in page
    assert institution_b.code not in page


def test_one_character_is_too_few(desk, institution):
    assert institution.code not in desk.get(NEW, {"q": "苗"}).content.decode()


@pytest.mark.clause("S5")
def test_an_officer_opens_an_inspection(desk, institution, officer_a, fire_a):
    answer = desk.post(f"{NEW}?institution={institution.code}", typed(officer_a, fire_a))
    inspection = JointInspection.objects.get()
    assert answer.headers["Location"] == inspection.get_absolute_url()
    assert inspection.departments == ["education", "fire"]


def test_a_form_sent_twice_opens_one(desk, institution, officer_a, fire_a):
    post = typed(officer_a, fire_a)
    for _time in range(2):
        assert desk.post(f"{NEW}?institution={institution.code}", post).status_code == 302
    assert JointInspection.objects.count() == 1


@pytest.mark.clause("N2")
def test_one_officer_is_refused_and_what_was_typed_is_kept(desk, institution, officer_a):
    post = typed(officer_a, officer_a, members=[officer_a.membership.pk])
    answer = desk.post(f"{NEW}?institution={institution.code}", post)
    assert answer.status_code == 422
    assert answer.context["form"].errors["members"]
    assert "开学前安全检查" in answer.content.decode()


def test_only_officers_of_the_district_and_the_city_can_be_chosen(
    desk, institution, officer_a, officer_b, fire_a, city, auditor
):
    offered = desk.get(f"{NEW}?institution={institution.code}").context["form"].inspectors
    names = {member.user.username for member in offered.values()}
    assert names == {"officer_a", "fire_a", "city"}


def test_another_district_s_institution_is_hidden(desk, institution_b):
    assert desk.get(f"{NEW}?institution={institution_b.code}").status_code == 404


def test_the_page_shows_each_officer_what_is_theirs_to_record(
    inspection, client_as, officer_a, fire_a, part_of
):
    for actor, department in ((officer_a, "education"), (fire_a, "fire")):
        page = client_as(actor).get(inspection.get_absolute_url())
        assert page.context["to_record"] == {part_of(department).pk}


def test_a_department_that_takes_no_part_does_not_see_the_inspection(inspection, client_as, market_a):
    assert client_as(market_a).get(inspection.get_absolute_url()).status_code == 404


def test_closing_too_early_says_what_is_missing(inspection, desk):
    answer = desk.post(f"{inspection.get_absolute_url()}close/")
    assert answer.status_code == 422
    assert answer.context["refusal"]


def test_closing_when_all_is_in(inspection, desk, part_of, officer_a, fire_a):
    for department, actor in (("education", officer_a), ("fire", fire_a)):
        part = part_of(department)
        submit_part(part, actor=actor, entry=answered(part), client_id=uuid.uuid4(), version=part.version)
    assert desk.post(f"{inspection.get_absolute_url()}close/").status_code == 302
    inspection.refresh_from_db()
    assert inspection.state == InspectionState.CLOSED


def test_calling_off_needs_a_reason(inspection, desk):
    url = f"{inspection.get_absolute_url()}cancel/"
    assert desk.post(url, {"reason": ""}).status_code == 422
    assert desk.post(url, {"reason": "机构已搬迁"}).status_code == 302


def test_the_list_is_filtered_and_exported_as_shown(desk, institution, district_a):
    JointInspectionFactory(institution=institution, purpose="消防专项")
    JointInspectionFactory(institution=InstitutionFactory(district=district_a), team=",market,")
    assert len(desk.get("/desk/inspections/", {"department": "fire"}).context["rows"]) == 1
    csv = b"".join(desk.get("/desk/inspections/", {"q": "消防", "export": "csv"}).streaming_content).decode()
    assert csv.count("\n") == 2
    assert institution.code in csv


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", ["/desk/inspections/", "/desk/"])
def test_the_list_makes_the_same_queries_for_2_and_20_inspections(desk, district_a, url):
    for _n in range(2):
        JointInspectionFactory(institution=InstitutionFactory(district=district_a), team=",education,")
    few = queries(desk, url)
    for _n in range(18):
        JointInspectionFactory(institution=InstitutionFactory(district=district_a), team=",education,")
    assert queries(desk, url) == few


def test_the_page_of_an_inspection_makes_the_same_queries_for_1_and_9_departments(desk, institution):
    one = JointInspectionFactory(institution=institution, team=",education,")
    names = "education,market,labour,civil_affairs,price,health,public_security,fire,housing"
    nine = JointInspectionFactory(institution=institution, team=f",{names},")
    assert VisitPart.objects.filter(visit__joint_inspection=nine).count() == 9
    queries(desk, one.get_absolute_url())  # the first page fills what the process keeps
    assert queries(desk, one.get_absolute_url()) == queries(desk, nine.get_absolute_url())


def test_the_standard_is_shown_section_by_section(desk):
    page = desk.get("/desk/standards/")
    standard = page.context["in_force"]
    assert "安全出口" in desk.get(standard.get_absolute_url()).content.decode()


@pytest.mark.clause("S5")
def test_whoever_opens_it_may_narrow_the_topics(desk, institution, officer_a, fire_a):
    post = typed(officer_a, fire_a, topics=["fire", "fees", "no_licence"])
    desk.post(f"{NEW}?institution={institution.code}", post)
    inspection = JointInspection.objects.get()
    assert inspection.topic_keys == ["no_licence", "fees", "fire"]
    page = desk.get(inspection.get_absolute_url()).content.decode()
    assert all(label in page for label in inspection.topic_labels)


def test_a_department_without_items_is_told_beside_the_field(desk, institution, officer_a, fire_a):
    answer = desk.post(
        f"{NEW}?institution={institution.code}", typed(officer_a, fire_a, topics=["teaching_plan"])
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["topics"]
    assert not JointInspection.objects.exists()


def test_an_unknown_topic_is_no_choice(desk, institution, officer_a, fire_a):
    answer = desk.post(f"{NEW}?institution={institution.code}", typed(officer_a, fire_a, topics=["weather"]))
    assert answer.context["form"].errors["topics"]


def test_an_inspection_for_a_campaign_begins_with_its_topics(desk, institution):
    target = CampaignTargetFactory(institution=institution, campaign__topics=",fire,")
    page = desk.get(NEW, {"institution": institution.code, "campaign": target.campaign_id})
    assert page.context["form"]["topics"].value() == ["fire"]
