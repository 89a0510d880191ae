"""The checks, with what stands around each class taken from the registers. Clauses: Z1, Z3, D3, D4, D7, S10."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from institutions.models import CourseFiling, Institution, Room, SchoolPermit, Teacher
from institutions.rules.class_checks import Around, ClassFacts, check_all
from institutions.rules.class_clashes import OtherClass
from institutions.rules.class_papers import PermitFacts, TeacherFacts
from institutions.rules.class_times import Slot
from institutions.rules.filings import FilingLimits
from institutions.rules.remarks import Remark
from institutions.rules.space import SpaceTerms
from institutions.services.filings.timetable import slots_of
from portal.rulebook.services import in_force
from portal.workdays.rules import Calendar
from portal.workdays.services import calendar

COPIED = (
    "name",
    "subject",
    "stage",
    "content",
    "pupils",
    "hours",
    "fee",
    "starts_on",
    "ends_on",
    "online",
    "ends_at",
    "grade",
    "syllabus_stage",
    "outline",
    "materials",
)


@dataclass(frozen=True, slots=True)
class Rules:
    """The figures in force on a day in a district, and which versions they are."""

    limits: FilingLimits
    space: SpaceTerms
    version: str

    @classmethod
    def on(cls, day: date, district_id: int) -> "Rules":
        """The figures of a day."""
        limits = in_force(FilingLimits, on=day, district_id=district_id)
        space = in_force(SpaceTerms, on=day, district_id=district_id)
        return cls(limits.figure, space.figure, limits.version)


@dataclass(slots=True)
class Neighbours:
    """The classes that many classes may clash with, by room and by person. Two queries, however many there are."""

    in_room: dict[int, list[CourseFiling]] = field(default_factory=lambda: defaultdict(list))
    of_person: dict[str, list[CourseFiling]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, room_ids: Iterable[int], digests: Iterable[str], *, since: date) -> "Neighbours":
        """The live classes of these rooms and these people that were not over before `since`."""
        found = cls()
        live = CourseFiling.objects.live().lasting_on(since)
        live = live.select_related("institution", "filed_teacher").prefetch_related("lessons").order_by("pk")
        if rooms := set(room_ids):
            for row in live.filter(room_id__in=rooms, online=False):
                found.in_room[row.room_id or 0].append(row)
        if people := set(digests):
            for row in live.filter(filed_teacher__id_digest__in=people):
                if row.filed_teacher is not None:
                    found.of_person[row.filed_teacher.id_digest].append(row)
        return found


def remarks_on(
    values: dict[str, Any],
    *,
    on: date,
    district_id: int,
    institution: Institution | None = None,
    lessons: Sequence[Slot] = (),
    series: Any = None,
) -> list[Remark]:
    """Return what the checks say of a class as it is typed, with the figures in force that day.

    Without `institution` only what the class itself says is checked; `series` is the class's own, left out of clashes.
    """
    rules = Rules.on(on, district_id)
    facts = ClassFacts(lessons=tuple(lessons), **{name: values[name] for name in COPIED if name in values})
    teacher, room = values.get("filed_teacher"), values.get("room")
    near = Neighbours.of(
        [room.pk] if room else [], [teacher.id_digest] if teacher else [], since=values["starts_on"]
    )
    around = Around(
        calendar=calendar(),
        permits=None if institution is None else _permits([institution.pk])[institution.pk],
        **_beside(near, room, teacher, series=series, pk=None, institution=institution),
    )
    return check_all(facts, around, limits=rules.limits, space=rules.space)


def remarks_on_filing(filing: CourseFiling, *, on: date) -> list[Remark]:
    """Return what the checks say of a class as it was filed."""
    rules = Rules.on(on, filing.district_id)
    [(_row, found)] = remarks_on_many([filing], on=on, rules={filing.district_id: rules})
    return found


def remarks_on_many(
    filings: Sequence[CourseFiling], *, on: date, rules: dict[int, Rules]
) -> list[tuple[CourseFiling, list[Remark]]]:
    """Return what the checks say of many classes: a fixed number of queries where rooms and lessons come along."""
    days: Calendar = calendar()
    permits = _permits({row.institution_id for row in filings})
    near = Neighbours.of(
        [row.room_id for row in filings if row.room_id],
        [row.filed_teacher.id_digest for row in filings if row.filed_teacher],
        since=min((row.starts_on for row in filings), default=on),
    )
    found = []
    for row in filings:
        facts = ClassFacts(lessons=slots_of(row), **{name: getattr(row, name) for name in COPIED})
        beside = _beside(
            near, row.room, row.filed_teacher, series=row.series, pk=row.pk, institution=row.institution
        )
        around = Around(calendar=days, permits=permits[row.institution_id], **beside)
        its = rules[row.district_id]
        found.append((row, check_all(facts, around, limits=its.limits, space=its.space)))
    return found


def _permits(institution_ids: Iterable[int]) -> dict[int, tuple[PermitFacts, ...]]:
    found: dict[int, tuple[PermitFacts, ...]] = defaultdict(tuple)
    for row in SchoolPermit.objects.usable().filter(institution_id__in=set(institution_ids)).order_by("pk"):
        facts = PermitFacts(
            row.valid_from, row.valid_until, row.long_term, row.revoked_on, tuple(row.subjects)
        )
        found[row.institution_id] += (facts,)
    return found


def _beside(
    near: Neighbours,
    room: Room | None,
    teacher: Teacher | None,
    *,
    series: Any,
    pk: int | None,
    institution: Institution | None,
) -> dict[str, Any]:
    """What stands beside one class: its room, its teacher, and the other classes of both."""

    def others(rows: list[CourseFiling]) -> tuple[OtherClass, ...]:
        own = None if institution is None else institution.pk
        strangers = [r for r in rows if r.pk != pk and (series is None or r.series != series)]
        return tuple(_other(row, own=row.institution_id == own) for row in strangers)

    area: Decimal | None = room.area if room else None
    return {
        "room_area": area,
        "teacher": _teacher(teacher) if teacher else None,
        "same_room": others(near.in_room[room.pk]) if room else (),
        "same_teacher": others(near.of_person[teacher.id_digest]) if teacher else (),
    }


def _other(row: CourseFiling, *, own: bool) -> OtherClass:
    return OtherClass(row.pk, row.name, row.institution.name, own, row.starts_on, row.ends_on, slots_of(row))


def _teacher(row: Teacher) -> TeacherFacts:
    return TeacherFacts(
        row.subject,
        row.certificate,
        row.contract_from,
        row.contract_until,
        row.left_on,
        row.record_checked_on,
    )


def limits_on(day: date, district_id: int) -> FilingLimits:
    """Return the limits in force."""
    return in_force(FilingLimits, on=day, district_id=district_id).figure


def limits_shown(day: date, district_id: int) -> dict[str, Any]:
    """Return the limits in force as a page says them."""
    limits = limits_on(day, district_id)
    names = ("months_ahead", "hours_ahead", "fee_at_most", "review_days", "lesson_minutes", "hours_a_week")
    ends = {"offline": limits.latest_end(online=False), "online": limits.latest_end(online=True)}
    return ends | {name: getattr(limits, name) for name in names}
