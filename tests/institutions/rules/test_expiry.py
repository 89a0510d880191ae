"""When the end of a permit or paper is told."""

from datetime import date, timedelta

import pytest

from institutions.rules.expiry import ExpiryNotices, threshold_for

END = date(2026, 6, 30)


@pytest.mark.clause("Z1")
@pytest.mark.parametrize(
    ("left", "threshold"),
    [
        (61, None),
        (60, 60),
        (31, 60),
        (30, 30),
        (8, 30),
        (7, 7),
        (0, 7),
        (-1, 7),
        (-60, 7),
        (-61, None),
    ],
)
def test_only_the_threshold_nearest_to_the_end_is_told(left: int, threshold: int | None) -> None:
    assert threshold_for(END, END - timedelta(days=left), ExpiryNotices()) == threshold


@pytest.mark.clause("Z1")
def test_other_figures_count() -> None:
    terms = ExpiryNotices(first_days=90, second_days=45, last_days=10)
    assert threshold_for(END, END - timedelta(days=90), terms) == 90
    assert threshold_for(END, END - timedelta(days=10), terms) == 10


def test_each_notice_comes_later_than_the_one_before() -> None:
    with pytest.raises(ValueError, match="later"):
        ExpiryNotices(first_days=30, second_days=30)
