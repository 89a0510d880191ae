"""Orders at the desk and on the institution's side; the workbench; the section of an institution."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.due.pages import own_section, section
from inspections.models import RectificationOrder
from inspections.terms import Group, OrderState
from portal.desk.due import items_for
from portal.evidence.models import Evidence
from portal.jobs.due import run_all
from tests.factories.inspections import FindingFactory, order_for
from tests.factories.institutions import InstitutionFactory
from tests.inspections.conftest import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def own(client_as, institution_user):
    return client_as(institution_user)


@pytest.fixture
def order(an_order):
    return an_order()


def act(name, order):
    return reverse(f"inspections:{name}", args=[order.pk])


@pytest.mark.clause("D1")
def test_the_institution_files_its_report_on_its_own_side(own, order):
    url = order.get_own_url()
    post = {"text": "已退还。", "client_id": str(uuid.uuid4()), "files": [photo()]}
    assert own.get(url).status_code == 200
    assert own.post(url, post).headers["Location"] == url
    order.refresh_from_db()
    assert order.state == OrderState.REPORTED
    file = Evidence.objects.get().get_absolute_url()
    assert own.get(file).status_code == 200


def test_an_empty_report_is_refused_beside_its_field(own, order):
    answer = own.post(order.get_own_url(), {"text": "", "client_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]


def test_an_institution_sees_its_own_orders_only(own, order, institution_b):
    foreign = order_for(institution_b)
    rows = own.get("/my/orders/").context["rows"]
    assert list(rows) == [order]
    assert own.get(foreign.get_own_url()).status_code == 404


def test_the_institution_s_page_shows_nothing_of_the_finding_s_own_page(own, order):
    assert "/desk/findings/" not in own.get(order.get_own_url()).content.decode()


def test_the_district_reports_extends_and_re_inspects(desk, order, fire_a):
    assert desk.post(act("extend", order), {"days": 3, "reason": "施工"}).status_code == 302
    post = {"text": "已退还。", "client_id": str(uuid.uuid4())}
    assert desk.post(act("report", order), post).status_code == 302
    seen = {"outcome": "passed", "companion": fire_a.membership.pk, "note": "已核实。"}
    assert desk.post(act("reinspect", order), seen).status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.PASSED
    page = desk.get(act("order", order)).content.decode()
    assert "赵消防" in page


def test_a_re_inspection_not_passed_closes_the_order_badly(desk, order, fire_a, monkeypatch):
    monkeypatch.setattr("portal.jobs.after_commit", lambda *call: None)
    desk.post(act("report", order), {"text": "已退还。", "client_id": str(uuid.uuid4())})
    seen = {"outcome": "failed", "companion": fire_a.membership.pk, "note": "未退还。"}
    assert desk.post(act("reinspect", order), seen).status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.FAILED


def test_a_re_inspection_by_one_officer_is_refused_and_keeps_what_was_typed(desk, order):
    answer = desk.post(act("reinspect", order), {"outcome": "passed", "companion": "", "note": "已核实。"})
    assert answer.status_code == 422
    assert answer.context["reinspect_form"]["note"].value() == "已核实。"


def test_two_officers_who_close_an_order_at_once_are_told(desk, order, fire_a):
    seen = {"outcome": "passed", "companion": fire_a.membership.pk, "note": "已核实。"}
    desk.post(act("reinspect", order), seen)
    answer = desk.post(act("reinspect", order), seen)
    assert answer.status_code == 409
    assert "已核实。" in answer.content.decode()


def test_an_order_is_withdrawn_with_a_reason(desk, order):
    assert desk.post(act("withdraw", order), {"reason": ""}).status_code == 422
    assert desk.post(act("withdraw", order), {"reason": "对象有误"}).status_code == 302


def test_the_queue_puts_the_next_due_first_and_what_is_closed_last(desk, district_a):
    today = timezone.localdate()
    owners = [InstitutionFactory(district=district_a) for _n in range(3)]
    late = order_for(owners[0], served_on=today - timedelta(days=30))
    early = order_for(owners[1], served_on=today)
    closed = order_for(owners[2], state=OrderState.PASSED, closed_on=today)
    assert list(desk.get("/desk/orders/").context["rows"]) == [late, early, closed]
    assert list(desk.get("/desk/orders/", {"overdue": "on"}).context["rows"]) == [late]
    assert list(desk.get("/desk/orders/", {"state": "open"}).context["rows"]) == [late, early]


def test_the_queue_is_exported_as_shown(desk, order):
    answer = desk.get("/desk/orders/", {"state": "open", "export": "xlsx"})
    assert answer.headers["Content-Disposition"].endswith('"orders.xlsx"')


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_queue_makes_the_same_queries_for_2_and_20_orders(desk, district_a):
    for _n in range(2):
        order_for(InstitutionFactory(district=district_a))
    few = queries(desk, "/desk/orders/")
    for _n in range(18):
        order_for(InstitutionFactory(district=district_a))
    assert queries(desk, "/desk/orders/") == few


def test_the_workbench_says_who_has_to_do_what(
    inspection, officer_a, fire_a, market_a, institution_user, order, institution
):
    FindingFactory(institution=institution, group=Group.FIRE)
    today = order.due - timedelta(days=1)
    words = {actor.label: [item.url for item in items_for(actor, today)] for actor in (officer_a, fire_a)}
    assert any("/inspections/parts/" in url for url in words[fire_a.label])
    assert any("/findings/" in url for url in words[fire_a.label])
    assert order.get_absolute_url() in words[officer_a.label]
    assert not any("/inspections/parts/" in item.url for item in items_for(market_a, today))
    assert [item.url for item in items_for(institution_user, today)] == [order.get_own_url()]


@pytest.mark.clause("P8")
def test_the_daily_work_fails_what_was_missed(order, monkeypatch):
    monkeypatch.setattr("portal.jobs.after_commit", lambda *call: None)
    day = order.due + timedelta(days=1)
    done = [{o.name: o.done for o in run_all(day)}["inspections.missed_orders"] for _time in range(2)]
    assert done == [1, 0]
    assert list(RectificationOrder.objects.failed()) == [order]


def test_the_section_of_an_institution_shows_where_it_stands_on_the_ladder(
    institution, officer_a, institution_user, order, a_finding, today
):
    a_finding(group=Group.SYLLABUS)
    context = section(officer_a, institution.pk).context
    by_group = {standing.group: standing for standing in context["standings"]}
    assert {standing.times for standing in by_group.values()} == {1}
    assert sorted(standing.next_step for standing in by_group.values()) == [1, 2]
    assert context["orders"] == [order]
    assert section(institution_user, institution.pk) is None
    assert own_section(institution_user, institution.pk).context["orders"] == [order]


def test_the_staff_page_of_an_institution_carries_the_section(desk, institution, order):
    page = desk.get(reverse("institutions:detail", kwargs={"code": institution.code}))
    assert page.status_code == 200
    assert order.number in page.content.decode()
