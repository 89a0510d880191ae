"""What people say, in the words of the regulation."""

import pytest

from complaints.rules import kinds
from complaints.terms import Kind
from inspections.terms import Group
from portal.accounts.roles import Department


def test_every_kind_that_a_person_can_choose_has_its_meaning_and_no_other():
    assert set(kinds.MEANINGS) == set(Kind.values)


@pytest.mark.clause("M7")
def test_every_kind_has_departments_that_exist_and_none_twice():
    for meaning in kinds.MEANINGS.values():
        assert meaning.departments
        assert set(meaning.departments) <= set(Department.values)
        assert len(set(meaning.departments)) == len(meaning.departments)


@pytest.mark.clause("S6")
def test_every_group_is_one_that_a_finding_can_have():
    assert {meaning.group for meaning in kinds.MEANINGS.values()} - {""} <= set(Group.values)


@pytest.mark.clause("D2")
def test_urgent_is_what_may_hurt_a_child_and_nothing_else():
    urgent = {kind for kind, meaning in kinds.MEANINGS.items() if meaning.urgent}
    assert urgent == {"harm", "fire", "premises", "food"}


@pytest.mark.clause("M7")
def test_the_kinds_of_a_department_are_those_it_has_a_part_in():
    assert set(kinds.kinds_about(["fire"])) == {"fire", "premises"}
    assert kinds.kinds_about([]) == ()
