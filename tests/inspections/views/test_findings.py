"""Findings at the desk: confirmed, dismissed, decided."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.models import Decision, TeachingStop
from inspections.services.decisions import decide
from inspections.terms import FindingState, Group
from tests.factories.inspections import ConfirmedFindingFactory, FindingFactory, TeachingStopFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.procedure import open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


def act(name, finding):
    return reverse(f"inspections:{name}", args=[finding.pk])


def test_a_department_officer_confirms_a_finding(client_as, fire_a, institution):
    finding = FindingFactory(institution=institution, group=Group.FIRE)
    answer = client_as(fire_a).post(act("confirm", finding), {"group": "fire"})
    assert answer.status_code == 302
    finding.refresh_from_db()
    assert finding.state == FindingState.CONFIRMED


def test_a_dismissal_without_a_reason_is_refused(desk, institution):
    finding = FindingFactory(institution=institution)
    assert desk.post(act("dismiss", finding), {"reason": " "}).status_code == 422
    assert desk.post(act("dismiss", finding), {"reason": "复核不属实"}).status_code == 302


@pytest.mark.clause("P4")
def test_the_page_shows_the_ladder_the_step_and_the_proposal_ticked(desk, institution, a_finding):
    finding = a_finding(group=Group.SYLLABUS)
    page = desk.get(act("finding", finding))
    assert page.context["step"] == 1
    assert page.context["decide_form"]["measures"].value() == ["interview", "rectify_at_once"]
    assert 'href="/regulation/#P4"' in page.content.decode()


def test_a_decision_as_proposed_goes_on_to_its_order(desk, a_finding):
    finding = a_finding()
    answer = desk.post(act("decide", finding), {"measures": ["rectify"], "requirement": "退费。"})
    order = Decision.objects.get().orders.get()
    assert answer.headers["Location"] == order.get_absolute_url()
    assert order.requirement == "退费。"


def test_a_departure_without_a_reason_is_refused_and_keeps_what_was_typed(desk, a_finding):
    finding = a_finding()
    answer = desk.post(act("decide", finding), {"measures": ["warn"], "requirement": "改为警告"})
    form = answer.context["decide_form"]
    assert answer.status_code == 422
    assert form.errors["reason"]
    assert (form["measures"].value(), form["requirement"].value()) == (["warn"], "改为警告")
    assert not Decision.objects.exists()


@pytest.mark.clause("N3")
def test_a_ban_without_a_case_is_refused_and_the_page_offers_to_open_one(desk, a_finding):
    finding = a_finding(group=Group.NO_LICENCE_NO_PERMIT)
    answer = desk.post(act("decide", finding), {"measures": ["ban"]})
    assert answer.status_code == 422
    assert list(answer.context["decide_form"].errors) == ["measures"]
    assert reverse("inspections:case_new", args=[finding.pk]) in answer.content.decode()


@pytest.mark.clause("N3")
def test_the_page_says_what_the_open_case_waits_for(desk, a_finding):
    finding = a_finding(group=Group.NO_LICENCE_NO_PERMIT)
    case = open_case(finding, "ban")
    page = desk.get(act("finding", finding))
    assert page.context["open_case"].stage == "notice"
    assert case.get_absolute_url() in page.content.decode()


def test_the_second_officer_sees_the_decision_and_what_they_had_chosen(desk, a_finding, officer_a2):
    finding = a_finding()
    decide(finding, actor=officer_a2, measures=["rectify"])
    answer = desk.post(act("decide", finding), {"measures": ["warn"], "reason": "我的理由"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "刘东湖" in page
    assert "我的理由" in page


def test_an_officer_without_the_capability_sees_no_decision_form(client_as, fire_a, auditor, a_finding):
    finding = a_finding()
    for actor in (fire_a, auditor):
        assert "decide_form" not in client_as(actor).get(act("finding", finding)).context


def test_a_stop_is_lifted_with_a_reason(desk, institution):
    stop = TeachingStopFactory(decision__finding__institution=institution, kind="until_lifted")
    url = act("lift", stop.decision.finding)
    assert desk.post(url, {"reason": ""}).status_code == 422
    assert desk.post(url, {"reason": "已取得许可证"}).status_code == 302
    assert TeachingStop.objects.get().lifted_on is not None


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", ["/desk/findings/", "/desk/"])
def test_the_queue_makes_the_same_queries_for_2_and_20_findings(desk, district_a, url):
    for _n in range(2):
        FindingFactory(institution=InstitutionFactory(district=district_a))
    few = queries(desk, url)
    for _n in range(18):
        FindingFactory(institution=InstitutionFactory(district=district_a))
    assert queries(desk, url) == few


def test_the_page_makes_the_same_queries_after_1_and_8_earlier_findings(desk, institution, district_a):
    other = InstitutionFactory(district=district_a)
    for owner, times in ((institution, 2), (other, 9)):
        for _n in range(times):
            last = ConfirmedFindingFactory(institution=owner, group=Group.SYLLABUS)
        owner.last = last
    assert queries(desk, act("finding", institution.last)) == queries(desk, act("finding", other.last))


def test_the_list_is_filtered_and_exported_as_shown(desk, institution):
    FindingFactory(institution=institution, group=Group.FIRE, text="=cmd|' /C calc'!A0")
    FindingFactory(institution=institution, group=Group.FEES)
    assert len(desk.get("/desk/findings/", {"group": "fire"}).context["rows"]) == 1
    answer = desk.get("/desk/findings/", {"group": "fire", "export": "csv"})
    csv = b"".join(answer.streaming_content).decode()
    assert "'=cmd" in csv
