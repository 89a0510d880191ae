"""How alike two reports are."""

from datetime import date

import pytest

from complaints.rules.likeness import ALIKE, Said, alike, likeness

pytestmark = pytest.mark.clause("M8")
DAY = date(2026, 3, 18)


def test_the_same_words_are_wholly_alike_and_other_words_not_at_all():
    assert alike("一次收一年学费", "一次收一年学费！") == 1
    assert alike("一次收一年学费", "午饭有虫") == 0
    assert alike("", "") == 0


def test_the_same_kind_brings_two_reports_nearer():
    one, other = Said("fees", "收一年学费", DAY), Said("fees", "学费收一年还不退", DAY)
    another = Said("food", "学费收一年还不退", DAY)
    assert likeness(one, other) > likeness(one, another)
    assert likeness(one, other) > ALIKE
