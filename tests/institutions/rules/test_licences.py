"""The life of a school permit: steps, gaps, what can be applied for."""

import pytest

from institutions.rules.licences import (
    PAPERS,
    STEPS,
    Gap,
    Standing,
    check_passes,
    missing_items,
    missing_papers,
    missing_words,
    next_step,
    possible_kinds,
    steps_of,
)


@pytest.mark.clause("Z1")
def test_a_new_permit_is_checked_shown_and_decided() -> None:
    assert next_step("new", set()) == "check"
    assert next_step("new", {"check"}) == "notice"
    assert next_step("new", {"check", "notice"}) == "decide"


@pytest.mark.clause("Z1")
def test_a_change_is_decided_at_once_unless_it_moves() -> None:
    assert next_step("change", set()) == "decide"
    assert next_step("change", set(), moves=True) == "check"
    assert steps_of("renewal", moves=True) == steps_of("renewal")


@pytest.mark.parametrize("kind", ["suspension", "surrender"])
def test_giving_a_permit_back_needs_no_check(kind: str) -> None:
    assert steps_of(kind) == ()


def test_every_kind_has_its_steps_and_papers() -> None:
    assert set(STEPS) == set(PAPERS)


@pytest.mark.parametrize(
    ("permit", "kinds"),
    [
        ("none", ["new"]),
        ("ended", ["renewal", "new"]),
        ("valid", ["change", "renewal", "suspension", "surrender"]),
        ("suspended", ["resumption", "surrender"]),
    ],
)
@pytest.mark.clause("Z1")
def test_what_can_be_applied_for_follows_from_the_permit(permit: str, kinds: list[str]) -> None:
    assert possible_kinds(Standing(permit), []) == kinds


def test_one_application_at_a_time() -> None:
    assert possible_kinds(Standing("valid"), ["change"]) == []


def test_whoever_is_banned_applies_for_nothing() -> None:
    assert possible_kinds(Standing("none", may_apply=False), []) == []


@pytest.mark.clause("S4")
def test_an_item_not_met_or_not_answered_is_a_gap_and_one_that_does_not_apply_is_none() -> None:
    answers = {"A1": "met", "A2": "not_met", "A3": "", "A4": "not_applicable"}
    assert missing_items(answers, answers) == [Gap("item", "A2"), Gap("item", "A3")]


def test_papers_sent_are_no_gap() -> None:
    assert missing_papers("suspension", {"form"}) == [Gap("paper", "settlement")]
    assert missing_papers("suspension", {"form", "settlement"}) == []


@pytest.mark.clause("Z1")
def test_giving_back_asks_how_pupils_and_fees_are_settled() -> None:
    assert missing_words("surrender", settlement=" ", wished=()) == [Gap("settlement", "settlement")]
    assert missing_words("surrender", settlement="全部退费", wished=()) == []


def test_a_change_names_what_changes_and_a_new_permit_place_and_subjects() -> None:
    assert missing_words("change", settlement="", wished=()) == [Gap("wish", "change")]
    assert missing_words("change", settlement="", wished=("name",)) == []
    assert missing_words("new", settlement="", wished=("address",)) == [Gap("wish", "new")]
    assert missing_words("new", settlement="", wished=("address", "subjects")) == []


@pytest.mark.clause("S4")
def test_a_check_passes_where_every_item_was_found_met() -> None:
    assert check_passes({"A1": True, "A2": True}) is True
    assert check_passes({"A1": True, "A2": False}) is False
    assert check_passes({"A1": True, "A2": None}) is None
    assert check_passes({}) is None
