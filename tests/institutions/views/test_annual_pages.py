"""The annual inspection on the staff side and the institution's own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.models import AnnualInspection, AnnualReturn, ZombieTask
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState, AnnualStep
from portal.accounts.actors import Actor
from portal.accounts.roles import Department, Role
from portal.desk import due
from tests.factories.annual import FIGURES, ZombieTaskFactory, in_notice, papers, picture, points, reported
from tests.factories.institutions import InstitutionFactory
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


@pytest.fixture
def opened(institution: Any, march: date) -> AnnualInspection:
    InstitutionFactory.create_batch(2)
    annual.open_due(march)
    return AnnualInspection.objects.get(district=institution.district)


@pytest.mark.clause("M7")
def test_results_are_recorded_for_several_at_once_and_the_year_is_concluded(
    desk: Client, opened: AnnualInspection
) -> None:
    chosen = list(opened.returns.values_list("pk", flat=True))
    url = f"{opened.get_absolute_url()}results/"
    nothing = desk.post(url, {"result": "passed"})
    assert nothing.status_code == 422
    unreported = desk.post(url, {"returns": chosen, "result": "passed", "note": ""})
    assert unreported.status_code == 422
    for row in opened.returns.all():
        reported(row)
    desk.post(url, {"returns": chosen, "result": "passed", "note": ""})
    assert set(opened.returns.values_list("proposed", flat=True)) == {AnnualResult.PASSED}
    annual.finish_due(date(2099, 1, 1))
    desk.post(f"{opened.get_absolute_url()}conclude/")
    opened = AnnualInspection.objects.get(pk=opened.pk)
    assert opened.state == AnnualState.CONCLUDED
    assert "已办结" in desk.get(opened.get_absolute_url()).content.decode()


@pytest.mark.clause("M7")
def test_absence_without_a_note_is_refused_and_keeps_the_choice(
    desk: Client, opened: AnnualInspection
) -> None:
    chosen = opened.returns.first()
    assert chosen is not None
    answer = desk.post(
        f"{opened.get_absolute_url()}results/", {"returns": [chosen.pk], "result": "absent", "note": ""}
    )
    assert answer.status_code == 422
    assert list(answer.context["chosen"]) == [chosen]
    assert answer.context["form"].errors.keys() == {"note"}


@pytest.mark.clause("M7")
def test_absence_is_recorded_on_its_own_page(desk: Client, opened: AnnualInspection) -> None:
    row = opened.returns.first()
    assert row is not None
    assert desk.get(row.get_absolute_url()).status_code == 200
    url = f"{row.get_absolute_url()}absent/"
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"note": ""}).status_code == 422
    desk.post(url, {"note": "未报送"})
    row.refresh_from_db()
    assert (row.result, row.note) == (AnnualResult.ABSENT, "未报送")


@pytest.mark.clause("M7", "D5")
def test_a_return_goes_through_review_notice_objection_and_answer_on_its_pages(
    desk: Client, opened: AnnualInspection, client_as: Callable[[Actor], Client], institution_user: Actor
) -> None:
    row = reported(AnnualReturn.objects.get(institution_id=institution_user.institution_id))
    url, my = row.get_absolute_url(), client_as(institution_user)
    for act in ("", "begin/", "send-back/"):
        assert desk.get(f"{url}{act}").status_code == 200
    assert desk.post(f"{url}send-back/", {"note": ""}).status_code == 422
    desk.post(f"{url}begin/")
    assert desk.post(f"{url}begin/").status_code == 409
    assert desk.get(f"{url}points/").status_code == 200
    items = annual.items_of(row)
    typed = {f"points_{item.pk}": item.points for item in items}
    less = typed | {f"points_{items[0].pk}": 0}
    wrong = desk.post(f"{url}points/", less)
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {f"reason_{items[0].pk}"}
    assert wrong.context["form"].data[f"points_{items[0].pk}"] == "0"
    desk.post(f"{url}points/", less | {f"reason_{items[0].pk}": "许可证变更未办"})
    assert desk.get(f"{url}propose/").context["form"].initial["result"] == "passed"
    assert desk.post(f"{url}propose/", {"result": "basic", "reason": ""}).status_code == 422
    desk.post(f"{url}propose/", {"result": "basic", "reason": "有投诉未结", "files": picture("pink")})
    mine = f"/my/annual/{row.pk}/"
    assert my.get(mine).status_code == 200
    assert my.get(f"{mine}objection/").status_code == 200
    assert my.post(f"{mine}objection/", {"text": ""}).status_code == 422
    my.post(f"{mine}objection/", {"text": "投诉已结", "files": picture("gold")})
    assert desk.get(f"{url}answer/").status_code == 200
    assert desk.post(f"{url}answer/", {"result": "passed", "reason": ""}).status_code == 422
    desk.post(f"{url}answer/", {"result": "passed", "reason": "属实"})
    row = AnnualReturn.objects.get(pk=row.pk)
    assert (row.step, row.proposed, row.rule_result) == (AnnualStep.ANSWERED, "passed", "passed")
    assert "投诉已结" in desk.get(url).content.decode()
    assert "属实" in my.get(mine).content.decode()


@pytest.mark.clause("D6")
def test_concluding_too_early_is_refused_in_words(desk: Client, opened: AnnualInspection) -> None:
    answer = desk.post(f"{opened.get_absolute_url()}conclude/")
    assert answer.status_code == 422
    assert "3" in answer.content.decode()
    assert AnnualInspection.objects.get(pk=opened.pk).state == AnnualState.OPEN


@pytest.mark.clause("D6")
def test_it_is_due_at_the_desk_and_on_the_institutions_side(
    opened: AnnualInspection, officer_a: Actor, institution_user: Actor, march: date
) -> None:
    assert opened.get_absolute_url() in {item.url for item in due.items_for(officer_a, march)}
    own = AnnualReturn.objects.get(institution_id=institution_user.institution_id)
    items = [item for item in due.items_for(institution_user, march) if item.url == f"/my/annual/{own.pk}/"]
    assert [item.due for item in items] == [date(2026, 3, 31)]


@pytest.mark.clause("M7", "D6", "N5")
def test_the_institution_reports_page_by_page_and_goes_on_where_it_stopped(
    client_as: Callable[[Actor], Client], institution_user: Actor, opened: AnnualInspection
) -> None:
    own = AnnualReturn.objects.get(institution_id=institution_user.institution_id)
    my, url = client_as(institution_user), f"/my/annual/{own.pk}/"
    for page in (
        "",
        "figures/",
        "papers/",
        "points/",
        "figures/?check=1",
        "papers/?check=1",
        "points/?check=1",
    ):
        assert my.get(f"{url}{page}").status_code == 200, page
    figures = {name: "" if value == "" else str(value) for name, value in FIGURES.items()}
    assert my.post(f"{url}figures/", figures | {"statement": ""}).status_code == 302
    checked = my.get(f"{url}figures/?check=1")
    assert checked.context["form"].errors.keys() == {"statement"}
    wrong = my.post(f"{url}figures/", figures | {"certified": "9"})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {"certified"}
    assert my.post(url).status_code == 422
    my.post(f"{url}figures/", figures)
    my.post(f"{url}papers/", {kind: files[0] for kind, files in papers().items()})
    most = {f"item_{item.pk}": item.points for item in annual.items_of(own)}
    first = next(iter(most))
    assert my.post(f"{url}points/", most | {first: 99}).status_code == 422
    my.post(f"{url}points/", most)
    assert not my.get(url).context["missing"]
    my.post(url)
    own = AnnualReturn.objects.get(pk=own.pk)
    assert (own.step, own.pupils) == (AnnualStep.REPORTED, 61)
    assert my.post(f"{url}figures/", figures | {"statement": ""}).status_code == 422
    other = opened.returns.exclude(pk=own.pk).first()
    assert other is not None
    assert my.get(f"/my/annual/{other.pk}/").status_code == 404


@pytest.mark.clause("M7")
def test_a_file_that_is_no_paper_is_refused_beside_its_field(
    client_as: Callable[[Actor], Client], institution_user: Actor, opened: AnnualInspection
) -> None:
    own = AnnualReturn.objects.get(institution_id=institution_user.institution_id)
    sent = {"finance": SimpleUploadedFile("报告.pdf", b"<script>alert(1)</script>")}
    answer = client_as(institution_user).post(f"/my/annual/{own.pk}/papers/", sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"finance"}


@pytest.mark.clause("N4")
def test_papers_are_read_by_the_district_and_its_own_institution_only(
    client_as: Callable[[Actor], Client],
    institution_user: Actor,
    officer_a: Actor,
    officer_b: Actor,
    fire_a: Actor,
    opened: AnnualInspection,
) -> None:
    row = reported(AnnualReturn.objects.get(institution_id=institution_user.institution_id))
    paper = row.documents.get(kind="finance").evidence
    for actor, status in ((institution_user, 200), (officer_a, 200), (officer_b, 404), (fire_a, 404)):
        assert client_as(actor).get(paper.get_absolute_url()).status_code == status, actor.label


@pytest.mark.clause("M7")
def test_the_points_of_the_review_are_shown_to_the_institution_from_the_notice_on(
    client_as: Callable[[Actor], Client], institution_user: Actor, officer_a: Actor, opened: AnnualInspection
) -> None:
    row = reported(AnnualReturn.objects.get(institution_id=institution_user.institution_id))
    my, url = client_as(institution_user), f"/my/annual/{row.pk}/"
    annual.begin_review(row, actor=officer_a)
    annual.save_points(row, actor=officer_a, given=points(row, less=1))
    assert "现场核查" not in my.get(url).content.decode()
    annual.propose(row, actor=officer_a, result="passed")
    assert "现场核查" in my.get(url).content.decode()


@pytest.mark.clause("M7", "D5")
def test_each_step_is_due_to_whom_it_waits_for(
    institution_user: Actor, officer_a: Actor, opened: AnnualInspection, march: date
) -> None:
    row = reported(AnnualReturn.objects.get(institution_id=institution_user.institution_id))

    def urls(actor: Actor) -> set[str]:
        return {item.url for item in due.items_for(actor, march)}

    mine, theirs = f"/my/annual/{row.pk}/", row.get_absolute_url()
    assert theirs in urls(officer_a)
    assert mine not in urls(institution_user)
    in_notice(row, officer_a, less=30)
    assert theirs not in urls(officer_a)
    assert mine in urls(institution_user)
    annual.object_to(row, actor=institution_user, text="扣分有误")
    assert f"{theirs}answer/" in urls(officer_a)


@pytest.mark.clause("M7")
def test_the_summary_is_shown_and_taken_along(desk: Client, opened: AnnualInspection) -> None:
    page = desk.get("/desk/annual/summary/?year=2026")
    assert page.status_code == 200
    assert page.context["whole"].total == 3
    book = desk.get("/desk/annual/summary/?year=2026&export=csv")
    lines = b"".join(book.streaming_content).decode().strip().splitlines()
    assert len(lines) == 3
    assert lines[-1].endswith(",3")
    assert desk.get("/desk/annual/summary/?year=2026&export=xlsx").status_code == 200


@pytest.mark.clause("D6")
def test_the_public_reads_numbers_of_concluded_years_only(
    client: Client, opened: AnnualInspection, institution: Any
) -> None:
    assert client.get("/annual/").context["rows"] == []
    annual.conclude_due(date(2026, 6, 1))
    page = client.get("/annual/?year=2026")
    assert page.context["total"] == 3
    assert institution.name not in page.content.decode()


@pytest.mark.clause("M7")
def test_zombies_are_listed_and_civil_affairs_clears_one(
    desk: Client, client_as: Callable[[Actor], Client], district_a: Any, march: date
) -> None:
    task = ZombieTaskFactory()
    civil = person(
        "civil_a", "冯民政", Role.DEPARTMENT_OFFICER, district=district_a, department=Department.CIVIL_AFFAIRS
    )
    assert task.get_absolute_url() in {item.url for item in due.items_for(civil, march)}
    assert desk.get("/desk/zombies/?state=open").context["rows"][0] == task
    assert desk.get("/desk/zombies/?export=csv").status_code == 200
    assert desk.get(task.get_absolute_url()).status_code == 200
    url = f"{task.get_absolute_url()}clear/"
    assert desk.get(url).status_code == 403
    officer = client_as(civil)
    wrong = officer.post(url, {"outcome": "cancelled", "note": "注销登记第12号"})
    assert wrong.status_code == 422
    assert wrong.context["form"]["note"].value() == "注销登记第12号"
    sent = {"outcome": "cancelled", "note": "注销登记第12号", "files": picture("red")}
    assert officer.post(url, sent).status_code == 302
    assert ZombieTask.objects.get().state == "cleared"
    assert task.get_absolute_url() not in {item.url for item in due.items_for(civil, march)}


def test_the_zombie_list_makes_the_same_queries_for_2_and_20_zombies(
    desk: Client, django_assert_num_queries: Any
) -> None:
    ZombieTaskFactory.create_batch(2)
    desk.get("/desk/zombies/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/desk/zombies/")
    ZombieTaskFactory.create_batch(18)
    with django_assert_num_queries(len(few)):
        desk.get("/desk/zombies/")


@pytest.mark.parametrize("page", ["list", "one", "summary", "public"])
def test_the_pages_make_the_same_queries_for_3_and_30_institutions(
    desk: Client, opened: AnnualInspection, march: date, page: str, django_assert_num_queries: Any
) -> None:
    urls = {"list": "/desk/annual/", "summary": "/desk/annual/summary/", "public": "/annual/"}
    url = urls.get(page, opened.get_absolute_url())
    desk.get(url)
    with CaptureQueriesContext(connection) as few:
        desk.get(url)
    InstitutionFactory.create_batch(27)
    annual.open_due(march)
    with django_assert_num_queries(len(few)):
        desk.get(url)
