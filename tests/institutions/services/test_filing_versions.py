"""A class changes by versions: the approved one stays public until the next is approved."""

import uuid
from datetime import time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from institutions.models import CourseFiling, FilingDraft, Lesson
from institutions.rules.class_times import Slot
from institutions.services import filings
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.filings import LessonFactory
from tests.factories.institutions import (
    CourseFilingFactory,
    RoomFactory,
    SchoolPermitFactory,
    TeacherFactory,
)
from tests.institutions.services.test_filings import GOOD

pytestmark = pytest.mark.django_db
THURSDAY = [Slot(4, time(18), time(19, 30))]


@pytest.fixture(autouse=True)
def permit(institution: Any) -> Any:
    return SchoolPermitFactory(institution=institution, subjects=["mathematics"])


@pytest.fixture
def approved(institution: Any, institution_user: Actor, officer_a: Actor) -> CourseFiling:
    filing = filings.submit(institution, actor=institution_user, **GOOD)
    return filings.approve(filing, actor=officer_a)


@pytest.mark.clause("Z3", "D3")
def test_lessons_are_kept_and_the_words_for_readers_follow_from_them(
    institution: Any, institution_user: Actor
) -> None:
    lessons = [Slot(5, time(17), time(18, 30)), Slot(3, time(18), time(19, 30))]
    filing = filings.submit(institution, actor=institution_user, **GOOD | {"lessons": lessons, "hours": 44})
    assert filing.timetable == "周三 18:00–19:30、周五 17:00–18:30"
    assert filing.ends_at == time(19, 30)
    assert list(Lesson.objects.values_list("weekday", flat=True)) == [3, 5]


@pytest.mark.clause("Z3")
def test_a_change_waits_while_the_approved_version_stays_public(
    approved: CourseFiling, institution_user: Actor, officer_a: Actor
) -> None:
    new = filings.change(approved, actor=institution_user, **GOOD | {"pupils": 12, "lessons": THURSDAY})
    assert (new.version, new.previous_version, new.series) == (2, approved, approved.series)
    assert list(CourseFiling.objects.public()) == [approved]
    filings.approve(new, actor=officer_a)
    assert list(CourseFiling.objects.public()) == [new]
    approved = CourseFiling.objects.get(pk=approved.pk)
    assert approved.state == FilingState.SUPERSEDED
    assert CourseFiling.objects.public().current_of(approved.pk).get() == new
    assert Event.objects.about(approved).first().verb == "filing.superseded"  # type: ignore[union-attr]


