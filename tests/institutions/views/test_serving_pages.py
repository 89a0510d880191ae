"""The pages of schools' lists: handing in, looking, keeping, deciding on matches."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.models import ServingList, ServingMatch
from institutions.terms import ListState, MatchState
from portal.accounts.actors import Actor
from portal.desk import due
from portal.timeline.models import Event
from tests.factories.teachers import (
    ServingListFactory,
    ServingMatchFactory,
    id_number,
    list_with,
    sent_csv,
    teacher_known_as,
)

pytestmark = pytest.mark.django_db
A, B = id_number(1), id_number(2)
ROWS = [["姓名", "身份证号"], ["张某", A], ["李某", "110105194912310021"]]
TODAY = date(2026, 3, 18)


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


def typed(**more: Any) -> dict[str, Any]:
    given = {"district": "360102", "school": " 南昌市第一小学 ", "as_of": "2026-03-01"}
    return given | {"workbook": sent_csv(ROWS)} | more


@pytest.mark.clause("P7", "N4")
def test_a_list_goes_from_the_file_over_the_preview_to_a_match(desk: Client, institution: Any) -> None:
    teacher = teacher_known_as(A, institution=institution, name="欧阳明")
    assert desk.get("/desk/serving/new/").status_code == 200
    assert desk.post("/desk/serving/new/", typed()).status_code == 302
    row = ServingList.objects.get()
    assert (row.school, row.state) == ("南昌市第一小学", ListState.PREVIEW)
    page = desk.get(row.get_absolute_url())
    assert page.context["refused_count"] == 1
    for secret in ("张某", "李某", A, "110105194912310021"):
        assert secret not in page.content.decode()
    assert desk.post(row.get_absolute_url(), {"keep": "1"}).status_code == 302
    match = ServingMatch.objects.get()
    assert "欧阳明" in desk.get("/desk/serving/matches/").content.decode()
    shown = desk.get(match.get_absolute_url()).content.decode()
    assert row.school in shown
    assert A not in shown
    assert teacher.get_absolute_url() in shown


@pytest.mark.clause("P7")
def test_a_bad_file_is_said_beside_the_field_and_what_was_typed_stays(desk: Client) -> None:
    answer = desk.post("/desk/serving/new/", typed(workbook=sent_csv([["姓名"], ["张某"]])))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"workbook"}
    assert "南昌市第一小学" in answer.content.decode()
    assert desk.post("/desk/serving/new/", typed(workbook="")).status_code == 422
    assert desk.post("/desk/serving/new/", typed(district="360103")).status_code == 422


@pytest.mark.clause("P7")
def test_a_list_is_discarded_and_nothing_of_it_is_left(desk: Client) -> None:
    desk.post("/desk/serving/new/", typed())
    row = ServingList.objects.get()
    assert desk.post(row.get_absolute_url(), {}).status_code == 422
    assert desk.post(row.get_absolute_url(), {"discard": "1"}).status_code == 302
    assert not ServingList.objects.exists()
    assert desk.get(row.get_absolute_url()).status_code == 404


@pytest.mark.clause("P7")
def test_a_list_sent_again_leads_to_the_one_that_is_kept(desk: Client) -> None:
    desk.post("/desk/serving/new/", typed())
    row = ServingList.objects.get()
    desk.post(row.get_absolute_url(), {"keep": "1"})
    assert desk.post(row.get_absolute_url(), {"keep": "1"}).status_code == 409
    again = desk.post("/desk/serving/new/", typed())
    assert again.headers["Location"] == row.get_absolute_url()


@pytest.mark.clause("P7")
def test_a_match_is_decided_with_a_reason_and_the_second_officer_sees_the_decision(
    desk: Client, institution: Any
) -> None:
    match = ServingMatchFactory(teacher=teacher_known_as(A, institution=institution))
    url = match.get_absolute_url()
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"confirm": "1", "reason": ""}).status_code == 422
    assert desk.post(url, {"reason": "两个都没有选。"}).status_code == 422
    assert desk.post(url, {"confirm": "1", "reason": "学校人事科确认在编。"}).status_code == 302
    late = desk.post(url, {"dismiss": "1", "reason": "同名不同人。"})
    assert late.status_code == 409
    assert "学校人事科确认在编。" in late.content.decode()
    match = ServingMatch.objects.get()
    assert match.state == MatchState.CONFIRMED
    assert Event.objects.about(match).get().clause == "P7"


@pytest.mark.clause("P7")
def test_a_match_is_dismissed(desk: Client, institution: Any) -> None:
    match = ServingMatchFactory(teacher=teacher_known_as(A, institution=institution))
    assert desk.post(match.get_absolute_url(), {"dismiss": "1", "reason": "已退休。"}).status_code == 302
    assert ServingMatch.objects.get().state == MatchState.DISMISSED


@pytest.mark.clause("P7")
def test_who_only_looks_decides_nothing(
    client_as: Callable[[Actor], Client], auditor: Actor, institution: Any
) -> None:
    match = ServingMatchFactory(teacher=teacher_known_as(A, institution=institution))
    client = client_as(auditor)
    assert client.get(match.get_absolute_url()).status_code == 200
    assert client.post(match.get_absolute_url(), {"confirm": "1", "reason": "是。"}).status_code == 403
    waiting = ServingListFactory(state=ListState.PREVIEW)
    assert client.post(waiting.get_absolute_url(), {"keep": "1"}).status_code == 403
    assert client.get("/desk/serving/new/").status_code == 403


@pytest.mark.clause("P7")
def test_the_lists_and_matches_are_filtered_and_downloaded(desk: Client, institution: Any) -> None:
    first = ServingMatchFactory(teacher=teacher_known_as(A, institution=institution, name="甲一丙"))
    second = ServingMatchFactory(teacher=teacher_known_as(B, institution=institution, name="乙二丁"))
    second.dismiss(TODAY, "已退休。")
    second.save()

    def found(**query: str) -> list[Any]:
        return list(desk.get("/desk/serving/matches/", query).context["rows"])

    assert found() == [first, second]
    assert found(q="甲一") == found(state="open") == [first]
    sent = desk.get("/desk/serving/matches/", {"export": "csv"})
    text = b"".join(sent.streaming_content).decode()  # type: ignore[attr-defined]
    assert first.serving_list.school in text
    assert A not in text
    page = desk.get("/desk/serving/", {"q": first.serving_list.school, "state": "current"})
    assert list(page.context["rows"]) == [first.serving_list]


@pytest.mark.clause("P7")
def test_matches_are_due_to_the_district_in_charge_and_asked_of_the_institution_once_confirmed(
    officer_a: Actor, officer_b: Actor, institution: Any, institution_user: Actor
) -> None:
    match = ServingMatchFactory(teacher=teacher_known_as(A, institution=institution))
    assert [item.due for item in due.items_for(officer_a, TODAY)] == [match.decide_by]
    assert not due.items_for(officer_b, TODAY)
    assert not due.items_for(institution_user, TODAY)
    match.confirm(TODAY, "学校确认。")
    match.save()
    assert not due.items_for(officer_a, TODAY)
    [item] = due.items_for(institution_user, TODAY)
    assert match.serving_list.school not in item.title
    assert item.url == f"/my/teachers/{match.teacher.pk}/"


@pytest.mark.clause("P7")
def test_a_list_that_waits_is_due_to_the_district_that_handed_it_in(
    officer_a: Actor, officer_b: Actor
) -> None:
    row = ServingListFactory(state=ListState.PREVIEW)
    assert [item.url for item in due.items_for(officer_a, TODAY)] == [row.get_absolute_url()]
    assert not due.items_for(officer_b, TODAY)


@pytest.mark.parametrize("url", ["/desk/serving/", "/desk/serving/matches/"])
def test_the_lists_make_the_same_queries_for_2_and_20_rows(
    url: str, desk: Client, institution: Any, django_assert_num_queries: Any
) -> None:
    def fill(first: int, last: int) -> None:
        for n in range(first, last):
            row = teacher_known_as(id_number(n), institution=institution)
            ServingMatchFactory(teacher=row, serving_list=list_with(id_number(n)))

    fill(1, 3)
    client = desk
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(3, 21)
    with django_assert_num_queries(len(few)):
        client.get(url)
