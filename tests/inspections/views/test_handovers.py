"""Pages of ladders, handovers, appeals and urgent stops."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import Appeal, Decision, Finding, Handover, HazardStop
from inspections.services import appeals
from inspections.terms import Group
from portal.desk.due import items_for
from portal.timeline.models import Event
from tests.factories.handovers import AppealFactory, HandoverFactory
from tests.factories.inspections import DecisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def own(client_as, institution_user):
    return client_as(institution_user)


@pytest.fixture
def handover(institution):
    return HandoverFactory(decision__finding__institution=institution)


def at(name, row):
    return reverse(f"inspections:{name}", args=[row.pk])


@pytest.mark.clause("P2")
def test_the_ladder_says_where_an_institution_stands_and_why(desk, a_finding, institution):
    finding = a_finding(group=Group.NO_PERMIT)
    url = reverse("inspections:ladder", args=[institution.code])
    page = desk.get(url)
    assert [(one.group, one.times, one.step) for one in page.context["ladders"]] == [("no_permit", 1, 1)]
    assert finding.get_absolute_url() in page.content.decode()
    assert url in desk.get(finding.get_absolute_url()).content.decode()


@pytest.mark.clause("P2")
def test_the_what_if_shows_what_would_follow_and_writes_nothing(desk, a_finding, institution):
    a_finding(group=Group.NO_PERMIT)
    before = (Finding.objects.count(), Decision.objects.count(), Event.objects.count())
    asked = {"group": "no_permit", "more": 1, "on": timezone.localdate().isoformat()}
    page = desk.get(reverse("inspections:ladder", args=[institution.code]), asked)
    assert [one["step"] for one in page.context["foreseen"]] == [2, 3]
    assert (Finding.objects.count(), Decision.objects.count(), Event.objects.count()) == before


def test_a_what_if_that_makes_no_sense_keeps_what_was_typed(desk, institution):
    asked = {"group": "fees", "more": 99, "on": ""}
    page = desk.get(reverse("inspections:ladder", args=[institution.code]), asked)
    assert set(page.context["form"].errors) == {"more", "on"}
    assert 'value="99"' in page.content.decode()


@pytest.mark.clause("M7")
def test_a_handover_goes_from_the_finding_to_its_answer(desk, client_as, market_a, a_finding):
    finding = a_finding(group=Group.FEES)
    new = at("handover_new", finding)
    assert new in desk.get(finding.get_absolute_url()).content.decode()
    refused = desk.post(new, {"to_department": "market", "facts": "多收费", "grounds": ""})
    assert refused.status_code == 422
    assert "多收费" in refused.content.decode()
    assert (
        desk.post(new, {"to_department": "market", "facts": "多收费", "grounds": "价格法"}).status_code == 302
    )
    handover = Handover.objects.get()
    market = client_as(market_a)
    assert market.post(at("handover_accept", handover)).status_code == 302
    post = {"outcome": "not_taken_up", "text": ""}
    assert market.post(at("handover_answer", handover), post).status_code == 422
    post["text"] = "证据不足"
    assert market.post(at("handover_answer", handover), post).status_code == 302
    assert "证据不足" in desk.get(handover.get_absolute_url()).content.decode()


def test_a_returned_handover_is_due_for_the_sender_and_sent_again(
    desk, client_as, market_a, officer_a, handover
):
    market = client_as(market_a)
    today = timezone.localdate()
    assert any(handover.number in item.title for item in items_for(market_a, today))
    assert market.post(at("handover_return", handover), {"reason": "非本部门职权"}).status_code == 302
    assert any(handover.number in item.title for item in items_for(officer_a, today))
    again = {"to_department": "fire", "reason": "属消防"}
    assert desk.post(at("handover_again", handover), again).status_code == 302
    assert market.get(handover.get_absolute_url()).status_code == 404


def test_the_city_sees_what_is_overdue(city, handover):
    today = timezone.localdate()
    assert not any(handover.number in item.title for item in items_for(city, today))
    late = handover.due + timedelta(days=1)
    assert any(handover.number in item.title for item in items_for(city, late))


def count(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_the_lists_ask_as_much_for_20_rows_as_for_2(desk, own, institution):
    HandoverFactory.create_batch(2, decision__finding__institution=institution)
    urls = [(desk, "/desk/handovers/"), (own, "/my/decisions/")]
    for client, url in urls:
        client.get(url)
    few = [count(client, url) for client, url in urls]
    HandoverFactory.create_batch(18, decision__finding__institution=institution)
    assert [count(client, url) for client, url in urls] == few


def test_handovers_are_downloaded_as_filtered(desk, handover):
    text = b"".join(desk.get("/desk/handovers/?state=open&export=csv").streaming_content).decode()
    assert handover.number in text
    text = b"".join(desk.get("/desk/handovers/?state=answered&export=csv").streaming_content).decode()
    assert handover.number not in text


@pytest.mark.clause("N3")
def test_an_institution_sees_its_window_and_registers_an_appeal(own, institution, institution_b):
    decision = DecisionFactory(finding__institution=institution)
    foreign = DecisionFactory(finding__institution=institution_b)
    url = at("my_decision", decision)
    until = (decision.decided_on + timedelta(days=60)).isoformat()
    assert until in own.get(url).content.decode()
    assert own.get(at("my_decision", foreign)).status_code == 404
    post = {
        "kind": "reconsideration",
        "body": "",
        "lodged_on": timezone.localdate().isoformat(),
        "client_id": str(uuid.uuid4()),
    }
    assert own.post(url, post).status_code == 422
    assert own.post(url, post | {"body": "东湖区人民政府"}).status_code == 302
    assert Appeal.objects.get().decision == decision


@pytest.mark.clause("N3")
def test_an_officer_records_the_outcome_and_withdraws_the_decision(desk, officer_a, institution):
    appeal = AppealFactory(decision__finding__institution=institution)
    decision = appeal.decision
    post = {"appeal": appeal.pk, "state": "changed", "outcome": "撤销"}
    assert desk.post(at("appeal_close", decision), post).status_code == 302
    assert desk.post(at("decision_withdraw", decision), {"reason": ""}).status_code == 422
    assert desk.post(at("decision_withdraw", decision), {"reason": "复议撤销"}).status_code == 302
    page = at("appeals", decision)
    assert any(item.url == page for item in items_for(officer_a, timezone.localdate()))
    assert desk.post(at("decision_taken_down", decision)).status_code == 302
    assert not any(item.url == page for item in items_for(officer_a, timezone.localdate()))


@pytest.mark.clause("N3")
def test_a_pending_appeal_is_a_chip_on_the_finding_and_the_institution(desk, institution):
    appeal = AppealFactory(decision__finding__institution=institution)
    for url in (
        appeal.decision.get_absolute_url(),
        reverse("institutions:detail", args=[institution.code]),
        reverse("inspections:ladder", args=[institution.code]),
    ):
        assert at("appeals", appeal.decision) in desk.get(url).content.decode()


@pytest.mark.clause("Z5")
def test_a_hazard_is_confirmed_on_its_page_before_teaching_stops(client_as, fire_a, officer_a, fire_part):
    fire = client_as(fire_a)
    url = at("hazard_new", fire_part)
    assert fire.get(url).status_code == 200
    post = {
        "kind": "premises",
        "text": "承重墙开裂。",
        "since": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "companion": officer_a.membership.pk,
        "client_id": str(uuid.uuid4()),
    }
    refused = fire.post(url, post)
    assert refused.status_code == 422
    assert "承重墙开裂。" in refused.content.decode()
    assert not HazardStop.objects.exists()
    assert fire.post(url, post | {"sure": "on"}).status_code == 302
    page = fire.get(HazardStop.objects.get().get_absolute_url()).content.decode()
    assert "承重墙开裂。" in page
    assert "李东湖" in page


def test_a_withdrawn_decision_says_so_on_the_finding(desk, officer_a, institution):
    decision = DecisionFactory(finding__institution=institution)
    appeals.withdraw(decision, actor=officer_a, reason="认定有误")
    assert desk.get(decision.get_absolute_url()).status_code == 200
    assert "认定有误" in desk.get(at("appeals", decision)).content.decode()
