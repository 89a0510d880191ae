"""Opening within the cap, approving, joining, the door, and the pages that anybody may look up."""

import uuid
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import JointInspection
from inspections.services.approvals import approve
from inspections.terms import Source
from portal.desk.due import items_for
from portal.throttling.rules import Limit
from tests.factories.inspections import JointInspectionFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.lawful import opened

pytestmark = pytest.mark.django_db
CHECK = "/visits/check/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def planned(officer_a, fire_a, institution):
    return opened(officer_a, institution, fire_a)


def typed(*officers, **more):
    return {
        "purpose": "开学前安全检查",
        "source": "plan",
        "on": timezone.localdate().isoformat(),
        "departments": ["education", "fire"],
        "members": [officer.membership.pk for officer in officers],
        "client_id": str(uuid.uuid4()),
    } | more


def new(institution):
    return f"/desk/inspections/new/?institution={institution.code}"


def act(name, inspection):
    return reverse(f"inspections:{name}", args=[inspection.pk])


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.clause("N2")
def test_a_second_visit_is_warned_of_and_opened_where_it_is_wanted(
    desk, planned, officer_a, fire_a, institution
):
    page = desk.get(new(institution))
    assert act("join", planned) in page.content.decode()
    post = typed(officer_a, fire_a)
    answer = desk.post(new(institution), post)
    assert answer.status_code == 422
    assert answer.context["form"].errors["apart"]
    assert "开学前安全检查" in answer.content.decode()
    assert desk.post(new(institution), post | {"apart": "on"}).status_code == 302
    assert JointInspection.objects.count() == 2


@pytest.mark.clause("N2")
def test_beyond_the_cap_the_page_asks_for_the_reason_beside_its_field(desk, officer_a, fire_a, institution):
    for _time in range(2):
        opened(officer_a, institution, fire_a)
    post = typed(officer_a, fire_a, apart="on")
    assert "exception_reason" in desk.get(new(institution)).context["form"].fields
    answer = desk.post(new(institution), post)
    assert answer.status_code == 422
    assert answer.context["form"].errors["exception_reason"]
    assert desk.post(new(institution), post | {"exception_reason": "群体退费风险"}).status_code == 302


@pytest.mark.clause("N2")
def test_the_page_does_not_ask_for_what_is_not_needed(desk, institution):
    fields = desk.get(new(institution)).context["form"].fields
    assert not {"exception_reason", "apart"} & set(fields)


@pytest.mark.clause("N2")
def test_another_officer_approves_and_the_opener_is_not_asked(planned, desk, client_as, officer_a2):
    assert not desk.get(planned.get_absolute_url()).context["may_approve"]
    assert desk.post(act("approve", planned), {"note": ""}).status_code == 403
    other = client_as(officer_a2)
    assert other.get(planned.get_absolute_url()).context["may_approve"]
    assert other.post(act("approve", planned), {"note": ""}).status_code == 302
    planned.refresh_from_db()
    assert planned.approved_by == officer_a2.user


@pytest.mark.clause("N2")
def test_beyond_the_cap_an_approval_without_a_reason_is_refused_beside_the_note(
    client_as, officer_a, officer_a2, fire_a, institution
):
    for _time in range(2):
        opened(officer_a, institution, fire_a)
    third = opened(officer_a, institution, fire_a, exception_reason="群体退费风险")
    answer = client_as(officer_a2).post(act("approve", third), {"note": ""})
    assert answer.status_code == 422
    assert answer.context["approve_form"].errors["note"]


@pytest.mark.clause("N2")
def test_the_approval_is_due_for_the_colleague_and_not_for_the_opener(planned, officer_a, officer_a2, city):
    today = timezone.localdate()
    address = planned.get_absolute_url()
    assert address in [item.url for item in items_for(officer_a2, today)]
    for actor in (officer_a, city):
        assert address not in [item.url for item in items_for(actor, today)]


@pytest.mark.clause("N2")
def test_what_began_at_once_is_due_within_a_working_day(officer_a, officer_a2, fire_a, institution):
    today = timezone.localdate()
    urgent = opened(officer_a, institution, fire_a, source=Source.URGENT)
    due = next(item for item in items_for(officer_a2, today) if item.url == urgent.get_absolute_url())
    assert due.due > today


def test_departments_join_on_their_page(planned, desk, market_a):
    url = act("join", planned)
    page = desk.get(url).context["form"]
    assert "fire" not in dict(page.fields["departments"].choices)
    assert desk.post(url, {"departments": ["market"]}).status_code == 422
    assert desk.post(url, {"members": [market_a.membership.pk]}).status_code == 302
    planned.refresh_from_db()
    assert planned.departments == ["education", "fire", "market"]


