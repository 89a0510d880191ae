"""The pages of teachers: filing, correcting, letting go, masking, opening a number."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from institutions.models import Teacher
from institutions.terms import MatchState
from portal.accounts.actors import Actor
from portal.timeline.models import Event
from tests.factories.institutions import TeacherFactory
from tests.factories.teachers import ServingMatchFactory, id_number, list_with, teacher_known_as

pytestmark = pytest.mark.django_db
NUMBER = id_number(1)
MASKED = f"{NUMBER[:4]}************{NUMBER[-2:]}"
TYPED = {
    "name": "王明",
    "id_number": NUMBER,
    "subject": "mathematics",
    "certificate": "２０２１３６００１４２０００１２３",
    "contract_from": "2026-03-01",
    "contract_until": "",
    "record_checked_on": "2026-02-20",
}


@pytest.fixture
def my(client_as: Callable[[Actor], Client], institution_user: Actor) -> Client:
    return client_as(institution_user)


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


@pytest.mark.clause("S10", "N5", "N4")
def test_an_institution_files_a_teacher_and_never_sees_the_number_again(my: Client) -> None:
    assert my.get("/my/teachers/new/").status_code == 200
    assert my.post("/my/teachers/new/", TYPED).status_code == 302
    row = Teacher.objects.get()
    assert row.certificate == "20213600142000123"
    for url in ("/my/teachers/", f"/my/teachers/{row.pk}/", f"/my/teachers/{row.pk}/correct/", "/my/"):
        page = my.get(url)
        assert page.status_code == 200
        assert NUMBER not in page.content.decode()
        assert NUMBER[6:14] not in page.content.decode()
    assert MASKED in my.get("/my/teachers/").content.decode()


@pytest.mark.clause("S10", "N5")
def test_every_fault_stands_beside_its_field_and_what_was_typed_stays(my: Client) -> None:
    wrong = TYPED | {
        "id_number": "110105194912310021",
        "certificate": "",
        "contract_until": "2026-02-01",
        "record_checked_on": "2026-03-02",
    }
    answer = my.post("/my/teachers/new/", wrong)
    assert answer.status_code == 422
    fields = {"id_number", "certificate", "contract_until", "record_checked_on"}
    assert answer.context["form"].errors.keys() == fields
    assert 'value="王明"' in answer.content.decode()
    assert not Teacher.objects.exists()


@pytest.mark.clause("S10")
@pytest.mark.parametrize("missing", ["id_number", "record_checked_on", "subject", "name", "contract_from"])
def test_nothing_needed_may_be_left_out(my: Client, missing: str) -> None:
    answer = my.post("/my/teachers/new/", TYPED | {missing: ""})
    assert answer.status_code == 422
    assert missing in answer.context["form"].errors


@pytest.mark.clause("S10")
def test_a_form_sent_twice_files_one_teacher_and_says_so(my: Client) -> None:
    my.post("/my/teachers/new/", TYPED)
    again = my.post("/my/teachers/new/", TYPED)
    assert again.status_code == 422
    assert again.context["form"].errors.keys() == {"id_number"}
    assert Teacher.objects.count() == 1


@pytest.mark.clause("S10")
def test_a_blank_number_leaves_the_one_on_file_and_a_late_page_is_refused(my: Client) -> None:
    my.post("/my/teachers/new/", TYPED)
    row = Teacher.objects.get()
    url = f"/my/teachers/{row.pk}/correct/"
    seen = row.updated_at.isoformat()
    blank = TYPED | {"id_number": "", "name": "王铭", "seen": seen}
    assert my.post(url, blank).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.id_number) == ("王铭", NUMBER)
    late = my.post(url, blank | {"name": "王名"})
    assert late.status_code == 409
    assert 'value="王名"' in late.content.decode()


@pytest.mark.clause("S10")
def test_who_left_is_in_the_list_of_those_who_left(my: Client) -> None:
    my.post("/my/teachers/new/", TYPED)
    row = Teacher.objects.get()
    url = f"/my/teachers/{row.pk}/leave/"
    assert my.get(url).status_code == 200
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert my.post(url, {"left_on": tomorrow.isoformat()}).status_code == 422
    assert my.post(url, {"left_on": "2026-03-05"}).status_code == 302
    assert my.post(url, {"left_on": "2026-03-05"}).status_code == 409
    assert list(my.get("/my/teachers/", {"left": "true"}).context["rows"]) == [row]
    assert not my.get("/my/teachers/", {"left": "false"}).context["rows"]


@pytest.mark.clause("S10")
def test_the_district_files_corrects_and_lets_go_for_an_institution(desk: Client, institution: Any) -> None:
    url = f"{institution.get_absolute_url()}teachers/new/"
    assert desk.get(url).status_code == 200
    assert desk.post(url, TYPED).status_code == 302
    row = Teacher.objects.get()
    assert row.institution == institution
    correct = f"{row.get_absolute_url()}correct/"
    assert NUMBER not in desk.get(correct).content.decode()
    changed = TYPED | {"id_number": "", "name": "王铭", "seen": row.updated_at.isoformat()}
    assert desk.post(correct, changed).status_code == 302
    assert desk.get(f"{row.get_absolute_url()}leave/").status_code == 200
    assert desk.post(f"{row.get_absolute_url()}leave/", {"left_on": "2026-03-05"}).status_code == 302
    assert desk.get(row.get_absolute_url()).status_code == 200
    assert desk.get(f"{institution.get_absolute_url()}teachers/").status_code == 200


@pytest.mark.clause("S10", "P7")
def test_the_desk_filters_its_teachers(desk: Client, institution: Any, institution_b: Any) -> None:
    plain = teacher_known_as(id_number(1), institution=institution, name="甲一丙")
    bare = teacher_known_as(
        id_number(2), institution=institution, name="乙二丁", certificate="", subject="other"
    )
    twice = teacher_known_as(id_number(3), institution=institution, name="丙三戊")
    teacher_known_as(id_number(3), institution=institution_b)
    held = teacher_known_as(id_number(4), institution=institution, name="丁四己")
    ServingMatchFactory(teacher=held)
    gone = teacher_known_as(id_number(5), institution=institution, name="戊五庚", left_on="2026-03-01")

    def found(**query: str) -> set[Any]:
        return set(desk.get("/desk/teachers/", query).context["rows"])

    assert found() == {plain, bare, twice, held, gone}
    assert found(q="甲一") == {plain}
    assert found(q="东方新苗") == found()
    assert found(subject="other") == found(flag="no_certificate") == {bare}
    assert found(flag="elsewhere") == {twice}
    assert found(flag="serving") == {held}
    assert found(flag="left") == {gone}
    assert found(district="360103") == found()  # not a district of this officer: the filter is not taken


@pytest.mark.clause("N4")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("side", ["my", "desk"])
def test_exports_hold_masked_numbers(
    my: Client, desk: Client, institution: Any, kind: str, side: str
) -> None:
    teacher_known_as(NUMBER, institution=institution)
    client = my if side == "my" else desk
    sent = client.get(f"/{side}/teachers/", {"export": kind})
    content = b"".join(sent.streaming_content)  # type: ignore[attr-defined]
    if kind == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        text = str(list(sheet.values))
    else:
        text = content.decode()
    assert MASKED in text
    assert NUMBER not in text


@pytest.mark.clause("N4")
def test_a_number_is_opened_for_a_reason_shown_once_and_never_kept_by_a_cache(
    desk: Client, institution: Any
) -> None:
    row = teacher_known_as(NUMBER, institution=institution)
    url = f"{row.get_absolute_url()}number/"
    assert NUMBER not in desk.get(url).content.decode()
    refused = desk.post(url, {"reason": " "})
    assert refused.status_code == 422
    assert NUMBER not in refused.content.decode()
    shown = desk.post(url, {"reason": "核对教师资格证。"})
    assert shown.status_code == 200
    assert NUMBER in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert Event.objects.about(row).get().reason == "核对教师资格证。"
    assert NUMBER not in desk.get(url).content.decode() + desk.get(row.get_absolute_url()).content.decode()


@pytest.mark.clause("N4")
def test_an_auditor_sees_teachers_and_opens_no_number(
    client_as: Callable[[Actor], Client], auditor: Actor, institution: Any
) -> None:
    row = teacher_known_as(NUMBER, institution=institution)
    client = client_as(auditor)
    assert MASKED in client.get(row.get_absolute_url()).content.decode()
    assert client.post(f"{row.get_absolute_url()}number/", {"reason": "看看。"}).status_code == 403


@pytest.mark.clause("S10")
def test_the_page_of_a_teacher_says_where_else_the_person_is_filed_but_not_to_the_institution(
    my: Client, desk: Client, institution: Any, institution_b: Any
) -> None:
    row = teacher_known_as(NUMBER, institution=institution)
    teacher_known_as(NUMBER, institution=institution_b)
    assert institution_b.name in desk.get(row.get_absolute_url()).content.decode()
    assert institution_b.name not in my.get(f"/my/teachers/{row.pk}/").content.decode()


@pytest.mark.clause("P7", "N4")
def test_the_institution_reads_that_the_district_asks_once_confirmed_and_never_the_school(
    my: Client, institution: Any
) -> None:
    row = teacher_known_as(NUMBER, institution=institution)
    of_school = list_with(NUMBER, school="南昌市某某中学")
    match = ServingMatchFactory(teacher=row, serving_list=of_school)
    urls = ("/my/", "/my/teachers/", f"/my/teachers/{row.pk}/")

    def asked() -> bool:
        return my.get("/my/teachers/").context["rows"][0].is_asked

    before = [my.get(url).content.decode() for url in urls]
    assert not asked()
    match.confirm(timezone.localdate(), "学校确认。")
    match.save()
    after = [my.get(url).content.decode() for url in urls]
    assert asked()
    assert before != after
    for page in before + after:
        assert of_school.school not in page
        assert "学校确认。" not in page
    assert match.state == MatchState.CONFIRMED


@pytest.mark.clause("S10", "P7")
def test_an_institutions_page_counts_its_teachers(desk: Client, institution: Any) -> None:
    teacher_known_as(id_number(1), institution=institution)
    held = teacher_known_as(id_number(2), institution=institution, certificate="", subject="other")
    teacher_known_as(id_number(3), institution=institution, left_on="2026-03-01")
    ServingMatchFactory(teacher=held)
    page = desk.get(institution.get_absolute_url())
    assert "teachers_of" not in page.content.decode()
    figures = desk.get(f"{institution.get_absolute_url()}teachers/").context["figures"]
    assert figures == {"filed": 2, "uncertified": 1, "held": 1}
    assert f"{institution.get_absolute_url()}teachers/" in page.content.decode()


@pytest.mark.clause("N4")
@pytest.mark.parametrize("url", ["/filings/", "/institutions/", "/api/v1/institutions/"])
def test_the_public_reads_nothing_of_teachers(url: str, institution: Any) -> None:
    TeacherFactory(institution=institution, name="欧阳某某某")
    assert "欧阳某某某" not in Client().get(url).content.decode()


@pytest.mark.parametrize("url", ["/desk/teachers/", "/my/teachers/", "/desk/"])
def test_the_lists_make_the_same_queries_for_2_and_20_teachers(
    url: str, desk: Client, my: Client, institution: Any, django_assert_num_queries: Any
) -> None:
    client = my if url.startswith("/my/") else desk

    def fill(first: int, last: int) -> None:
        for n in range(first, last):
            row = teacher_known_as(id_number(n), institution=institution)
            ServingMatchFactory(teacher=row)

    fill(1, 3)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(3, 21)
    with django_assert_num_queries(len(few)):
        client.get(url)
