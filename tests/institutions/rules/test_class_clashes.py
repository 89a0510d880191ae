"""Two classes in one room, one teacher in two classes, too many pupils in a room."""

from datetime import date, time
from decimal import Decimal

import pytest

from institutions.rules.class_clashes import OtherClass, crowded, overlap, room_clashes, teacher_clashes
from institutions.rules.class_times import Slot
from institutions.rules.space import SpaceTerms

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)
MINE = Slot(3, time(18), time(19, 30))


def other(lesson: Slot, first: date = FIRST, last: date = LAST, own: bool = True) -> OtherClass:
    return OtherClass(7, "五年级英语", "南昌市测试培训学校", own, first, last, (lesson,))


def clash(its: OtherClass) -> list[str]:
    return [r.check for r in room_clashes([MINE], first=FIRST, last=LAST, others=[its])]


@pytest.mark.clause("D3")
def test_lessons_that_touch_do_not_clash_and_a_minute_more_does() -> None:
    assert clash(other(Slot(3, time(19, 30), time(20)))) == []
    assert clash(other(Slot(3, time(17), time(18)))) == []
    assert clash(other(Slot(3, time(19, 29), time(20)))) == ["room_clash"]
    assert clash(other(Slot(3, time(17), time(18, 1)))) == ["room_clash"]


@pytest.mark.clause("D3")
def test_another_day_of_the_week_does_not_clash() -> None:
    assert not overlap(MINE, Slot(4, time(18), time(19)))
    assert clash(other(Slot(4, time(18), time(19)))) == []


@pytest.mark.clause("D3")
def test_classes_clash_only_where_both_are_taught() -> None:
    assert clash(other(MINE, date(2026, 7, 1), date(2026, 8, 31))) == []
    # 30 June is a Tuesday: no Wednesday is left in common.
    assert clash(other(MINE, date(2026, 6, 25), date(2026, 8, 31))) == []
    assert clash(other(MINE, date(2026, 6, 24), date(2026, 8, 31))) == ["room_clash"]


@pytest.mark.clause("S10")
def test_a_teacher_elsewhere_at_the_same_time_is_remarked_with_the_lesson() -> None:
    [remark] = teacher_clashes([MINE], first=FIRST, last=LAST, others=[other(MINE, own=False)])
    assert (remark.field, remark.clause, remark.severity) == ("filed_teacher", "S10", "error")
    assert remark.values["own"] is False
    assert (remark.values["weekday"], remark.values["starts"]) == (3, "18:00")


@pytest.mark.clause("D4")
def test_a_room_of_sixty_square_metres_holds_twenty_pupils_and_not_one_more() -> None:
    assert crowded(Decimal(60), 20, SpaceTerms()) == []
    [remark] = crowded(Decimal(60), 21, SpaceTerms())
    assert (remark.check, remark.values["most"]) == ("too_crowded", 20)


@pytest.mark.clause("D4")
def test_part_of_a_place_is_none() -> None:
    assert crowded(Decimal("59.99"), 19, SpaceTerms()) == []
    assert crowded(Decimal("59.99"), 20, SpaceTerms())
