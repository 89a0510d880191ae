"""Importing a register in the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from institutions.models import ImportRun, Institution
from institutions.terms import ImportState
from portal.accounts.actors import Actor
from tests.institutions.conftest import upload

pytestmark = pytest.mark.django_db
SEND = "/desk/institutions/imports/new/"


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


@pytest.fixture
def run(desk: Client, register: bytes) -> ImportRun:
    answer = desk.post(SEND, {"district": "360102", "workbook": upload(register)})
    assert answer.status_code == 302
    return ImportRun.objects.get()


@pytest.mark.clause("S1")
def test_the_preview_says_what_was_taken_for_what_and_writes_nothing(desk: Client, run: ImportRun) -> None:
    page = desk.get(run.get_absolute_url()).content.decode()
    for words in ("汇总表", "填表说明", "统一社会信用代码", "按表头", "第 4 行", "甲培训学校"):
        assert words in page, words
    assert "13970000001" not in page
    assert not Institution.objects.exists()


@pytest.mark.clause("S1")
def test_confirmed_it_is_written_and_each_row_has_its_result(
    desk: Client, run: ImportRun, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(run.get_absolute_url())
    page = desk.get(run.get_absolute_url())
    assert [(str(label), n) for _value, label, n in page.context["kinds"]][-1][1] == 3
    refused = desk.get(run.get_absolute_url(), {"result": "rejected"})
    assert len(refused.context["shown"]) == 3
    assert "校验码" in refused.content.decode()
    sheet = desk.get(f"{run.get_absolute_url()}refused.xlsx")
    assert b"".join(sheet.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


@pytest.mark.clause("S1")
def test_while_it_runs_the_page_asks_for_its_progress_and_works_without_a_script(
    desk: Client, run: ImportRun
) -> None:
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.RUNNING, done=4)
    page = desk.get(run.get_absolute_url()).content.decode()
    assert "hx-get" in page
    assert "4 / 9" in page
    part = desk.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.DONE)
    assert desk.get(run.get_absolute_url(), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


@pytest.mark.clause("S1")
@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04"])
def test_a_wrong_file_is_told_beside_the_field_and_nothing_is_kept(desk: Client, content: bytes) -> None:
    answer = desk.post(SEND, {"district": "360102", "workbook": upload(content)})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"workbook"}
    assert not ImportRun.objects.exists()


def test_a_district_officer_can_choose_no_other_district(desk: Client, register: bytes) -> None:
    answer = desk.post(SEND, {"district": "360103", "workbook": upload(register)})
    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_the_imports_of_another_district_are_hidden(
    client_as: Callable[[Actor], Client], officer_b: Actor, run: ImportRun
) -> None:
    assert client_as(officer_b).get(run.get_absolute_url()).status_code == 404
    assert not client_as(officer_b).get("/desk/institutions/imports/").context["rows"]


def test_the_list_of_imports_makes_the_same_queries_for_1_and_9(
    desk: Client, run: ImportRun, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.get("/desk/institutions/imports/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/desk/institutions/imports/")
    for _ in range(8):
        run.pk = None
        run.save(force_insert=True)
    with django_assert_num_queries(len(few)):
        desk.get("/desk/institutions/imports/")


@pytest.mark.clause("S1")
def test_a_running_import_is_paused_and_gone_on_with_by_buttons(desk: Client, run: ImportRun) -> None:
    page = run.get_absolute_url()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.RUNNING, done=4)
    assert f"{page}pause/" in desk.get(page).content.decode()
    assert desk.post(f"{page}pause/").status_code == 302
    assert ImportRun.objects.get().state == ImportState.PAUSED
    paused = desk.get(page).content.decode()
    assert "hx-get" not in paused
    assert desk.post(page).status_code == 302
    assert ImportRun.objects.get().state == ImportState.QUEUED


@pytest.mark.clause("S1")
def test_the_rest_is_given_up_only_after_a_page_that_says_what_stays(desk: Client, run: ImportRun) -> None:
    page = run.get_absolute_url()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.PAUSED, done=4)
    assert desk.get(f"{page}cancel/").status_code == 200
    assert ImportRun.objects.get().state == ImportState.PAUSED
    assert desk.post(f"{page}cancel/").status_code == 302
    assert ImportRun.objects.get().state == ImportState.CANCELLED
    assert desk.get(page).status_code == 200
    assert desk.post(f"{page}pause/").status_code == 409
