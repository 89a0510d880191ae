"""Names are found by two characters, however they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.rules.grams import (
    grams,
    initials,
    is_enough,
    normalise,
    query_words,
    squeezed,
    stored_grams,
    words,
)

NAME = "南昌市东湖区东方新苗培训学校"
CHINESE = st.text(alphabet="东方新苗培训学校南昌市区（）() ABCabc１2３", min_size=1, max_size=20)


def finds(query: str, name: str, district: str = "") -> bool:
    stored = set(stored_grams(name, "360102"))
    return all(
        set(word.in_name) <= stored or (word.in_initials and set(word.in_initials) <= stored)
        for word in query_words(query, district)
    )


@pytest.mark.clause("M8")
def test_two_characters_find_a_name():
    assert finds("东方", NAME)
    assert not finds("方东", NAME)


@pytest.mark.clause("M8")
def test_a_district_is_kept_inside_the_gram():
    assert finds("东方", NAME, "360102")
    assert not finds("东方", NAME, "360103")


def test_full_width_and_capitals_are_the_same_as_half_width_and_small():
    assert normalise("ＡＢＣ　英语１２３") == "abc 英语123"
    assert finds("abc英语", "ＡＢＣ英语培训中心")


def test_brackets_and_blanks_in_a_name_are_no_part_of_it():
    assert words("新苗（东湖）培训 学校") == ["新苗", "东湖", "培训", "学校"]
    assert squeezed("新苗（东湖）培训 学校") == "新苗东湖培训学校"
    assert finds("苗东", "新苗（东湖）培训")


def test_pinyin_initials_find_a_name_and_do_not_mix_with_latin_names():
    assert initials("新东方ABC学校2") == "xdfabcxx2"
    assert finds("dfxm", NAME)
    assert "df" not in stored_grams(NAME, "360102")
    assert "~df" in stored_grams(NAME, "360102")


def test_grams_are_single_characters_and_pairs_each_once():
    assert grams("东方东方") == ["东", "方", "东方", "方东"]


def test_one_character_is_not_enough():
    assert not is_enough("东")
    assert not is_enough(" 东 ")
    assert is_enough("东方")
    assert is_enough("东 方")


def test_a_word_asked_twice_is_looked_up_once():
    assert [word.text for word in query_words("东方 东方 新苗")] == ["东方", "新苗"]


@given(CHINESE, st.data())
def test_every_part_of_a_name_finds_it(name: str, data: st.DataObject):
    whole = squeezed(name)
    start = data.draw(st.integers(0, max(len(whole) - 1, 0)))
    part = whole[start : start + data.draw(st.integers(1, 8))]
    assert finds(part, name)
