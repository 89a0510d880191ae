"""Typed lists, and when an end is near."""

from datetime import date

import pytest

from inspections.rules.campaigns import (
    CampaignTerms,
    SweepTerms,
    ends_soon,
    name_key,
    places_in,
    typed_lines,
)

TODAY = date(2026, 3, 18)


@pytest.mark.clause("S7")
@pytest.mark.parametrize(("ends", "soon"), [(25, True), (26, False), (1, True)])
def test_the_end_is_near_a_week_before_and_after(ends, soon):
    assert ends_soon(date(2026, 3, ends), today=TODAY, warn_days=SweepTerms().warn_days) is soon


@pytest.mark.parametrize("figure", [CampaignTerms, SweepTerms])
def test_a_warning_of_no_days_is_no_figure(figure):
    with pytest.raises(ValueError, match="warn_days"):
        figure(warn_days=0)


def test_a_pasted_list_loses_empty_and_repeated_lines():
    assert typed_lines(" 甲校 \r\n\r\n乙校\n甲校\n") == ["甲校", "乙校"]


def test_brackets_of_both_kinds_are_one_name():
    assert name_key("新苗（东湖） 培训") == name_key("新苗(东湖)培训")


@pytest.mark.clause("S7")
def test_a_line_is_a_place_with_or_without_its_address():
    assert places_in(["财富大厦，八一大道1号", "旧纺织厂", "万达,红谷滩\t2号"]) == [
        ("财富大厦", "八一大道1号"),
        ("旧纺织厂", ""),
        ("万达", "红谷滩，2号"),
    ]
