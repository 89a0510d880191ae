"""Which topic an item belongs to, and what a narrowed visit looks at."""

from dataclasses import dataclass

import pytest

from inspections.rules.topics import OF_GROUP, left_out, looked_at, topic_of, without_items
from inspections.terms import Group, Topic


@dataclass(frozen=True)
class Item:
    group: str
    department: str


ITEMS = [
    Item("fire", "fire"),
    Item("fees", "price"),
    Item("fees", "market"),
    Item("premises", "public_security"),
]


def test_every_violation_group_belongs_to_a_topic():
    assert set(OF_GROUP) == set(Group)


@pytest.mark.clause("S6")
def test_every_topic_can_be_looked_at():
    of_anybody = {topic_of(group, "education") for group in Group.values}
    assert of_anybody | {topic_of("premises", "public_security")} == set(Topic)


@pytest.mark.clause("M7")
def test_public_security_looks_at_the_order_around_not_at_the_building():
    assert topic_of("premises", "public_security") == Topic.SURROUNDINGS
    assert topic_of("premises", "housing") == Topic.PREMISES


@pytest.mark.clause("S5")
def test_no_topic_looks_at_everything_and_leaves_nothing_out():
    assert looked_at(ITEMS, []) == ITEMS
    assert left_out(ITEMS, []) == []


def test_what_is_looked_at_and_what_is_left_out_are_all_there_is():
    seen, rest = looked_at(ITEMS, ["fees"]), left_out(ITEMS, ["fees"])
    assert [item.department for item in seen] == ["price", "market"]
    assert sorted(map(str, [*seen, *rest])) == sorted(map(str, ITEMS))


def test_a_department_with_nothing_of_the_topics_is_named():
    assert without_items(ITEMS, ["fire", "price", "market"], ["fees"]) == ["fire"]
    assert without_items(ITEMS, ["health"], []) == []
