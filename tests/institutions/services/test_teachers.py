"""Filing who teaches: filed, refused, twice, corrected, gone, and no number where none belongs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from institutions.models import Teacher
from institutions.services import teachers
from institutions.terms import Subject
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.institutions import TeacherFactory
from tests.factories.teachers import ServingMatchFactory, id_number, teacher_known_as

pytestmark = pytest.mark.django_db
NUMBER = id_number(1)
GOOD: dict[str, Any] = {
    "name": "王明",
    "certificate": "20213600142000123",
    "subject": Subject.MATHEMATICS,
    "contract_from": date(2026, 3, 1),
    "contract_until": None,
    "record_checked_on": date(2026, 2, 20),
}


def stored() -> str:
    """All that the database holds of teachers and events, as text."""
    held = []
    with connection.cursor() as cursor:
        for table in ("institutions_teacher", "timeline_event"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names written above
            held += [str(row) for row in cursor.fetchall()]
    return "\n".join(held)


@pytest.mark.clause("S10", "N5", "N4")
def test_a_teacher_is_filed_with_an_encrypted_number_and_an_event_without_it(
    institution: Any, institution_user: Actor
) -> None:
    row = teachers.file_teacher(institution, actor=institution_user, id_number=f" {NUMBER.lower()} ", **GOOD)
    row.refresh_from_db()
    assert (row.id_number, row.rule_version) == (NUMBER, "N5.staff@default")
    assert NUMBER not in stored()
    assert NUMBER[6:14] not in stored(), "not even the birthday"
    event = Event.objects.about(row).get()
    assert (event.verb, event.clause, event.district_id) == ("teacher.filed", "S10", institution.district_id)
    assert len({row.id_digest, row.serving_digest}) == 2, "the two purposes can't be joined"


@pytest.mark.clause("S10")
def test_the_same_person_is_filed_once_an_institution_and_again_after_leaving(
    institution: Any, institution_user: Actor
) -> None:
    first = teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **GOOD)
    with pytest.raises(Refusal) as refusal:
        teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER.lower(), **GOOD)
    assert refusal.value.field == "id_number"
    assert Teacher.objects.count() == 1
    teachers.let_go(first, actor=institution_user, left_on=date(2026, 3, 10))
    teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **GOOD)
    assert Teacher.objects.staying().count() == 1


@pytest.mark.clause("S10")
def test_two_institutions_at_once_are_a_remark_and_no_refusal(
    institution: Any, institution_b: Any, officer_a: Actor, officer_b: Actor
) -> None:
    here = teachers.file_teacher(institution, actor=officer_a, id_number=NUMBER, **GOOD)
    there = teachers.file_teacher(institution_b, actor=officer_b, id_number=NUMBER, **GOOD)
    assert teachers.filed_elsewhere(here) == [there]
    assert set(Teacher.objects.elsewhere()) == {here, there}
    teachers.let_go(there, actor=officer_b, left_on=date(2026, 3, 2))
    assert teachers.filed_elsewhere(here) == []
    assert not Teacher.objects.elsewhere().exists()


@pytest.mark.clause("N5")
def test_who_was_not_checked_before_is_refused_beside_the_field(
    institution: Any, institution_user: Actor
) -> None:
    late = GOOD | {"record_checked_on": date(2026, 3, 2)}
    with pytest.raises(Refusal) as refusal:
        teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **late)
    assert refusal.value.field == "record_checked_on"
    assert not Teacher.objects.exists()


@pytest.mark.clause("N5")
def test_the_database_itself_holds_that_the_check_comes_first() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TeacherFactory(record_checked_on=date(2025, 9, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        TeacherFactory(erased_on=date(2026, 1, 1))


@pytest.mark.clause("S10")
def test_another_institution_or_district_or_an_auditor_may_not_file(
    institution: Any, institution_b: Any, institution_user: Actor, officer_b: Actor, auditor: Actor
) -> None:
    for actor, place in ((institution_user, institution_b), (officer_b, institution), (auditor, institution)):
        with pytest.raises(NotAllowed):
            teachers.file_teacher(place, actor=actor, id_number=NUMBER, **GOOD)


@pytest.mark.clause("S10", "N4")
def test_a_correction_keeps_the_number_on_file_and_says_what_changed(
    institution: Any, institution_user: Actor
) -> None:
    row = teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **GOOD)
    changed = GOOD | {"name": "王铭", "certificate": "20213600142000999"}
    row = teachers.correct_teacher(row, actor=institution_user, seen=timezone.now(), **changed)
    assert (row.id_number, row.name) == (NUMBER, "王铭")
    told = Event.objects.about(row).filter(verb="teacher.corrected").get().changes
    assert told == {"name": ["王明", "王铭"], "certificate": "…"}


@pytest.mark.clause("S10", "N4")
def test_a_new_number_changes_both_digests_and_stands_in_no_event(
    institution: Any, institution_user: Actor
) -> None:
    row = teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **GOOD)
    before = (row.id_digest, row.serving_digest)
    other = id_number(2)
    row = teachers.correct_teacher(row, actor=institution_user, id_number=other, **GOOD)
    assert row.id_number == other
    assert not set(before) & {row.id_digest, row.serving_digest}
    assert other not in stored()


@pytest.mark.clause("S10")
def test_a_correction_of_nothing_leaves_no_event(institution: Any, institution_user: Actor) -> None:
    row = teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **GOOD)
    teachers.correct_teacher(row, actor=institution_user, id_number=NUMBER, **GOOD)
    assert not Event.objects.about(row).filter(verb="teacher.corrected").exists()


@pytest.mark.clause("S10")
def test_who_comes_second_sees_that_it_changed_meanwhile(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    row = teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **GOOD)
    seen = row.updated_at
    teachers.correct_teacher(row, actor=officer_a, seen=seen, **GOOD | {"name": "王铭"})
    with pytest.raises(ChangedMeanwhile):
        teachers.correct_teacher(row, actor=institution_user, seen=seen, **GOOD | {"name": "王名"})


@pytest.mark.clause("S10")
def test_a_leaving_is_filed_once_and_not_ahead(institution: Any, institution_user: Actor) -> None:
    row = teachers.file_teacher(institution, actor=institution_user, id_number=NUMBER, **GOOD)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refusal) as refusal:
        teachers.let_go(row, actor=institution_user, left_on=tomorrow)
    assert refusal.value.field == "left_on"
    teachers.let_go(row, actor=institution_user, left_on=date(2026, 3, 5))
    with pytest.raises(ChangedMeanwhile):
        teachers.let_go(row, actor=institution_user, left_on=date(2026, 3, 6))
    with pytest.raises(ChangedMeanwhile):
        teachers.correct_teacher(row, actor=institution_user, **GOOD)
    assert list(Teacher.objects.employed_on(date(2026, 3, 4))) == [row]
    assert not Teacher.objects.employed_on(date(2026, 3, 5)).exists()


@pytest.mark.clause("N4")
def test_opening_a_number_needs_a_reason_and_leaves_an_event(institution: Any, officer_a: Actor) -> None:
    row = teacher_known_as(NUMBER, institution=institution)
    with pytest.raises(ReasonRequired):
        teachers.open_number(row, actor=officer_a, reason="  ")
    with pytest.raises(Refusal) as refusal:
        teachers.open_number(row, actor=officer_a, reason=f"核对{NUMBER}。")
    assert refusal.value.field == "reason"
    assert teachers.open_number(row, actor=officer_a, reason="核对教师资格证。") == NUMBER
    event = Event.objects.about(row).get()
    assert (event.verb, event.clause, event.reason) == ("teacher.identity_opened", "N4", "核对教师资格证。")
    assert NUMBER not in stored()


@pytest.mark.clause("N4")
def test_only_the_district_in_charge_opens_a_number(
    institution: Any, officer_b: Actor, auditor: Actor, institution_user: Actor
) -> None:
    row = teacher_known_as(NUMBER, institution=institution)
    for actor in (officer_b, auditor, institution_user):
        with pytest.raises(NotAllowed):
            teachers.open_number(row, actor=actor, reason="想看看。")
    assert not Event.objects.about(row).exists()


@pytest.mark.clause("N4")
def test_two_years_after_leaving_the_number_is_erased_once(officer_a: Actor) -> None:
    left = date(2026, 3, 1)
    row = teacher_known_as(NUMBER, left_on=left)
    assert teachers.erase_old(left + timedelta(days=730)) == 0
    assert teachers.erase_old(left + timedelta(days=731)) == 1
    assert teachers.erase_old(left + timedelta(days=731)) == 0
    row.refresh_from_db()
    assert (row.id_number, row.id_digest, row.serving_digest, row.certificate) == ("", "", "", "")
    with pytest.raises(Refusal):
        teachers.open_number(row, actor=officer_a, reason="复核。")


@pytest.mark.clause("N4", "P7")
def test_nothing_is_erased_while_a_match_waits() -> None:
    left = date(2022, 3, 1)
    row = teacher_known_as(
        NUMBER, contract_from=date(2022, 1, 1), record_checked_on=date(2021, 12, 1), left_on=left
    )
    ServingMatchFactory(teacher=row)
    assert teachers.erase_old(date(2026, 3, 1)) == 0
