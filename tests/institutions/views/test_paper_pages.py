"""Papers, notices and wishes for a correction, on both sides."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.models import Notice, Paper, ProfileRequest
from institutions.terms import Audience, PaperState, RequestState
from portal.accounts.actors import Actor
from portal.evidence.models import Evidence
from tests.factories.institutions import InstitutionFactory
from tests.factories.papers import NoticeFactory, PaperFactory, ProfileRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def my(client_as: Callable[[Actor], Client], institution_user: Actor) -> Client:
    return client_as(institution_user)


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


def typed(**more: Any) -> dict[str, Any]:
    said = {"kind": "fire", "number": "洪消1号", "issued_on": "2025-01-01", "valid_until": "2028-01-01"}
    return said | {"client_id": str(uuid.uuid4())} | more


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("证.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")


@pytest.mark.clause("S6")
def test_a_paper_goes_from_the_institution_over_the_district_into_the_register(
    my: Client, desk: Client, institution: Any
) -> None:
    assert my.get("/my/papers/new/").status_code == 200
    answer = my.post("/my/papers/new/", typed(files=scan()))
    assert answer.status_code == 302
    paper = Paper.objects.get()
    file = Evidence.objects.of(paper).get()
    assert my.get(f"/my/papers/{paper.pk}/").status_code == 200
    assert desk.get(file.get_absolute_url()).status_code == 200
    papers_of = f"/desk/institutions/{institution.code}/papers/"
    assert paper in desk.get(papers_of).context["waiting"]
    assert desk.post(paper.get_absolute_url(), {"refuse": "1", "reason": ""}).status_code == 422
    assert desk.post(paper.get_absolute_url(), {"confirm": "1", "reason": ""}).status_code == 302
    assert paper in desk.get(papers_of).context["papers"]
    assert paper in desk.get(institution.get_absolute_url()).context["papers"]
    late = desk.post(paper.get_absolute_url(), {"refuse": "1", "reason": "重复"})
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"valid_until": "2024-01-01"}, "valid_until"),
        ({"valid_until": ""}, "valid_until"),
        ({"kind": "lease", "valid_until": "", "long_term": "on"}, "long_term"),
        ({"long_term": "on"}, "valid_until"),
        ({"number": ""}, "number"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    my: Client, wrong: dict[str, str], field: str
) -> None:
    answer = my.post("/my/papers/new/", typed(scope="教育咨询服务") | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "教育咨询服务" in answer.content.decode()
    assert not Paper.objects.exists()


def test_a_file_that_is_something_else_is_refused(my: Client) -> None:
    answer = my.post("/my/papers/new/", typed(files=SimpleUploadedFile("a.pdf", b"MZ\x90\x00" * 99)))
    assert answer.status_code == 422
    assert "files" in answer.context["form"].errors


def test_an_officer_enters_corrects_and_ends_a_paper(desk: Client, institution: Any) -> None:
    new = f"/desk/institutions/{institution.code}/papers/new/"
    assert desk.get(new).status_code == 200
    assert desk.post(new, typed()).status_code == 422
    desk.post(new, typed(reason="看过原件"))
    paper = Paper.objects.get()
    assert paper.state == PaperState.CONFIRMED
    correct = f"/desk/papers/{paper.pk}/correct/"
    form = desk.get(correct).context["form"]
    said = {"number": "洪消2号", "valid_until": "2028-01-01", "reason": "核对", "seen": form["seen"].value()}
    assert desk.post(correct, said).status_code == 302
    assert desk.post(correct, said | {"number": "洪消3号"}).status_code == 409
    assert Paper.objects.get().number == "洪消2号"
    end = f"/desk/papers/{paper.pk}/end/"
    assert desk.get(end).status_code == 200
    assert desk.post(end, {"reason": ""}).status_code == 422
    assert desk.post(end, {"reason": "注销"}).status_code == 302
    assert paper in desk.get(f"/desk/institutions/{institution.code}/papers/").context["former"]


def test_the_list_of_papers_is_filtered_and_downloaded(desk: Client) -> None:
    over = PaperFactory(number="过期1号", valid_until="2020-01-01", issued_on=None, kind="food")
    PaperFactory(number="有效1号", valid_until="2099-01-01")

    def found(**query: str) -> list[Paper]:
        return list(desk.get("/desk/papers/", query).context["rows"])

    assert found(ends="over") == found(kind="food") == [over]
    assert found(ends="soon") == found(state="sent") == []
    assert len(found()) == 2
    sent = b"".join(desk.get("/desk/papers/", {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "过期1号" in sent


@pytest.mark.clause("Z1")
def test_notices_are_read_on_both_sides_each_its_own(my: Client, desk: Client, institution: Any) -> None:
    own = NoticeFactory(institution=institution, unique_key="k")
    districts = NoticeFactory(institution=institution, audience=Audience.DISTRICT, unique_key="k")
    assert list(my.get("/my/notices/").context["rows"]) == [own]
    assert list(desk.get("/desk/notices/").context["rows"]) == [districts]
    assert my.post(f"/my/notices/{districts.pk}/read/").status_code == 404
    assert my.post(f"/my/notices/{own.pk}/read/").status_code == 302
    assert desk.post(f"/desk/notices/{districts.pk}/read/").status_code == 302
    assert not Notice.objects.unread().exists()
    row = desk.get("/desk/notices/", {"read": "true"}).context["rows"][0]
    assert row.institution_read_at is not None
    assert not desk.get("/desk/notices/", {"read": "false"}).context["rows"]
    sent = b"".join(desk.get("/desk/notices/", {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "租1" in sent


def test_what_is_due_first_stands_first(my: Client, institution: Any) -> None:
    late = NoticeFactory(institution=institution, due="2026-05-01")
    soon = NoticeFactory(institution=institution, due="2026-04-01")
    read = NoticeFactory(institution=institution, due="2026-03-01", read_at="2026-03-01T00:00:00Z")
    assert list(my.get("/my/notices/").context["rows"]) == [soon, late, read]


@pytest.mark.clause("S1")
def test_an_institution_asks_for_a_correction_and_reads_the_answer(
    my: Client, desk: Client, institution: Any
) -> None:
    page = my.get("/my/profile/")
    assert institution.code in page.content.decode()
    said = {"text": "法定代表人写错了", "client_id": str(uuid.uuid4())}
    for _twice in range(2):
        assert my.post("/my/profile/", said | {"files": scan()}).status_code == 302
    wish = ProfileRequest.objects.get()
    assert list(desk.get("/desk/corrections/").context["rows"]) == [wish]
    assert desk.get(wish.get_absolute_url()).status_code == 200
    assert desk.post(wish.get_absolute_url(), {"corrected": "1", "answer": ""}).status_code == 422
    answered = desk.post(wish.get_absolute_url(), {"declined": "1", "answer": "与执照一致"})
    assert answered.status_code == 302
    wish.refresh_from_db()
    assert wish.state == RequestState.DECLINED
    assert "与执照一致" in my.get(f"/my/profile/corrections/{wish.pk}/").content.decode()
    assert "与执照一致" in my.get("/my/notices/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/desk/papers/",
        "/desk/notices/",
        "/desk/corrections/",
        "/my/papers/",
        "/my/notices/",
        "/my/profile/",
        "/desk/institutions/{code}/papers/",
    ],
)
def test_the_pages_make_the_same_queries_for_2_and_12_rows(
    url: str, desk: Client, my: Client, institution: Any, django_assert_num_queries: Any
) -> None:
    url = url.format(code=institution.code)
    client = my if url.startswith("/my/") else desk

    def fill(n: int) -> None:
        for _ in range(n):
            for owner in (institution, InstitutionFactory()):
                PaperFactory(institution=owner)
                NoticeFactory(institution=owner)
                NoticeFactory(institution=owner, audience=Audience.DISTRICT)
                ProfileRequestFactory(institution=owner)

    fill(1)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(5)
    with django_assert_num_queries(len(few)):
        client.get(url)
