"""The public reads what was decided against an institution, and nothing of persons (M8, N4)."""

import pytest

from inspections.terms import Group, Measure
from publicity.rules.measures import NOT_SHOWN, PERSONAL_GROUPS, shown_measures


@pytest.mark.clause("M8")
def test_measures_against_the_institution_are_shown():
    assert shown_measures("subject_teaching", ["interview", "rectify_at_once"]) == [
        "interview",
        "rectify_at_once",
    ]


@pytest.mark.clause("N4")
def test_measures_against_persons_are_not():
    assert shown_measures("serving_teacher", ["interview"]) == []
    assert shown_measures("admission", ["head_interviewed", "rectify"]) == ["rectify"]


def test_what_is_only_proposed_or_waived_is_no_measure():
    assert shown_measures("fire", ["blacklist", "waived"]) == []


def test_the_words_are_those_of_inspections():
    assert set(Measure.values) >= NOT_SHOWN
    assert set(Group.values) >= PERSONAL_GROUPS