@pytest.mark.clause("Z3")
def test_one_change_waits_at_a_time_and_only_of_the_version_in_force(
    approved: CourseFiling, institution_user: Actor, officer_a: Actor
) -> None:
    new = filings.change(approved, actor=institution_user, **GOOD)
    with pytest.raises(ChangedMeanwhile):
        filings.change(approved, actor=institution_user, **GOOD)
    filings.approve(new, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        filings.change(approved, actor=institution_user, **GOOD)


@pytest.mark.clause("Z3")
def test_a_class_of_before_versions_can_be_changed(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    old = CourseFilingFactory(
        institution=institution, state=FilingState.APPROVED, review_by=None, series=None
    )
    new = filings.change(old, actor=institution_user, **GOOD)
    filings.approve(new, actor=officer_a)
    assert list(CourseFiling.objects.public()) == [new]


def test_the_database_keeps_one_approved_and_one_open_version(approved: CourseFiling) -> None:
    for state in (FilingState.APPROVED, FilingState.SUBMITTED, FilingState.RETURNED):
        with transaction.atomic():
            row = CourseFilingFactory.build(
                institution=approved.institution, series=approved.series, version=2 + len(state), state=state
            )
            if state == FilingState.SUBMITTED:
                row.save()
                continue
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save()


@pytest.mark.clause("Z3")
def test_taking_back_a_change_leaves_the_class_and_taking_back_the_class_takes_both(
    approved: CourseFiling, institution_user: Actor
) -> None:
    new = filings.change(approved, actor=institution_user, **GOOD)
    filings.withdraw(new, actor=institution_user)
    assert list(CourseFiling.objects.public()) == [approved]
    again = filings.change(approved, actor=institution_user, **GOOD)
    filings.withdraw(approved, actor=institution_user)
    assert not CourseFiling.objects.public().exists()
    assert CourseFiling.objects.get(pk=again.pk).state == FilingState.WITHDRAWN


@pytest.mark.clause("Z3")
def test_the_differences_name_old_and_new_lessons_too(
    approved: CourseFiling, institution_user: Actor
) -> None:
    new = filings.change(approved, actor=institution_user, **GOOD | {"pupils": 12, "lessons": THURSDAY})
    changed = {c.field: (c.old, c.new) for c in filings.changes_of(new, approved) if c.is_changed}
    assert changed == {"pupils": ("20", "12"), "lessons": ("周三 18:00–19:30", "周四 18:00–19:30")}
    assert not any(c.is_changed for c in filings.changes_of(new, None))


@pytest.mark.clause("Z3")
def test_the_same_form_sent_twice_files_one_class(institution: Any, institution_user: Actor) -> None:
    series = uuid.uuid4()
    filings.submit(institution, actor=institution_user, series=series, **GOOD)
    with pytest.raises(ChangedMeanwhile):
        filings.submit(institution, actor=institution_user, series=series, **GOOD)
    assert CourseFiling.objects.count() == 1


@pytest.mark.clause("Z3")
def test_a_class_filed_again_meanwhile_is_not_decided_unread(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD)
    with pytest.raises(ChangedMeanwhile):
        filings.approve(filing, actor=officer_a, seen="2026-01-01T00:00:00+00:00")


@pytest.mark.clause("Z3")
def test_a_return_marks_fields_and_filing_again_clears_the_marks(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD)
    with pytest.raises(ReasonRequired):
        filings.send_back(filing, actor=officer_a, marked={"fee": ""})
    back = filings.send_back(filing, actor=officer_a, marked={"fee": "请写明项目", "strange": "x"})
    assert back.marked == {"fee": "请写明项目"}
    assert filings.submit(institution, actor=institution_user, filing=back, **GOOD).marked == {}


@pytest.mark.clause("Z3")
def test_rooms_and_teachers_of_others_are_refused_and_a_class_has_a_lesson(
    institution: Any, institution_user: Actor
) -> None:
    for strange in ({"room": RoomFactory()}, {"filed_teacher": TeacherFactory()}):
        with pytest.raises(NotAllowed):
            filings.submit(institution, actor=institution_user, **GOOD | strange)
    with pytest.raises(Refusal):
        filings.submit(institution, actor=institution_user, **GOOD | {"lessons": []})
    assert not CourseFiling.objects.exists()


@pytest.mark.clause("Z3")
def test_the_filed_teacher_gives_the_name_that_is_shown(institution: Any, institution_user: Actor) -> None:
    teacher = TeacherFactory(institution=institution, name="赵敏")
    filing = filings.submit(
        institution, actor=institution_user, **GOOD | {"filed_teacher": teacher, "teacher": ""}
    )
    assert filing.teacher == "赵敏"


def test_a_draft_is_kept_as_typed_and_gone_once_it_is_filed(
    institution: Any, institution_user: Actor
) -> None:
    series = uuid.uuid4()
    for name in ("三年级", "三年级数学"):
        filings.save_draft(
            institution, actor=institution_user, series=series, typed={"name": name, "fee": "很多"}
        )
    draft = FilingDraft.objects.get()
    assert (draft.name, draft.typed["fee"]) == ("三年级数学", "很多")
    filings.submit(institution, actor=institution_user, series=series, **GOOD)
    assert not FilingDraft.objects.exists()


def test_a_draft_is_nobody_elses(
    institution: Any, institution_b: Any, institution_user: Actor, officer_a: Actor
) -> None:
    draft = filings.save_draft(institution, actor=institution_user, series=uuid.uuid4(), typed={})
    assert not FilingDraft.objects.visible_to(officer_a).exists()
    with pytest.raises(NotAllowed):
        filings.discard_draft(draft, actor=officer_a)
    with pytest.raises(NotAllowed):
        filings.save_draft(institution_b, actor=institution_user, series=uuid.uuid4(), typed={})
    filings.discard_draft(draft, actor=institution_user)
    assert not FilingDraft.objects.exists()


def test_a_lesson_ends_after_it_begins_in_the_database(approved: CourseFiling) -> None:
    for wrong in ({"ends": time(18)}, {"weekday": 8}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LessonFactory(filing=approved, **wrong)
