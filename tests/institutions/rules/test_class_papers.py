"""The permit and the teacher of a class."""

from dataclasses import replace
from datetime import date

import pytest

from institutions.rules.class_papers import PermitFacts, TeacherFacts, permit_remarks, teacher_remarks

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)
PERMIT = PermitFacts(date(2026, 4, 1), date(2026, 4, 1), False, None, ("mathematics",))
TEACHER = TeacherFacts("mathematics", "2021360", FIRST, LAST, None, FIRST)


def permits(subject: str = "mathematics", **other: object) -> list[str]:
    return [r.check for r in permit_remarks(subject, FIRST, [replace(PERMIT, **other)])]


def teachers(subject: str = "mathematics", **other: object) -> list[str]:
    found = teacher_remarks(subject, first=FIRST, last=LAST, teacher=replace(TEACHER, **other))
    return [r.check for r in found]


@pytest.mark.clause("Z1")
def test_a_permit_counts_from_its_first_to_its_last_day() -> None:
    assert permits() == []
    assert permits(valid_from=date(2026, 4, 2)) == ["no_permit"]
    assert permits(valid_until=date(2026, 3, 31)) == ["no_permit"]
    assert permits(valid_until=date(2026, 3, 31), long_term=True) == []
    assert permits(revoked_on=FIRST) == ["no_permit"]
    assert permits(revoked_on=date(2026, 4, 2)) == []


@pytest.mark.clause("Z1")
def test_without_any_permit_there_is_none() -> None:
    [remark] = permit_remarks("mathematics", FIRST, [])
    assert (remark.check, remark.severity) == ("no_permit", "error")


@pytest.mark.clause("Z1")
def test_a_subject_outside_the_permit_is_remarked_and_silence_is_for_information() -> None:
    assert permits("english") == ["subject_not_permitted"]
    [remark] = permit_remarks("english", FIRST, [replace(PERMIT, subjects=())])
    assert (remark.check, remark.severity) == ("scope_not_stated", "note")
    assert permits("other") == []


@pytest.mark.clause("S10")
def test_a_teacher_is_employed_on_every_day_of_the_class() -> None:
    assert teachers() == []
    assert teachers(contract_from=date(2026, 4, 2)) == ["teacher_not_employed"]
    assert teachers(contract_until=date(2026, 6, 29)) == ["teacher_not_employed"]
    assert teachers(left_on=LAST) == ["teacher_not_employed"]
    assert teachers(left_on=date(2026, 7, 1), contract_until=None) == []


@pytest.mark.clause("N5")
def test_the_record_is_checked_before_the_first_day() -> None:
    assert teachers(record_checked_on=date(2026, 4, 2)) == ["record_not_checked"]
    assert teachers(record_checked_on=None) == ["record_not_checked"]


@pytest.mark.clause("S10")
def test_a_school_subject_needs_its_certificate_and_its_own_teacher() -> None:
    assert teachers(certificate=" ") == ["no_certificate"]
    assert teachers("english") == ["another_subject"]
    assert teachers("other", certificate="") == []
    assert teacher_remarks("english", first=FIRST, last=LAST, teacher=None) == []
