"""Typing a class: rows of lessons, drafts, checks on the way, changes of an approved class."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from institutions.models import CourseFiling, FilingDraft, FilingRemark
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from tests.factories.filings import FilingDraftFactory, LessonFactory
from tests.factories.institutions import (
    CourseFilingFactory,
    RoomFactory,
    SchoolPermitFactory,
    TeacherFactory,
    TeachingSiteFactory,
)
from tests.institutions.views.test_filing_pages import TYPED

pytestmark = pytest.mark.django_db
NEW = "/my/filings/new/"


@pytest.fixture(autouse=True)
def permit(institution: Any) -> Any:
    return SchoolPermitFactory(institution=institution, subjects=["mathematics"])


@pytest.fixture
def my(client_as: Callable[[Actor], Client], institution_user: Actor) -> Client:
    return client_as(institution_user)


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


def test_another_lesson_keeps_what_was_typed_and_judges_nothing(my: Client) -> None:
    rows = {f"lessons-{n}-{k}": v for n in (1, 2) for k, v in (("weekday", 4), ("starts", "08:00"))}
    answer = my.post(NEW, TYPED | rows | {"fee": "viel", "another": "1"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'value="viel"' in page
    assert "field-wrong" not in page
    assert "lessons-5-weekday" in page


def test_half_a_row_is_said_beside_it_and_the_rest_stays(my: Client) -> None:
    answer = my.post(NEW, TYPED | {"lessons-0-ends": ""})
    assert answer.status_code == 422
    assert "三年级数学甲班" in answer.content.decode()
    assert "lessons" in answer.context["form"].errors
    assert answer.context["form"].rows.forms[0].errors.keys() == {"ends"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"lessons-0-weekday": "", "lessons-0-starts": "", "lessons-0-ends": ""},
        {"lessons-1-weekday": 3, "lessons-1-starts": "19:00", "lessons-1-ends": "20:00"},
        {"lessons-0-ends": "17:00"},
    ],
)
def test_lessons_are_there_in_order_and_apart(my: Client, wrong: dict[str, Any]) -> None:
    assert "lessons" in my.post(NEW, TYPED | wrong).context["form"].errors


def test_a_grade_belongs_to_its_stage_of_school(my: Client) -> None:
    answer = my.post(NEW, TYPED | {"grade": 8, "syllabus_stage": "7-9"})
    assert {"grade", "syllabus_stage"} <= answer.context["form"].errors.keys()


@pytest.mark.clause("Z3")
def test_to_check_files_nothing_and_says_the_remarks_beside_the_fields(my: Client) -> None:
    typed = TYPED | {"outline": "第一周 勾股定理", "check": "1"}
    answer = my.post(NEW, typed)
    assert answer.status_code == 200
    assert [r.values["topic"] for r in answer.context["form"].remarks] == ["勾股定理"]
    assert 'id="remarks-outline"' in answer.content.decode()
    assert not CourseFiling.objects.exists()
    assert not FilingRemark.objects.exists()


@pytest.mark.clause("Z3")
def test_while_one_types_the_checks_answer_with_the_places_beside_the_fields(
    my: Client, desk: Client, institution: Any
) -> None:
    for client, url in (
        (my, "/my/filings/check/"),
        (desk, f"{institution.get_absolute_url()}filings/check/"),
    ):
        answer = client.post(url, TYPED | {"fee": "8000"}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert 'id="remarks-fee" hx-swap-oob="true"' in page
        assert "<form" not in page
        assert client.post(url, {}).status_code == 200
    assert not CourseFiling.objects.exists()


def test_a_draft_is_kept_half_typed_gone_on_with_and_filed(my: Client) -> None:
    sent = my.post(
        NEW, {"name": "三年级", "fee": "viel", "lessons-0-weekday": "3", "draft": "1"}, follow=True
    )
    draft = FilingDraft.objects.get()
    page = sent.content.decode()
    assert sent.request["PATH_INFO"] == f"/my/filings/drafts/{draft.pk}/"
    assert 'value="viel"' in page
    assert 'value="3" selected' in page
    assert "三年级" in my.get("/my/filings/").content.decode()
    url = f"/my/filings/drafts/{draft.pk}/"
    assert my.post(url, TYPED | {"series": str(draft.series)}).status_code == 302
    assert CourseFiling.objects.get().series == draft.series
    assert not FilingDraft.objects.exists()
    assert my.get(url).status_code == 404


def test_a_draft_is_thrown_away(my: Client, institution: Any) -> None:
    draft = FilingDraftFactory(institution=institution)
    assert my.post(f"/my/filings/drafts/{draft.pk}/discard/").status_code == 302
    assert not FilingDraft.objects.exists()


def test_one_chooses_among_ones_own_teachers_and_rooms_in_use(my: Client, institution: Any) -> None:
    mine = TeacherFactory(institution=institution, name="赵敏")
    TeacherFactory(name="别人")
    room = RoomFactory(site=TeachingSiteFactory(institution=institution))
    strange = RoomFactory()
    page = my.get(NEW).content.decode()
    assert "赵敏" in page
    assert "别人" not in page
    assert (room.name in page, strange.name in page) == (True, False)
    chosen = TYPED | {"teacher": "", "filed_teacher": mine.pk, "room": room.pk}
    assert my.post(NEW, chosen).status_code == 302
    assert CourseFiling.objects.get().teacher == "赵敏"
    refused = my.post(NEW, chosen | {"room": strange.pk})
    assert "room" in refused.context["form"].errors


def test_the_same_form_sent_twice_says_that_the_class_is_filed(my: Client) -> None:
    sent = TYPED | {"series": "2f0a3c52-9d4e-4f1d-8a55-0d3c6a3b1e11"}
    assert my.post(NEW, sent).status_code == 302
    assert my.post(NEW, sent).status_code == 409
    assert CourseFiling.objects.count() == 1


@pytest.mark.clause("Z3")
def test_an_approved_class_is_changed_reviewed_with_its_differences_and_replaced(
    my: Client, desk: Client, institution: Any
) -> None:
    my.post(NEW, TYPED)
    first = CourseFiling.objects.get()
    desk.post(first.get_absolute_url(), {"approve": "1"})
    url = f"/my/filings/{first.pk}/change/"
    assert "18:00" in my.get(url).content.decode()
    assert my.post(url, TYPED | {"lessons-0-weekday": 4, "hours": 24}).status_code == 302
    second = CourseFiling.objects.get(version=2)
    assert Client().get(f"/filings/{first.pk}/").status_code == 200
    facts = {f["change"].field: f["change"] for f in desk.get(second.get_absolute_url()).context["facts"]}
    assert facts["lessons"].is_changed
    assert facts["hours"].old == "22"
    assert not facts["fee"].is_changed
    assert desk.post(second.get_absolute_url(), {"approve": "1"}).status_code == 302
    moved = Client().get(f"/filings/{first.pk}/")
    assert moved.headers["Location"] == f"/filings/{second.pk}/"
    assert my.get(f"/my/filings/{second.pk}/").status_code == 200


@pytest.mark.clause("Z3")
def test_marked_fields_come_back_beside_the_fields_of_the_form(my: Client, desk: Client) -> None:
    my.post(NEW, TYPED)
    filing = CourseFiling.objects.get()
    marks = {"send_back": "1", "mark_fee": "on", "words_fee": "请写明收费项目", "note": ""}
    assert desk.post(filing.get_absolute_url(), marks).status_code == 302
    again = my.get(f"/my/filings/{filing.pk}/again/")
    marked = {row["field"].name: row["marked"] for row in again.context["form"].beside() if row["is_marked"]}
    assert marked == {"fee": "请写明收费项目"}
    assert "请写明收费项目" in again.content.decode()
    assert "请写明收费项目" in my.get(f"/my/filings/{filing.pk}/").content.decode()


@pytest.mark.clause("Z3")
def test_a_class_reviewed_meanwhile_answers_409_with_the_words_kept(
    desk: Client, client_as: Callable[[Actor], Client], officer_a2: Actor
) -> None:
    filing = CourseFilingFactory()
    url = filing.get_absolute_url()
    stamp = desk.get(url).context["stamp"]
    client_as(officer_a2).post(url, {"send_back": "1", "note": "请改"})
    late = desk.post(url, {"approve": "1", "note": "同意", "seen": stamp})
    assert late.status_code == 409


@pytest.mark.clause("Z3")
def test_the_queue_leads_from_one_class_to_the_next_by_deadline(desk: Client, institution: Any) -> None:
    first, second, third = (
        CourseFilingFactory(institution=institution, review_by=day)
        for day in ("2026-04-01", "2026-04-02", "2026-04-03")
    )
    assert [row.pk for row in desk.get("/desk/filings/").context["rows"]] == [first.pk, second.pk, third.pk]
    context = desk.get(second.get_absolute_url()).context
    assert (context["before"], context["after"]) == (first, third)
    ends = desk.get(first.get_absolute_url()).context
    assert ends["before"] is None


@pytest.mark.clause("Z3")
def test_new_remarks_are_dealt_with_on_the_page_of_the_class(desk: Client, institution: Any) -> None:
    filing = CourseFilingFactory(institution=institution, state=FilingState.APPROVED, review_by=None)
    LessonFactory(filing=filing)
    given = {"field": "starts_on", "check_name": "no_permit", "clause": "Z1", "severity": "error"}
    FilingRemark.objects.create(
        filing=filing, digest="x", rule_version="v", found_on="2026-04-10", since_approval=True, **given
    )
    url = filing.get_absolute_url()
    assert desk.get(url).context["to_settle"]
    assert desk.post(url, {"settle": "1", "note": ""}).status_code == 422
    assert desk.post(url, {"settle": "1", "note": "已督促补办。"}).status_code == 302
    assert not desk.get(url).context["to_settle"]
