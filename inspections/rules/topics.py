"""Which topic an item of the standard belongs to, and what a narrowed visit looks at. Clauses: S5, S6, S10."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

from inspections.terms import Group, Topic

OF_GROUP = {
    Group.NO_LICENCE_NO_PERMIT: Topic.NO_LICENCE,
    Group.NO_PERMIT: Topic.NO_LICENCE,
    Group.SCOPE: Topic.SCOPE,
    Group.CROSS_DISTRICT: Topic.CROSS_DISTRICT,
    Group.HOME_WORKSHOP: Topic.HOME_WORKSHOP,
    Group.FEES: Topic.FEES,
    Group.FOOD: Topic.FOOD,
    Group.FIRE: Topic.FIRE,
    Group.PREMISES: Topic.PREMISES,
    Group.ADVERTISING: Topic.ADVERTISING,
    Group.SERVING_TEACHER: Topic.SERVING_TEACHER,
    Group.STAFF: Topic.SERVING_TEACHER,
    Group.TEACHING_PLAN: Topic.TEACHING_PLAN,
    Group.SYLLABUS: Topic.TEACHING_PLAN,
    Group.HOURS: Topic.TEACHING_PLAN,
    Group.EXAM_COMPETITION: Topic.TEACHING_PLAN,
    Group.ADMISSION_LINK: Topic.TEACHING_PLAN,
}
# What public security looks at of the premises is the order around them (M7).
ORDER_AROUND = (Group.PREMISES, "public_security")


class Asked(Protocol):
    """An item of a standard, as far as its topic depends on it."""

    @property
    def group(self) -> str: ...
    @property
    def department(self) -> str: ...


Item = TypeVar("Item", bound=Asked)


def topic_of(group: str, department: str) -> Topic:
    """The one topic of an item, by its violation group and the department that looks. Clauses: S6, S10, M7."""
    if (group, department) == ORDER_AROUND:
        return Topic.SURROUNDINGS
    return OF_GROUP[Group(group)]


def looked_at(items: Iterable[Item], topics: Collection[str]) -> list[Item]:
    """The items that a visit of these topics looks at; no topic means all. Clause: S5."""
    return [item for item in items if not topics or topic_of(item.group, item.department) in topics]


def left_out(items: Iterable[Item], topics: Collection[str]) -> list[Item]:
    """The items that a visit of these topics does not look at: they are not found to be in order. Clause: S5."""
    return [item for item in items if topics and topic_of(item.group, item.department) not in topics]


def without_items(items: Iterable[Asked], departments: Iterable[str], topics: Collection[str]) -> list[str]:
    """The departments that would have nothing to look at because of the topics. Clauses: S5, N2."""
    asked = {item.department for item in looked_at(list(items), topics)}
    return [name for name in departments if topics and name not in asked]
