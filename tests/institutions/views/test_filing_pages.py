"""Filing a class, reviewing it, reading it as the public and through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.models import CourseFiling
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from tests.factories.institutions import CourseFilingFactory, InstitutionFactory, SchoolPermitFactory

pytestmark = pytest.mark.django_db
TYPED: dict[str, Any] = {
    "name": "三年级数学甲班",
    "subject": "mathematics",
    "stage": "primary",
    "grade": 3,
    "content": "与学校教学同步，不超纲。",
    "teacher": "王老师",
    "pupils": 20,
    "hours": 22,
    "starts_on": "2026-04-01",
    "ends_on": "2026-06-20",
    "fee": "2000",
    "lessons-TOTAL_FORMS": 3,
    "lessons-INITIAL_FORMS": 0,
    "lessons-0-weekday": 3,
    "lessons-0-starts": "18:00",
    "lessons-0-ends": "19:30",
}


@pytest.fixture(autouse=True)
def permit(institution: Any) -> Any:
    return SchoolPermitFactory(institution=institution, subjects=["mathematics"])


@pytest.fixture
def my(client_as: Callable[[Actor], Client], institution_user: Actor) -> Client:
    return client_as(institution_user)


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


def published(**more: Any) -> CourseFiling:
    return CourseFilingFactory(state=FilingState.APPROVED, review_by=None, **more)


@pytest.mark.clause("Z3", "D3")
def test_a_class_goes_from_the_institution_over_the_district_to_the_public(my: Client, desk: Client) -> None:
    assert my.get("/my/filings/new/").status_code == 200
    assert my.post("/my/filings/new/", TYPED).status_code == 302
    filing = CourseFiling.objects.get()
    assert filing.name not in Client().get("/filings/").content.decode()
    assert filing.name in desk.get("/desk/filings/").content.decode()
    assert desk.post(filing.get_absolute_url(), {"send_back": "1", "note": ""}).status_code == 422
    assert desk.post(filing.get_absolute_url(), {"approve": "1", "note": ""}).status_code == 302
    assert filing.name in Client().get("/filings/").content.decode()
    assert Client().get(f"/filings/{filing.pk}/").status_code == 200


@pytest.mark.clause("D3")
def test_what_the_checks_find_stands_beside_the_fields_and_can_be_sent_all_the_same(
    my: Client, desk: Client
) -> None:
    late = {"lessons-0-starts": "20:00", "lessons-0-ends": "21:30"}
    wrong = TYPED | late | {"fee": "8000", "ends_on": "2026-09-01", "hours": 62}
    answer = my.post("/my/filings/new/", wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"sure"}
    beside = {row["field"].name for row in answer.context["form"].beside() if row["remarks"]}
    assert beside == {"lessons", "fee", "ends_on", "hours"}
    assert my.post("/my/filings/new/", wrong | {"sure": "on"}).status_code == 302
    filing = CourseFiling.objects.get()
    assert len(desk.get(filing.get_absolute_url()).context["remarks"]) == len(answer.context["form"].remarks)
    assert desk.post(filing.get_absolute_url(), {"approve": "1", "note": ""}).status_code == 422


@pytest.mark.clause("Z3")
def test_a_returned_class_says_why_and_is_filed_again(my: Client, desk: Client) -> None:
    my.post("/my/filings/new/", TYPED)
    filing = CourseFiling.objects.get()
    desk.post(filing.get_absolute_url(), {"send_back": "1", "note": "请写明教材。"})
    assert (
        "请写明教材。"
        in my.get("/my/").content.decode() + my.get(f"/my/filings/{filing.pk}/").content.decode()
    )
    again = f"/my/filings/{filing.pk}/again/"
    assert "请写明教材。" in my.get(again).content.decode()
    my.post(again, TYPED | {"content": "使用人教版教材，与学校同步。"})
    assert CourseFiling.objects.get().state == FilingState.SUBMITTED


@pytest.mark.clause("Z3")
def test_a_class_is_taken_back(my: Client, institution: Any) -> None:
    filing = published(institution=institution)
    my.post(f"/my/filings/{filing.pk}/withdraw/")
    assert CourseFiling.objects.get().state == FilingState.WITHDRAWN
    again = my.post(f"/my/filings/{filing.pk}/withdraw/", follow=True)
    assert again.status_code == 200


@pytest.mark.clause("Z3")
def test_the_district_files_for_an_institution(desk: Client, institution: Any) -> None:
    url = f"{institution.get_absolute_url()}filings/new/"
    assert desk.get(url).status_code == 200
    desk.post(url, TYPED)
    assert CourseFiling.objects.get().institution == institution


@pytest.mark.clause("Z3")
def test_the_public_list_is_filtered_paged_and_downloaded(district_b: Any) -> None:
    shown = published(name="甲乙班", institution__district=district_b, subject="english")
    published(name="丙丁班")
    CourseFilingFactory(name="未审班")
    page = Client()

    def found(**query: str) -> set[str]:
        return {row.name for row in page.get("/filings/", query).context["rows"]}

    assert found() == {"甲乙班", "丙丁班"}
    assert found(q="甲乙") == found(district="360103") == found(subject="english") == {shown.name}
    sent = b"".join(page.get("/filings/", {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "甲乙班" in sent
    assert "未审班" not in sent


@pytest.mark.clause("Z3")
def test_the_public_list_is_the_same_for_everyone_and_can_be_cached(desk: Client) -> None:
    published(institution=InstitutionFactory())
    ours, theirs = desk.get("/filings/"), Client().get("/filings/")
    assert ours.content == theirs.content
    assert "public" in theirs.headers["Cache-Control"]
    tag = theirs.headers["ETag"]
    assert Client().get("/filings/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.clause("Z3")
def test_the_api_gives_what_is_approved_and_filters() -> None:
    shown = published()
    CourseFilingFactory()
    answer = Client().get("/api/v1/filings/").json()
    assert answer["count"] == 1
    assert answer["results"][0]["institution"] == shown.institution.code
    assert Client().get("/api/v1/filings/", {"district": "360103"}).json()["count"] == 0
    assert Client().get("/api/v1/filings/", {"institution": shown.institution.code}).json()["count"] == 1


@pytest.mark.parametrize("url", ["/desk/filings/", "/filings/", "/api/v1/filings/", "/my/filings/", "/my/"])
def test_the_lists_make_the_same_queries_for_2_and_12_classes(
    url: str, desk: Client, my: Client, institution: Any, django_assert_num_queries: Any
) -> None:
    client = my if url.startswith("/my/") else desk

    def fill(n: int) -> None:
        for _ in range(n):
            published(institution=institution)
            published()

    fill(1)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(5)
    with django_assert_num_queries(len(few)):
        client.get(url)
