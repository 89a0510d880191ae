"""Identity numbers: how they are written, and whether one can be right."""

from datetime import date

import pytest

from institutions.rules.identity_numbers import (
    age_on,
    birthday_of,
    holds_number,
    is_identity_number,
    plain_number,
    was_rounded,
)

GOOD = "11010519491231002X"


@pytest.mark.clause("S10")
@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        "11010519491231002x",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X",
    ],
)
def test_however_it_is_typed_it_is_the_same_number(typed: str) -> None:
    assert plain_number(typed) == GOOD
    assert is_identity_number(plain_number(typed))


@pytest.mark.clause("S10")
@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "110105194912310021",  # check digit
        "11010519491231003X",  # one digit mistyped
        "1101051949123100",  # too short
        "11010519491231002XX",  # too long
        "110105194902300028",  # 30 February
        "01010519491231002X",  # no such province
        "1101051949123100²X",  # a digit that is none
        "ABCDEFGHIJKLMNOPQR",
    ],
)
def test_a_number_that_cannot_be_right_is_known(wrong: str) -> None:
    assert not is_identity_number(wrong)


@pytest.mark.clause("S10")
def test_a_county_younger_than_the_person_is_no_fault() -> None:
    assert is_identity_number("360112199001010010")  # 新建区 is a district since 2015


@pytest.mark.clause("N5")
def test_birthday_and_age_count_full_years() -> None:
    born = birthday_of(GOOD)
    assert born == date(1949, 12, 31)
    assert age_on(born, date(1967, 12, 30)) == 17
    assert age_on(born, date(1967, 12, 31)) == 18
    assert birthday_of("1101051949") is None


@pytest.mark.clause("P7")
def test_a_number_kept_as_a_figure_is_known_to_be_rounded() -> None:
    assert was_rounded(1.1010519491231e17)
    assert was_rounded(360102199001010018)
    assert not was_rounded(GOOD)
    assert not was_rounded(12.0)


@pytest.mark.clause("N4")
def test_a_number_within_a_text_is_found_however_it_is_written() -> None:
    assert holds_number(f"核对{GOOD}。")
    assert holds_number("核对 110105 19491231 002x 一致")
    assert not holds_number("教师资格证号20213600142000123，2026年3月核对。")
    assert not holds_number("110105194912310021")
