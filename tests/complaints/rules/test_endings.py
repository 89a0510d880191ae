"""When a complaint may be taken up again, and who closes it."""

from datetime import date, timedelta

import pytest

from complaints.rules import endings
from complaints.terms import Kind

pytestmark = pytest.mark.clause("D2")
TERMS = endings.ReopeningTerms()


class EveryDay:
    """A calendar on which every day is a working day."""

    def add(self, start: date, n: int) -> date:
        return start + timedelta(days=n)


@pytest.mark.parametrize(("before", "back"), [(0, True), (1, False)])
def test_the_first_dissatisfied_rating_sends_it_back_and_the_second_does_not(before, back):
    assert endings.goes_back(dissatisfied=True, reopened_before=before, terms=TERMS) is back


def test_a_satisfied_rating_sends_nothing_back():
    assert not endings.goes_back(dissatisfied=False, reopened_before=0, terms=TERMS)


def test_clocks_of_a_new_round_count_from_the_day_after_and_stay_in_order():
    clocks = endings.deadlines_again(date(2026, 3, 18), TERMS, EveryDay())
    assert clocks.accept_by == date(2026, 3, 21)
    assert clocks.check_by == date(2026, 3, 28)
    assert clocks.answer_by == date(2026, 4, 17)


def test_the_kinds_of_the_second_level_are_kinds():
    assert set(Kind.values) >= endings.SECOND_LEVEL
    assert endings.needs_second_level(Kind.FIRE)
    assert not endings.needs_second_level(Kind.FEES)


def test_a_figure_without_days_is_refused():
    with pytest.raises(ValueError, match="day"):
        endings.ReopeningTerms(answer_days=0)
