"""The question asked of who files often, and what counts as one source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules.challenge import LARGER, LEFT, SUM, in_chinese, in_english, question_from, read_answer
from complaints.rules.limits import source_of

pytestmark = pytest.mark.clause("M8")


@given(st.integers(0, 2**32 - 1))
def test_every_question_has_one_answer_that_can_be_written_in_digits_and_in_words(drawn):
    question = question_from(drawn)
    assert 1 <= question.answer <= 19
    assert question.first != question.second or question.form == SUM
    for written in (str(question.answer), in_chinese(question.answer), in_english(question.answer)):
        assert read_answer(written) == question.answer


def test_all_three_ways_of_asking_come_up():
    assert {question_from(drawn).form for drawn in range(3)} == {SUM, LEFT, LARGER}


@pytest.mark.parametrize("text", ["12", "１２", " 十二 ", "一十二", "拾贰", "Twelve", "12。"])
def test_an_answer_is_read_as_people_write_it(text):
    assert read_answer(text) == 12


@pytest.mark.parametrize("text", ["", "十二三", "a dozen", "-12", "1 2 3 4 5 6 7 8 9", "二十"])
def test_what_is_no_small_number_is_not_taken_for_one(text):
    assert read_answer(text) not in range(1, 20)


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nothing", "nothing"),
    ],
)
def test_all_addresses_of_one_household_are_one_source(address, source):
    assert source_of(address) == source
