from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rulebook import values
from tests.portal.rulebook.figures import TrialTerms


def test_what_is_written_reads_back_the_same():
    figure = TrialTerms(days=3, fee=Decimal("12.50"), ends=time(21, 0), opens=date(2026, 3, 1), kinds=())
    stored = {name: values.write(getattr(figure, name)) for name in values.fields_of(TrialTerms)}
    assert values.build(TrialTerms, stored) == figure


def test_a_value_left_out_is_the_default():
    assert values.build(TrialTerms, {"days": 20}) == TrialTerms(days=20)


def test_a_name_that_the_figure_no_longer_has_is_passed_over():
    assert values.build(TrialTerms, {"renamed": 1}) == TrialTerms()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("days", "many"),
        ("days", True),
        ("days", 1.5),
        ("days", None),
        ("strict", "yes"),
        ("fee", "free"),
        ("ends", "half past eight"),
        ("opens", "2026-02-30"),
        ("kinds", "fire"),
        ("kinds", [1]),
    ],
)
def test_a_value_that_the_field_cannot_hold_is_refused_with_its_name(name, raw):
    with pytest.raises(values.WrongValue) as caught:
        values.build(TrialTerms, {name: raw})
    assert caught.value.field == name


def test_what_the_figure_itself_refuses_is_refused_as_a_whole():
    with pytest.raises(values.WrongValue) as caught:
        values.build(TrialTerms, {"days": 31})
    assert caught.value.field == ""


@given(
    st.integers(-1000, 30),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.times(),
    st.lists(st.text()),
)
def test_any_figure_survives_json(days, fee, ends, kinds):
    figure = TrialTerms(days=days, fee=fee, ends=ends, kinds=tuple(kinds))
    stored = {name: values.write(getattr(figure, name)) for name in values.fields_of(TrialTerms)}
    assert values.build(TrialTerms, stored) == figure
