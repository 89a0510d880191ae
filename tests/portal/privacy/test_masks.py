import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.privacy.masks import mask_id, mask_name, mask_phone

pytestmark = pytest.mark.clause("N4")


@pytest.mark.parametrize(
    ("name", "shown"), [("王小明", "王**"), ("李雷", "李*"), ("王", "*"), ("", ""), (" 欧阳娜娜 ", "欧***")]
)
def test_of_a_name_only_the_first_character_shows(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13971395922", "139****5922"),
        ("0791-86976942", "0791-****6942"),
        ("8697694", "*******"),
        ("", ""),
    ],
)
def test_of_a_telephone_number_four_digits_are_hidden_and_of_a_short_one_all(phone, shown):
    assert mask_phone(phone) == shown


def test_of_an_identity_number_the_birthday_never_shows():
    assert mask_id("360102199001011234") == "3601************34"
    assert mask_id("12345") == "*****"


@given(st.text(alphabet="0123456789", min_size=8, max_size=18))
def test_a_mask_keeps_the_length_and_hides_at_least_four_signs(number):
    for mask in (mask_phone, mask_id):
        shown = mask(number)
        assert len(shown) == len(number)
        assert shown.count("*") >= (4 if mask is mask_phone else 2)
