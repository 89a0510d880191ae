"""Every June each district's list (M8, D6)."""

from datetime import date

import pytest

from publicity.rules.years import ListDays, is_open, is_ready, list_year


@pytest.mark.clause("M8")
@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 5, 31), 2025), (date(2026, 6, 1), 2026), (date(2027, 2, 1), 2026)],
)
def test_a_change_belongs_to_the_list_opened_last(today: date, year: int):
    assert list_year(today, ListDays()) == year


@pytest.mark.clause("D6")
def test_lists_open_on_the_first_of_june_and_a_day_missed_is_caught_up():
    assert not is_open(date(2026, 5, 31), 2026, ListDays())
    assert is_open(date(2026, 6, 1), 2026, ListDays())
    assert is_open(date(2026, 6, 9), 2026, ListDays())
    assert ListDays().deadline(2026) == date(2026, 6, 30)


@pytest.mark.clause("M8")
@pytest.mark.parametrize(
    ("undecided", "accepted", "ready"), [(0, 3, True), (1, 3, False), (0, 0, False), (2, 0, False)]
)
def test_a_list_is_ready_once_all_is_decided_and_there_is_something_to_say(
    undecided: int, accepted: int, ready: bool
):
    assert is_ready(undecided=undecided, accepted=accepted) is ready


def test_days_out_of_order_are_refused():
    with pytest.raises(ValueError, match="opens before"):
        ListDays(opens_on=20, publish_by=10)
