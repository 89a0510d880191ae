"""Numbers and secrets as people copy them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules import numbers

pytestmark = pytest.mark.clause("M8")

YEARS = st.integers(2024, 2099)
SERIALS = st.integers(1, 999_999_999)


@given(YEARS, SERIALS)
def test_a_number_is_read_back_as_it_was_written(year, serial):
    number = numbers.number_for(year, serial)
    assert numbers.read_number(number) == number


def test_a_number_is_read_in_small_letters_full_width_digits_and_without_hyphens():
    number = numbers.number_for(2026, 123)
    digits = number.replace("-", "")
    wide = digits.translate({ord(d): ord(d) + 0xFEE0 for d in "NC0123456789"})
    for written in (
        number.lower(),
        digits,
        f" {number} ",
        number.replace("-", " "),
        number.replace("-", "－"),
        wide,
    ):
        assert numbers.read_number(written) == number


@given(YEARS, SERIALS, st.data())
def test_one_misread_digit_is_always_noticed(year, serial, data):
    number = numbers.number_for(year, serial)
    places = [at for at, letter in enumerate(number) if letter.isdigit()]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))
    assert numbers.read_number(number[:at] + other + number[at + 1 :]) is None


@pytest.mark.parametrize("text", ["", "NC", "NC-2026", "hello", "XX-2026-000123-1", "NC-2026-123-1"])
def test_what_is_no_number_is_none(text):
    assert numbers.read_number(text) is None


@given(st.text(alphabet="0123456789", min_size=16, max_size=16))
def test_a_secret_is_read_back_from_its_groups(digits):
    written = numbers.group_secret(digits)
    assert written.count(" ") == 3
    assert numbers.read_secret(written) == digits
    assert numbers.read_secret(written.replace(" ", "-")) == digits
    assert (
        numbers.read_secret("　" + written.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}))
        == digits
    )
