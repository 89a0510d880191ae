"""One question a page, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules import steps

pytestmark = pytest.mark.clause("M8")

ALL = {name: "yes" for names in steps.NEEDED.values() for name in names}


def test_the_first_question_is_what_happened():
    assert steps.first_open({}) == "what"
    assert steps.before("what", {}) is None


@pytest.mark.clause("N4")
def test_who_stays_anonymous_is_not_asked_how_to_be_told():
    assert "told" not in steps.path({"named": "no"})
    assert steps.after("you", {"named": "no"}) == "consent"
    assert steps.before("consent", {"named": "no"}) == "you"
    assert steps.after("you", {"named": "yes"}) == "told"


def test_all_answered_leads_to_the_summary_and_back_from_it():
    assert steps.first_open(ALL) == steps.SUMMARY
    assert steps.may_show(steps.SUMMARY, ALL)
    assert steps.before(steps.SUMMARY, ALL) == "consent"


@given(st.sets(st.sampled_from(sorted(ALL))))
def test_a_question_opens_only_when_all_before_it_are_answered(known):
    answers = {name: ALL[name] for name in known}
    here = steps.first_open(answers)
    assert steps.may_show(here, answers)
    asked = (*steps.path(answers), steps.SUMMARY)
    for later in asked[asked.index(here) + 1 :]:
        assert not steps.may_show(later, answers)


@given(st.sets(st.sampled_from(sorted(ALL))), st.sampled_from(["yes", "no"]))
def test_back_undoes_forward(known, named):
    answers = {name: ALL[name] for name in known} | {"named": named}
    for step in steps.path(answers):
        assert steps.before(steps.after(step, answers), answers) == step


def test_a_question_that_is_not_asked_does_not_open():
    assert not steps.may_show("told", ALL | {"named": "no"})
    assert not steps.may_show("nonsense", ALL)
