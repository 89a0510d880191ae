"""Two classes in one room, or one teacher in two classes, at the same time; and rooms too small. Clauses: D3, D4, S10."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from institutions.rules.class_times import Slot
from institutions.rules.remarks import Remark
from institutions.rules.space import SpaceTerms, pupils_at_most, too_crowded


@dataclass(frozen=True, slots=True)
class OtherClass:
    """Another class as far as a clash needs it; `own` is one of the same institution."""

    pk: int
    name: str
    institution: str
    own: bool
    first: date
    last: date
    lessons: tuple[Slot, ...]


def overlap(one: Slot, other: Slot) -> bool:
    """Return whether two lessons of a week overlap; where one ends as the other begins they do not. Source: D3."""
    return one.weekday == other.weekday and one.starts < other.ends and other.starts < one.ends


def meet(one: Slot, other: Slot, *, first: date, last: date) -> bool:
    """Return whether two lessons overlap on some day from `first` to `last`. Source: D3."""
    return overlap(one, other) and next(one.days(first, last), None) is not None


def clashes(
    check: str,
    field: str,
    clause: str,
    lessons: Sequence[Slot],
    *,
    first: date,
    last: date,
    others: Sequence[OtherClass],
) -> list[Remark]:
    """Return a remark for every other class that has a lesson at the same time. Source: D3, S10.

    Of another institution's class the remark says that there is one, not which.
    """
    found = []
    for other in others:
        span = {"first": max(first, other.first), "last": min(last, other.last)}
        pair = next(((one, its) for one in lessons for its in other.lessons if meet(one, its, **span)), None)
        if pair is None:
            continue
        words = {"class": other.name, "institution": other.institution, "other": other.pk}
        found.append(Remark(field, check, clause, pair[0].values | words | {"own": other.own}))
    return found


def room_clashes(
    lessons: Sequence[Slot], *, first: date, last: date, others: Sequence[OtherClass]
) -> list[Remark]:
    """Return the classes that are in the same room at the same time. Source: D3."""
    return clashes("room_clash", "room", "D3", lessons, first=first, last=last, others=others)


def teacher_clashes(
    lessons: Sequence[Slot], *, first: date, last: date, others: Sequence[OtherClass]
) -> list[Remark]:
    """Return the classes that the same person teaches at the same time, in any institution. Source: S10."""
    return clashes("teacher_clash", "filed_teacher", "S10", lessons, first=first, last=last, others=others)


def crowded(area: Decimal, pupils: int, terms: SpaceTerms) -> list[Remark]:
    """Return a remark where more pupils are filed than the room holds. Source: D4 (3 m² a pupil)."""
    if not too_crowded(area, pupils, terms):
        return []
    values = {"pupils": pupils, "most": pupils_at_most(area, terms), "area": f"{area.normalize():f}"}
    return [Remark("pupils", "too_crowded", "D4", values)]
