"""How many pupils a room holds."""

from decimal import Decimal

import pytest

from institutions.rules.space import SpaceTerms, pupils_at_most, too_crowded

TERMS = SpaceTerms()


@pytest.mark.clause("D4")
@pytest.mark.parametrize(
    ("area", "pupils"), [("59.99", 19), ("60", 20), ("60.01", 20), ("2.99", 0), ("3", 1)]
)
def test_each_pupil_has_three_square_metres(area: str, pupils: int) -> None:
    assert pupils_at_most(Decimal(area), TERMS) == pupils


@pytest.mark.clause("D4")
def test_twenty_fit_in_sixty_square_metres_and_twenty_one_do_not() -> None:
    assert not too_crowded(Decimal(60), 20, TERMS)
    assert too_crowded(Decimal(60), 21, TERMS)


@pytest.mark.clause("D4")
def test_a_figure_of_another_area_counts() -> None:
    assert pupils_at_most(Decimal(60), SpaceTerms(Decimal("4"))) == 15


def test_an_area_of_nothing_is_no_figure() -> None:
    with pytest.raises(ValueError, match="above zero"):
        SpaceTerms(Decimal(0))
