"""How much attention an institution needs, item by item."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules.anomalies import AnomalyTerms, anomaly_due
from inspections.rules.risk import (
    PLAIN,
    RiskFacts,
    RiskTerms,
    risk_level,
    risk_points,
    street_level,
    weigh_risk,
)
from inspections.terms import RiskItem
from portal.workdays.rules import Calendar

TERMS = RiskTerms()
CALM = RiskFacts(days_since_visit=3)
FACTS = st.builds(
    RiskFacts,
    **{name: st.integers(0, 20) for name in PLAIN},
    days_since_visit=st.none() | st.integers(0, 3000),
    standing=st.sampled_from(["", "white", "black"]),
)


def items(facts, terms=TERMS):
    return {line.item: line.points for line in weigh_risk(facts, terms)}


@pytest.mark.clause("S10")
@pytest.mark.parametrize("name", PLAIN)
def test_each_item_adds_its_own_points(name):
    assert items(replace(CALM, **{name: 1})) == {name: getattr(TERMS, name)}


def test_every_item_has_its_words():
    known = set(RiskItem.values)
    assert known == {*PLAIN, "unvisited", "blacklisted", "whitelisted"}
    assert known <= {field.name for field in fields(RiskTerms)}


@pytest.mark.parametrize(("times", "counted"), [(5, 5), (6, 5), (50, 5)])
def test_findings_count_at_most_so_often_and_the_page_says_how_many_are_known(times, counted):
    (line,) = weigh_risk(replace(CALM, findings=times), TERMS)
    assert (line.times, line.counted, line.points) == (times, counted, counted * TERMS.findings)


@pytest.mark.parametrize(("days", "points"), [(29, 0), (30, 1), (359, 11), (360, 12), (9999, 12), (None, 12)])
def test_full_months_without_a_visit_count_up_to_the_most(days, points):
    assert items(replace(CALM, days_since_visit=days)).get("unvisited", 0) == points * TERMS.unvisited


@pytest.mark.parametrize(("points", "level"), [(24, "low"), (25, "raised"), (59, "raised"), (60, "high")])
def test_the_levels_begin_where_the_terms_say(points, level):
    assert risk_level(points, TERMS) == level


def test_the_whitelist_takes_points_away_and_never_below_nothing():
    lines = weigh_risk(replace(CALM, standing="white"), TERMS)
    assert [line.points for line in lines] == [-TERMS.whitelisted]
    assert risk_points(lines) == 0


@given(FACTS)
def test_the_sum_is_that_of_the_lines_and_the_heaviest_comes_first(facts):
    lines = weigh_risk(facts, TERMS)
    points = [line.points for line in lines]
    assert points == sorted(points, reverse=True)
    assert 0 not in points
    assert risk_points(lines) == max(0, sum(points))


@given(FACTS, st.sampled_from(PLAIN))
def test_one_more_of_anything_never_makes_it_calmer(facts, name):
    more = replace(facts, **{name: getattr(facts, name) + 1})
    assert risk_points(weigh_risk(more, TERMS)) >= risk_points(weigh_risk(facts, TERMS))


@pytest.mark.parametrize(
    ("raised", "high", "level"),
    [(0, 0, "low"), (4, 0, "low"), (5, 0, "raised"), (3, 2, "raised"), (0, 3, "high"), (0, 2, "low")],
)
def test_a_street_is_as_its_share_of_institutions(raised, high, level):
    assert street_level(20, raised, high, TERMS) == level


def test_a_street_without_institutions_is_low():
    assert street_level(0, 0, 0, TERMS) == "low"


@pytest.mark.parametrize(
    "wrong",
    [
        {"findings": -1},
        {"raised_from": 0},
        {"high_from": 25},
        {"at_most": 0},
        {"counted_years": 0},
        {"street_high": 0},
    ],
)
def test_figures_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        RiskTerms(**wrong)


@pytest.mark.clause("M7")
@pytest.mark.parametrize(("urgent", "due"), [(True, date(2026, 3, 16)), (False, date(2026, 3, 18))])
def test_a_street_is_answered_in_working_days(urgent, due):
    friday = date(2026, 3, 13)
    calendar = Calendar(announced_years=frozenset({2026}))
    assert anomaly_due(friday, urgent=urgent, terms=AnomalyTerms(), calendar=calendar) == due


def test_urgent_never_waits_longer_than_the_rest():
    with pytest.raises(ValueError, match="urgent_days"):
        AnomalyTerms(urgent_days=4)