@pytest.mark.clause("N2")
def test_the_phone_at_the_door_shows_the_code_and_takes_the_institution_s(
    inspection, client_as, fire_a, institution_b
):
    phone, url = client_as(fire_a), act("door", inspection)
    page = phone.get(url).content.decode()
    assert inspection.visit_code in page
    assert "data:image/svg+xml" in page
    wrong = phone.post(url, {"code": institution_b.code})
    assert wrong.status_code == 422
    assert institution_b.code in wrong.content.decode()
    assert phone.post(url, {"code": inspection.institution.code}).status_code == 302
    inspection.refresh_from_db()
    assert inspection.arrived_at is not None


@pytest.mark.clause("N2")
def test_before_the_approval_the_phone_shows_no_code(planned, client_as, fire_a):
    assert planned.visit_code not in client_as(fire_a).get(act("door", planned)).content.decode()


@pytest.mark.clause("N2")
def test_a_visit_made_without_a_scan_is_marked(inspection, desk):
    assert not desk.get(inspection.get_absolute_url()).context["unscanned"]
    visit = inspection.visits.get()
    visit.finish()
    visit.save()
    assert desk.get(inspection.get_absolute_url()).context["unscanned"]


@pytest.mark.clause("N2", "N4")
def test_anybody_checks_a_code_and_reads_no_name_and_not_where_the_visit_comes_from(
    officer_a, officer_a2, fire_a, institution
):
    visit = approve(opened(officer_a, institution, fire_a, source=Source.COMPLAINT), actor=officer_a2)
    page = Client().get(CHECK, {"code": visit.visit_code.lower()}).content.decode()
    assert institution.name in page
    assert "开学前检查" in page
    assert "赵消防" not in page
    assert fire_a.user.enforcement_certificate not in page
    assert fire_a.user.enforcement_certificate[-4:] in page
    assert str(Source.COMPLAINT.label) not in page.split("<main", 1)[-1].split("</main", 1)[0]


def test_a_wrong_code_is_told_so_and_stays_typed(inspection):
    answer = Client().get(CHECK, {"code": "ABCD2345"})
    assert answer.status_code == 404
    assert "ABCD2345" in answer.content.decode()
    assert Client().get(CHECK).status_code == 200
    assert Client().get(CHECK, {"code": ""}).status_code == 422


@pytest.mark.clause("N2")
def test_codes_are_not_tried_out(inspection):
    with mock.patch("inspections.rules.door.CHECKING", Limit(1, 900)):
        assert Client().get(CHECK, {"code": "ABCD2345"}).status_code == 404
        assert Client().get(CHECK, {"code": inspection.visit_code}).status_code == 429


@pytest.mark.clause("N2", "S4")
def test_the_items_of_the_standard_in_force_are_published_by_department_with_clause_and_frequency():
    answer = Client().get("/inspection-items/")
    assert "安全出口" in answer.content.decode()
    assert answer.context["cap"].per_year == 2
    assert len(answer.context["departments"]) > 2


def test_the_published_items_make_the_same_queries_however_many_there_are(django_assert_max_num_queries):
    with django_assert_max_num_queries(
        4
    ):  # standard, items with their parts, the cap, and the language's cookie none
        Client().get("/inspection-items/")


@pytest.mark.clause("N2")
def test_the_institution_confirms_at_its_door_and_finds_the_visit_on_its_list(
    inspection, client_as, institution_user
):
    own = client_as(institution_user)
    page = own.get("/my/visits/door/", {"code": inspection.visit_code})
    assert inspection.visit_code in page.content.decode()
    assert own.post("/my/visits/door/", {"code": "ABCD2345"}).status_code == 404
    answer = own.post("/my/visits/door/", {"code": inspection.visit_code})
    assert answer.headers["Location"] == "/my/visits/"
    assert list(own.get("/my/visits/").context["rows"]) == [inspection]


@pytest.mark.clause("N2", "N4")
def test_the_own_list_and_what_is_left_do_not_betray_what_comes_unannounced(
    officer_a, officer_a2, fire_a, institution, institution_user, client_as
):
    approve(opened(officer_a, institution, fire_a, source=Source.DRAW), actor=officer_a2)
    page = client_as(institution_user).get("/my/visits/")
    assert not page.context["rows"]
    assert (page.context["burden"].visits, page.context["burden"].left) == (0, 2)


def test_the_own_list_makes_the_same_queries_for_2_and_20_visits(institution, institution_user, client_as):
    own = client_as(institution_user)
    for _n in range(2):
        JointInspectionFactory(institution=institution)
    few = queries(own, "/my/visits/")
    for _n in range(18):
        JointInspectionFactory(institution=institution)
    assert queries(own, "/my/visits/") == few
    csv = b"".join(own.get("/my/visits/", {"export": "csv"}).streaming_content).decode()
    assert csv.count("\n") == 21


def test_the_page_of_one_visit_says_nothing_of_another_institution(client_as, institution_user, district_a):
    JointInspectionFactory(institution=InstitutionFactory(district=district_a))
    assert not client_as(institution_user).get("/my/visits/").context["rows"]
