"""The pages of the census."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.models import Census, CensusEntry, CensusWorkbook, Institution
from institutions.terms import EntryState
from portal.accounts.actors import Actor
from portal.desk import due
from tests.factories.census import CensusAreaFactory, CensusEntryFactory, CensusFactory, CensusProblemFactory
from tests.institutions.conftest import upload
from tests.institutions.workbooks import book

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


@pytest.fixture
def street(client_as: Callable[[Actor], Client], street_a: Actor) -> Client:
    return client_as(street_a)


@pytest.mark.clause("S1", "S7")
def test_a_census_is_opened_and_shows_what_is_not_swept(desk: Client, district_a: Any) -> None:
    page = desk.get("/desk/census/new/")
    facts = {name: value.isoformat() for name, value in page.context["form"].initial.items()}
    facts |= {"title": "春季排查", "districts": [district_a.pk], "campaign": str(uuid.uuid4())}
    assert desk.post("/desk/census/new/", facts | {"ends_on": "2020-01-01"}).status_code == 422
    assert desk.post("/desk/census/new/", facts).status_code == 302
    census = Census.objects.get()
    shown = desk.get(census.get_absolute_url())
    assert shown.context["total"] == district_a.streets.count()
    assert "<svg" in shown.content.decode()
    assert desk.get("/desk/census/", {"export": "csv"}).status_code == 200


@pytest.mark.clause("S1")
def test_an_error_on_the_phone_keeps_what_was_typed(street: Client) -> None:
    area = CensusAreaFactory()
    url = f"/desk/census/{area.census_id}/entries/new/"
    typed = {"area": area.pk, "name": "晨光辅导班", "address": "", "code": "", "client_id": str(uuid.uuid4())}
    answer = street.post(url, typed | {"weekly_hours": "500", "phone": "13970000001"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert {"address", "weekly_hours"} == set(answer.context["form"].errors)
    assert "晨光辅导班" in page
    assert "13970000001" in page
    good = typed | {"address": "公园路7号", "problems": ["fire"]}
    assert street.post(url, good).status_code == 302
    assert street.post(url, good).status_code == 302
    entry = CensusEntry.objects.get()
    assert street.get(entry.get_absolute_url()).status_code == 200
    amend = f"{entry.get_absolute_url()}correct/"
    assert street.get(amend).status_code == 200
    street.post(amend, good | {"name": "晨曦辅导班"})
    assert CensusEntry.objects.get().name == "晨曦辅导班"


@pytest.mark.clause("S7")
def test_a_street_officer_sees_the_own_street_only(street: Client, district_a: Any) -> None:
    census = CensusFactory()
    mine = CensusAreaFactory(census=census)
    other = CensusAreaFactory(census=census, street=district_a.streets.order_by("pk").last())
    theirs = CensusEntryFactory(census=census, street=other.street)
    rows = street.get(census.get_absolute_url()).context["rows"]
    assert [row.name for row in rows] == [mine.street.name]
    assert street.get(theirs.get_absolute_url()).status_code == 404
    assert street.get(other.get_absolute_url()).status_code == 404
    assert street.post(mine.get_absolute_url(), {"nothing_found": "on"}).status_code == 302


@pytest.mark.clause("S1")
def test_entry_and_register_stand_side_by_side_and_are_merged_and_undone(
    desk: Client, institution: Institution
) -> None:
    entry = CensusEntryFactory(name="东方新苗培训学校", address="公园路9号")
    url = entry.get_absolute_url()
    page = desk.get(url)
    [candidate] = page.context["candidates"]
    assert candidate["institution"] == institution
    assert {line.field: line.same for line in candidate["lines"]}["address"] is False
    facts = {"institution": institution.pk, "seen": candidate["seen"], "take": ["address"]}
    assert desk.post(f"{url}register/", {"reason": ""}).status_code == 422
    assert desk.post(f"{url}merge/", facts).status_code == 302
    institution.refresh_from_db()
    assert institution.address == "公园路9号"
    assert desk.post(f"{url}merge/", facts).status_code == 409
    assert desk.get(url).context["taken_over"]
    assert desk.post(f"{url}undo/", {"reason": "错认"}).status_code == 302
    assert CensusEntry.objects.get().state == EntryState.OPEN
    assert desk.post(f"{url}aside/", {"reason": "重复"}).status_code == 302


@pytest.mark.clause("S1")
def test_a_workbook_is_looked_at_then_written(desk: Client, district_a: Any) -> None:
    census = CensusFactory()
    name = district_a.streets.first().name
    rows = [
        ["机构名称", "所属街道", "办学地址", "联系电话"],
        ["甲班", name, "民德路1号", "1397"],
        ["", name, "x1", "2"],
    ]
    url = f"/desk/census/{census.pk}/workbook/"
    assert desk.post(url, {"workbook": upload(b"")}).status_code == 422
    assert desk.post(url, {"workbook": upload(book(rows))}).status_code == 302
    sent = CensusWorkbook.objects.get()
    assert desk.get(sent.get_absolute_url()).context["good"] == 1
    assert not CensusEntry.objects.exists()
    assert desk.post(sent.get_absolute_url()).status_code == 302
    assert desk.get(sent.get_absolute_url()).context["refused"] == 1
    refused = desk.get(f"{sent.get_absolute_url()}refused.xlsx")
    assert b"".join(refused.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


@pytest.mark.clause("S3")
def test_problems_stand_by_kind_with_their_plan_and_are_settled(desk: Client) -> None:
    problem = CensusProblemFactory()
    census = problem.entry.census
    page = f"/desk/census/{census.pk}/problems/"
    plan = f"/desk/census/{census.pk}/plans/{problem.kind}/"
    facts = {"text": "限期停办", "department": "education", "settle_by": "2026-06-30", "seen": ""}
    assert desk.post(plan, facts | {"text": ""}).status_code == 422
    assert desk.post(plan, facts).status_code == 302
    assert desk.post(plan, facts).status_code == 409
    assert "限期停办" in desk.get(page).content.decode()
    assert desk.get(page, {"kind": problem.kind, "export": "xlsx"}).status_code == 200
    assert desk.post(problem.get_absolute_url(), {"note": ""}).status_code == 422
    assert desk.post(problem.get_absolute_url(), {"note": "已停办"}).status_code == 302


@pytest.mark.clause("S1")
def test_the_city_compares_its_districts(
    client_as: Callable[[Actor], Client], city: Actor, district_b: Any
) -> None:
    here = CensusFactory()
    CensusFactory(campaign=here.campaign, district=district_b)
    CensusProblemFactory(entry__census=here)
    page = client_as(city).get("/desk/census/districts/")
    assert [row.entries for row in page.context["rows"]] == [1, 0]
    assert client_as(city).get("/desk/census/districts/", {"export": "csv"}).status_code == 200


@pytest.mark.clause("S7")
def test_closing_asks_for_a_reason_and_keeps_it_typed(desk: Client) -> None:
    area = CensusAreaFactory()
    url = f"/desk/census/{area.census_id}/close/"
    assert desk.post(url, {"reason": ""}).status_code == 422
    assert desk.post(url, {"reason": "街道搬迁"}).status_code == 302
    assert "街道搬迁" in desk.get(area.census.get_absolute_url()).content.decode()


@pytest.mark.clause("S7")
def test_areas_are_due_to_the_street_and_overdue_ones_to_the_district(
    street_a: Actor, officer_a: Actor, officer_b: Actor
) -> None:
    area = CensusAreaFactory()
    assert [item.due for item in due.items_for(street_a, date(2026, 3, 18))] == [area.report_by]
    assert not due.items_for(officer_a, date(2026, 3, 27))
    assert len(due.items_for(officer_a, date(2026, 3, 28))) == 1
    CensusEntryFactory(census=area.census)
    assert len(due.items_for(officer_a, date(2026, 3, 27))) == 1
    assert not due.items_for(officer_b, date(2026, 3, 28))


@pytest.mark.parametrize("page", ["", "entries/", "problems/"])
def test_the_pages_make_the_same_queries_for_2_and_12_entries(
    page: str, desk: Client, django_assert_num_queries: Any
) -> None:
    census = CensusFactory()
    CensusAreaFactory(census=census)
    url = f"/desk/census/{census.pk}/{page}"
    for _ in range(2):
        CensusProblemFactory(entry__census=census)
    desk.get(url)
    with CaptureQueriesContext(connection) as few:
        desk.get(url)
    for _ in range(10):
        CensusProblemFactory(entry__census=census)
    with django_assert_num_queries(len(few)):
        desk.get(url)
