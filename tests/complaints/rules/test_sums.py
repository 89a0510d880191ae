"""Percentiles, shares and small counts kept back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules.sums import SuppressionTerms, kept_back, percentile, share

TERMS = SuppressionTerms()
COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30), max_size=12)


@pytest.mark.parametrize(
    ("values", "half", "nine"),
    [([], None, None), ([7], 7, 7), ([1, 2], 1, 2), ([3, 1, 2], 2, 3), (list(range(1, 11)), 5, 9)],
)
def test_percentiles_are_values_that_occurred(values, half, nine):
    assert (percentile(values, 50), percentile(values, 90)) == (half, nine)


@given(st.lists(st.integers(0, 100), min_size=1), st.integers(1, 100))
def test_at_least_so_many_per_cent_do_not_exceed_it(values, percent):
    found = percentile(values, percent)
    assert found in values
    assert 100 * sum(value <= found for value in values) >= percent * len(values)


@pytest.mark.parametrize(
    ("part", "whole", "per_cent"), [(0, 0, None), (1, 3, 33), (2, 3, 67), (1, 2, 50), (1, 200, 1)]
)
def test_shares_are_rounded_half_up(part, whole, per_cent):
    assert share(part, whole) == per_cent


@pytest.mark.clause("N4")
@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_counts_under_five_stay_back_and_nought_is_nought(count, shown):
    assert kept_back({"a": count, "b": 3, "c": 2, "d": 50}, TERMS)["a"] == shown


def test_a_single_small_count_takes_the_next_smallest_with_it():
    assert kept_back({"a": 2, "b": 9, "c": 30}, TERMS) == {"a": None, "b": None, "c": 30}


@given(COUNTS)
def test_none_can_be_reckoned_from_the_sum(counts):
    shown = kept_back(counts, TERMS)
    assert shown.keys() == counts.keys()
    hidden = [key for key, n in shown.items() if n is None]
    assert all(n == counts[key] for key, n in shown.items() if n is not None)
    assert not any(0 < n < TERMS.least for n in shown.values() if n is not None)
    positive = [key for key, n in counts.items() if n]
    assert len(hidden) != 1 or len(positive) == 1


def test_one_is_never_enough_to_hide_behind():
    with pytest.raises(ValueError, match="least"):
        SuppressionTerms(least=1)
