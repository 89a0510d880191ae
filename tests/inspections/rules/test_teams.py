"""Who makes a visit."""

import pytest

from inspections.rules.teams import TeamTerms, enforcing, enough_officers


@pytest.mark.clause("S5", "N2")
def test_a_visit_is_made_in_the_names_of_departments_that_may_enforce():
    assert enforcing(["street", "fire", "market", "fire"]) == ("fire", "market")


@pytest.mark.clause("N2")
def test_the_same_officer_twice_is_one():
    assert not enough_officers([7, 7], TeamTerms())
    assert enough_officers([7, 8], TeamTerms())


@pytest.mark.clause("N2")
def test_no_figure_lets_one_officer_go_alone():
    with pytest.raises(ValueError, match="officers"):
        TeamTerms(officers=1)
