"""Every check of a filed class, in the order of its form. Clauses: Z1, Z3, Z4, D3, D4, D7, S10, N5."""

from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from institutions.rules.class_clashes import OtherClass, crowded, room_clashes, teacher_clashes
from institutions.rules.class_papers import PermitFacts, TeacherFacts, permit_remarks, teacher_remarks
from institutions.rules.class_syllabus import grades_of, topics_too_early
from institutions.rules.class_times import (
    Slot,
    hours_differ,
    hours_of_timetable,
    late_lessons,
    long_lessons,
    rest_day_lessons,
    too_many_a_week,
)
from institutions.rules.filings import FilingLimits, check_fee, ends_too_late, hints_in
from institutions.rules.remarks import Remark
from institutions.rules.space import SpaceTerms
from portal.workdays.rules import Calendar


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What was filed of a class. `ends_at` counts where an old row has no lessons."""

    name: str
    subject: str
    stage: str
    content: str
    pupils: int
    hours: int
    fee: Decimal
    starts_on: date
    ends_on: date
    online: bool
    lessons: tuple[Slot, ...] = ()
    ends_at: time | None = None
    grade: int | None = None
    syllabus_stage: str = ""
    outline: str = ""
    materials: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a class: permits, teacher, room, and the classes it could clash with."""

    calendar: Calendar
    permits: tuple[PermitFacts, ...] | None = None
    teacher: TeacherFacts | None = None
    room_area: Decimal | None = None
    same_room: tuple[OtherClass, ...] = ()
    same_teacher: tuple[OtherClass, ...] = ()


def check_all(filed: ClassFacts, around: Around, *, limits: FilingLimits, space: SpaceTerms) -> list[Remark]:
    """Return every remark on a class, in the order of the form's fields. Source: Z1, Z3, Z4, D3, D4, D7."""
    return [
        *_content(filed),
        *_papers(filed, around),
        *_places(filed, around, space),
        *_times(filed, around.calendar, limits),
        *check_fee(
            starts_on=filed.starts_on,
            ends_on=filed.ends_on,
            hours=filed.hours,
            fee=filed.fee,
            limits=limits,
        ),
    ]


def _content(filed: ClassFacts) -> list[Remark]:
    texts = {"name": filed.name, "content": filed.content, "outline": filed.outline}
    grades = grades_of(stage=filed.stage, syllabus_stage=filed.syllabus_stage, grade=filed.grade)
    texts_hinted = texts | {"materials": filed.materials}
    hints = [
        replace(remark, field=field) for field, text in texts_hinted.items() for remark in hints_in(text)
    ]
    return hints + topics_too_early(filed.subject, texts=texts, grades=grades)


def _papers(filed: ClassFacts, around: Around) -> list[Remark]:
    permits = [] if around.permits is None else permit_remarks(filed.subject, filed.starts_on, around.permits)
    teacher = teacher_remarks(
        filed.subject, first=filed.starts_on, last=filed.ends_on, teacher=around.teacher
    )
    return permits + teacher


def _places(filed: ClassFacts, around: Around, space: SpaceTerms) -> list[Remark]:
    span = {"first": filed.starts_on, "last": filed.ends_on}
    found = teacher_clashes(filed.lessons, **span, others=around.same_teacher)
    if filed.online:
        return found
    found += room_clashes(filed.lessons, **span, others=around.same_room)
    return found + (crowded(around.room_area, filed.pupils, space) if around.room_area else [])


def _times(filed: ClassFacts, calendar: Calendar, limits: FilingLimits) -> list[Remark]:
    if not filed.lessons:
        late = filed.ends_at and ends_too_late(filed.ends_at, online=filed.online, limits=limits)
        latest = {"latest": f"{limits.latest_end(online=filed.online):%H:%M}"}
        return [Remark("lessons", "too_late", "D3", latest)] if late else []
    fewest, most = hours_of_timetable(
        filed.lessons,
        first=filed.starts_on,
        last=filed.ends_on,
        online=filed.online,
        limits=limits,
        calendar=calendar,
    )
    return [
        *late_lessons(filed.lessons, online=filed.online, limits=limits),
        *long_lessons(filed.lessons, limits),
        *too_many_a_week(filed.lessons, online=filed.online, limits=limits),
        *rest_day_lessons(
            filed.lessons,
            first=filed.starts_on,
            last=filed.ends_on,
            subject=filed.subject,
            stage=filed.stage,
            calendar=calendar,
        ),
        *hours_differ(filed.hours, fewest, most),
    ]
