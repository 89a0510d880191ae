"""Recording a part on a phone: drafts, submission, the same post twice, a colleague who was quicker."""

import uuid

import pytest
from django.urls import reverse

from inspections.models import Finding, VisitPart
from inspections.services.parts import items_of, keep_part
from inspections.terms import PartState
from portal.evidence.models import Evidence
from tests.factories.inspections import JointInspectionFactory
from tests.inspections.conftest import answered, photo
from tests.people import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(client_as, fire_a):
    return client_as(fire_a)


@pytest.fixture
def url(fire_part):
    return reverse("inspections:part", args=[fire_part.pk])


def sheet(part, *, act="keep", version=0, wrong="", **more):
    """What the browser sends."""
    post = {"act": act, "version": version, "client_id": str(uuid.uuid4())}
    for item in items_of(part, TODAY):
        post[f"i{item.pk}-outcome"] = "not_met" if item.code == wrong else "met"
        post[f"i{item.pk}-group"] = item.group
        post[f"i{item.pk}-note"] = "安全出口上锁。" if item.code == wrong else ""
    statement = {"statement_name": "胡店长", "statement_role": "负责人", "statement_text": "情况属实。"}
    return post | statement | more


@pytest.mark.clause("S5")
def test_a_member_sees_the_own_department_s_items_with_the_group_chosen_beforehand(phone, url, fire_part):
    form = phone.get(url).context["form"]
    items = items_of(fire_part, TODAY)
    assert [row.item for row in form.rows] == items
    assert [row.group.value() for row in form.rows] == [item.group for item in items]


def test_another_department_s_part_is_hidden_from_a_department_officer(phone, part_of):
    assert phone.get(part_of("education").get_absolute_url()).status_code == 404


def test_the_district_reads_another_department_s_part_and_does_not_record_it(
    client_as, officer_a, url, fire_part
):
    desk = client_as(officer_a)
    assert desk.get(url).context["form"] is None
    assert desk.post(url, sheet(fire_part)).status_code == 403


@pytest.mark.clause("S5")
def test_a_draft_keeps_everything_typed_and_shows_it_again(phone, url, fire_part):
    item = items_of(fire_part, TODAY)[0]
    post = {
        "act": "keep",
        "version": 0,
        "client_id": str(uuid.uuid4()),
        f"i{item.pk}-outcome": "not_met",
        f"i{item.pk}-note": "出口上",
        f"i{item.pk}-group": "premises",
        "x0-text": "自制午餐",
        "statement_text": "刚打开",
        "files": [photo()],
    }
    assert phone.post(url, post).headers["Location"] == url
    page = phone.get(url)
    row = next(page.context["form"].rows)
    assert (row.outcome.value(), row.note.value(), row.group.value()) == ("not_met", "出口上", "premises")
    assert next(page.context["form"].extra_rows).text.value() == "自制午餐"
    assert page.context["form"]["statement_text"].value() == "刚打开"
    assert len(page.context["files"]) == 1


@pytest.mark.clause("S9")
def test_submitting_closes_the_part_and_makes_the_findings(phone, url, fire_part):
    answer = phone.post(url, sheet(fire_part, act="submit", wrong="D1"))
    fire_part.refresh_from_db()
    assert answer.status_code == 302
    assert fire_part.state == PartState.SUBMITTED
    assert Finding.objects.get().group == "fire"
    assert phone.get(url).context["form"] is None


def test_an_item_left_out_is_named_and_what_was_typed_is_kept(phone, url, fire_part):
    first, second, *_others = items_of(fire_part, TODAY)
    post = sheet(fire_part, act="submit", wrong=second.code)
    post[f"i{first.pk}-outcome"] = ""
    post[f"i{second.pk}-note"] = ""
    answer = phone.post(url, post)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {f"i{first.pk}-outcome", f"i{second.pk}-note"}
    assert "情况属实" in answer.content.decode()


def test_the_same_post_twice_is_saved_once(phone, url, fire_part):
    post = sheet(fire_part, act="submit", wrong="D1")
    for _time in range(2):
        assert phone.post(url, post | {"files": [photo()]}).status_code == 302
    assert Finding.objects.count() == Evidence.objects.count() == 1


def test_a_colleague_who_was_quicker_is_shown_and_what_was_typed_is_kept(phone, url, fire_part, fire_a):
    theirs = answered(fire_part, statement_text="同事记录的话。")
    keep_part(fire_part, actor=fire_a, entry=theirs, client_id=uuid.uuid4(), version=0)
    answer = phone.post(url, sheet(fire_part, statement_text="我记录的话。"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "同事记录的话。" in page
    assert "我记录的话。" in page
    again = sheet(fire_part, statement_text="我记录的话。", version=answer.context["version"])
    assert phone.post(url, again).status_code == 302


def test_a_page_with_mistakes_does_not_go_over_a_colleague_s_save(phone, url, fire_part, fire_a):
    keep_part(fire_part, actor=fire_a, entry=answered(fire_part), client_id=uuid.uuid4(), version=0)
    bad = sheet(fire_part, act="submit", wrong="D1")
    bad[f"i{items_of(fire_part, TODAY)[0].pk}-outcome"] = ""
    assert str(phone.post(url, bad).context["version"]) == "0"


def test_after_a_submission_what_was_typed_is_shown_and_can_not_be_saved(phone, url, fire_part):
    phone.post(url, sheet(fire_part, act="submit"))
    answer = phone.post(url, sheet(fire_part, statement_text="迟到的话。", version=1))
    assert answer.status_code == 409
    assert "迟到的话。" in answer.content.decode()
    assert 'value="submit"' not in answer.content.decode()


def test_a_file_that_is_no_picture_is_refused_beside_its_field(phone, url, fire_part):
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("photo.jpg", b"<script>alert(1)</script>", content_type="image/jpeg")
    answer = phone.post(url, sheet(fire_part, files=[bad]))
    assert answer.status_code == 422
    assert answer.context["form"].errors["files"]


def test_the_photos_are_opened_by_the_team_and_not_by_the_institution(
    phone, client_as, url, fire_part, officer_a, institution_user, market_a
):
    phone.post(url, sheet(fire_part, files=[photo()]))
    file = Evidence.objects.get().get_absolute_url()
    assert phone.get(file).status_code == 200
    assert client_as(officer_a).get(file).status_code == 200
    assert client_as(institution_user).get(file).status_code == 404
    assert client_as(market_a).get(file).status_code == 404


@pytest.mark.clause("S5")
def test_a_narrowed_visit_asks_for_its_topics_and_names_what_it_leaves_out(client_as, market_a, institution):
    inspection = JointInspectionFactory(
        institution=institution, team=",education,fire,market,", topics=",no_licence,food,fire,"
    )
    part = VisitPart.objects.get(visit__joint_inspection=inspection, department="market")
    page = client_as(market_a).get(part.get_absolute_url())
    assert [row.item.code for row in page.context["form"].rows] == ["A2", "E3"]
    assert [item.code for item in page.context["unlooked"]] == ["A3", "F3", "F4"]
    assert "广告宣传真实" in page.content.decode()
