"""Penalty cases at the desk and on the institution's side."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import PenaltyCase
from inspections.terms import CaseState, Group, StepKind
from tests.factories.inspections import ConfirmedFindingFactory
from tests.factories.procedure import notice, open_case, reviewed_case, step
from tests.inspections.conftest import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N3")]


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def own(client_as, institution_user):
    return client_as(institution_user)


@pytest.fixture
def finding(institution):
    return ConfirmedFindingFactory(institution=institution, group=Group.NO_LICENCE_NO_PERMIT)


def url(name, row):
    return reverse(f"inspections:{name}", args=[row.pk])


def typed(**more):
    return {"on": timezone.localdate().isoformat(), "client_id": uuid.uuid4(), "text": "如下。"} | more


def test_opening_a_case_ticks_what_the_rule_proposes_and_goes_on_to_it(desk, finding, officer_a2):
    page = desk.get(url("case_new", finding))
    assert page.context["form"]["measures"].value() == ["ban"]
    today = timezone.localdate().isoformat()
    answer = desk.post(
        url("case_new", finding),
        {
            "measures": ["ban"],
            "grounds": "现场笔录。",
            "ended_on": today,
            "companion": officer_a2.membership.pk,
            "client_id": uuid.uuid4(),
        },
    )
    assert answer.headers["Location"] == PenaltyCase.objects.get().get_absolute_url()


def test_a_case_without_a_second_officer_is_refused_and_keeps_what_was_typed(desk, finding):
    today = timezone.localdate().isoformat()
    answer = desk.post(
        url("case_new", finding),
        {"measures": ["ban"], "grounds": "现场笔录。", "ended_on": today, "client_id": uuid.uuid4()},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["companion"]
    assert "现场笔录。" in answer.content.decode()


def test_a_second_case_is_not_offered(desk, finding):
    case = open_case(finding, "ban")
    assert case.get_absolute_url() in desk.get(url("case_new", finding)).content.decode()


def test_the_page_offers_the_next_act_only(desk, finding):
    case = open_case(finding, "ban", days_ago=40)
    assert "step_form" not in desk.get(url("case", case)).context
    notice(case, served_days_ago=30)
    page = desk.get(url("case", case))
    assert page.context["now"].stage == "review"
    assert "hearing_form" not in page.context
    assert "review_form" in page.context


def test_a_step_goes_on_file_with_its_files(desk, finding):
    case = open_case(finding, "ban")
    notice(case)
    desk.post(url("case_step", case), typed(kind="statement", files=[photo()]))
    ((made, files),) = desk.get(url("case", case)).context["filed"]
    assert (made.kind, len(files)) == (StepKind.STATEMENT, 1)


def test_a_step_that_is_not_open_is_refused(desk, finding):
    case = open_case(finding, "ban")
    notice(case)
    answer = desk.post(url("case_step", case), typed(kind="hearing_held"))
    assert answer.status_code == 422
    assert not case.steps.exists()


def test_the_hearing_is_announced_from_the_page(desk, finding):
    case = open_case(finding, "ban")
    notice(case)
    step(case, "hearing_asked")
    day = (timezone.localdate() + timedelta(days=40)).isoformat()
    desk.post(url("case_hearing", case), {"hearing_on": day, "place": "会议室", "client_id": uuid.uuid4()})
    assert case.steps.get(kind="hearing_set").place == "会议室"


def test_who_leads_the_case_gets_no_review_form_and_is_refused(desk, finding, officer_a):
    case = open_case(finding, "ban", days_ago=40, officer=officer_a.user)
    notice(case, served_days_ago=30)
    assert "review_form" not in desk.get(url("case", case)).context
    answer = desk.post(
        url("case_review", case), {"passes": "yes", "opinion": "可以", "client_id": uuid.uuid4()}
    )
    assert answer.status_code == 403


def test_the_review_makes_it_ready_to_decide(desk, finding):
    case = open_case(finding, "ban", days_ago=40)
    notice(case, served_days_ago=30)
    desk.post(url("case_review", case), {"passes": "yes", "opinion": "事实清楚。", "client_id": uuid.uuid4()})
    assert desk.get(url("case", case)).context["may_decide"]


def test_another_officer_takes_the_case_over(desk, finding, officer_a, officer_a2):
    case = open_case(finding, "ban")
    desk.post(
        url("case_officers", case),
        {"companion": officer_a2.membership.pk, "reason": "回避", "client_id": uuid.uuid4()},
    )
    case = PenaltyCase.objects.get(pk=case.pk)
    assert (case.officer, case.companion) == (officer_a.user, officer_a2.user)


def test_closing_without_a_penalty_goes_back_to_the_finding(desk, finding):
    case = open_case(finding, "ban")
    answer = desk.post(url("case_close", case), {"state": "unfounded", "reason": "证据不足"})
    assert answer.headers["Location"] == finding.get_absolute_url()
    assert PenaltyCase.objects.get().state == CaseState.UNFOUNDED


def test_the_institution_reads_its_rights_and_states_its_defence(own, finding):
    case = open_case(finding, "ban")
    assert own.get(url("my_case", case)).status_code == 404
    notice(case)
    step(case, "sent_back", text="内部意见")
    page = own.get(url("my_case", case))
    assert page.context["hearing_until"] > timezone.localdate()
    assert "内部意见" not in page.content.decode()
    answer = own.post(
        url("my_case", case), {"kind": "statement", "text": "我们已停课。", "client_id": uuid.uuid4()}
    )
    assert answer.headers["Location"] == case.get_own_url()
    assert case.steps.get(kind="statement").by_institution


def test_what_the_institution_typed_stays_where_it_is_refused(own, finding):
    case = open_case(finding, "ban")
    notice(case)
    answer = own.post(url("my_case", case), {"kind": "statement", "text": " ", "client_id": uuid.uuid4()})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]


def test_nothing_can_be_said_any_more_after_the_decision_is_ready(own, finding):
    case = reviewed_case(finding, "ban")
    assert not own.get(url("my_case", case)).context["may_say"]


def test_the_lists_make_the_same_queries_for_one_case_and_ten(desk, own, institution):
    def many(count):
        for _ in range(count):
            made = ConfirmedFindingFactory(institution=institution, group=Group.NO_LICENCE_NO_PERMIT)
            reviewed_case(made, "ban")

    pages = [(desk, reverse("inspections:cases")), (own, reverse("inspections:my_cases"))]

    def count(client, address):
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    many(1)
    before = [count(*page) for page in pages]
    many(9)
    assert [count(*page) for page in pages] == before


def test_the_list_is_filtered_and_downloaded_as_shown(desk, finding, institution):
    case = open_case(finding, "ban")
    other = reviewed_case(ConfirmedFindingFactory(institution=institution, group=Group.FIRE), "revoke_permit")
    address = reverse("inspections:cases")
    assert list(desk.get(address, {"state": "reviewed"}).context["rows"]) == [other]
    assert not desk.get(address, {"overdue": "on"}).context["rows"]
    sheet = b"".join(desk.get(address, {"export": "csv", "q": case.number}).streaming_content).decode(
        "utf-8-sig"
    )
    assert case.number in sheet
    assert other.number not in sheet


def test_an_empty_list_says_where_cases_come_from(desk):
    assert not desk.get(reverse("inspections:cases")).context["rows"]
