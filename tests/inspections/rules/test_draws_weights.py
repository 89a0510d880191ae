"""Who is drawn more often, and why. Clause: N2."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.draw_weights import DrawTerms, DrawWeights, TargetFacts, weigh

TERMS = DrawWeights()
FACTS = st.builds(
    TargetFacts,
    days_since_visit=st.none() | st.integers(0, 3000),
    findings=st.integers(0, 20),
    serious=st.integers(0, 5),
    open_orders=st.integers(0, 5),
    complaints=st.integers(0, 20),
    licensed=st.booleans(),
    standing=st.sampled_from(["", "white", "black"]),
    visit_open=st.booleans(),
)


@pytest.mark.clause("N2")
def test_every_item_says_what_it_adds() -> None:
    facts = TargetFacts(
        days_since_visit=95,
        findings=2,
        serious=1,
        open_orders=1,
        complaints=1,
        licensed=False,
        standing="black",
    )
    assert weigh(facts, TERMS) == {
        "base": 100,
        "unvisited": 15,
        "record": 60,
        "serious": 50,
        "orders": 20,
        "licence": 50,
        "standing": 100,
    }


def test_who_was_never_visited_counts_as_longest() -> None:
    assert weigh(TargetFacts(), TERMS)["unvisited"] == weigh(TargetFacts(5000), TERMS)["unvisited"] == 120


def test_the_whitelist_takes_points_off_but_never_all() -> None:
    assert sum(weigh(TargetFacts(0, standing="white"), TERMS).values()) == 50
    small = DrawWeights(base=1, whitelisted=500)
    assert sum(weigh(TargetFacts(0, standing="white"), small).values()) == 1


@given(FACTS)
def test_a_weight_is_nothing_only_where_a_visit_is_planned(facts: TargetFacts) -> None:
    total = sum(weigh(facts, TERMS).values())
    assert total == 0 if facts.visit_open else total >= 1


@given(FACTS, st.integers(1, 5))
@pytest.mark.clause("N2")
def test_a_worse_record_never_makes_it_less_likely(facts: TargetFacts, more: int) -> None:
    worse = replace(facts, findings=facts.findings + more, complaints=facts.complaints + more)
    assert sum(weigh(worse, TERMS).values()) >= sum(weigh(facts, TERMS).values())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("share", 0),
        ("share", 101),
        ("inspectors", 1),
        ("publish_days", 0),
        ("counted_years", 0),
        ("stands_minutes", -1),
    ],
)
def test_terms_that_break_the_regulation_are_refused(field: str, value: int) -> None:
    with pytest.raises(ValueError, match=field):
        DrawTerms(**{field: value})


@pytest.mark.parametrize(("field", "value"), [("base", 0), ("recorded", -1), ("whitelisted", -5)])
def test_weights_below_nothing_are_refused(field: str, value: int) -> None:
    with pytest.raises(ValueError, match=field):
        DrawWeights(**{field: value})
