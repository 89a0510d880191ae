"""What a filed class is checked against."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from institutions.rules.filings import FilingLimits, check_fee, hints_in

GOOD: dict[str, Any] = {
    "starts_on": date(2026, 4, 1),
    "ends_on": date(2026, 7, 1),
    "hours": 60,
    "fee": Decimal(5000),
}


def checks(**other: Any) -> list[str]:
    return [remark.check for remark in check_fee(**{**GOOD, **other}, limits=FilingLimits())]


@pytest.mark.clause("D3")
def test_a_class_at_every_limit_passes() -> None:
    assert checks() == []


@pytest.mark.clause("D3")
@pytest.mark.parametrize(
    ("other", "check"),
    [
        ({"ends_on": date(2026, 7, 2)}, "too_long"),
        ({"hours": 61}, "too_many_hours"),
        ({"fee": Decimal("5000.01")}, "fee_too_high"),
    ],
)
def test_a_step_past_a_limit_is_remarked(other: dict[str, Any], check: str) -> None:
    assert checks(**other) == [check]


@pytest.mark.clause("D3")
def test_three_months_from_the_last_of_november_end_with_february() -> None:
    assert checks(starts_on=date(2026, 11, 30), ends_on=date(2027, 2, 28)) == []
    assert checks(starts_on=date(2026, 11, 30), ends_on=date(2027, 3, 1)) == ["too_long"]


@pytest.mark.clause("D3")
def test_limits_that_an_administrator_set_are_the_ones_that_count() -> None:
    limits = FilingLimits(fee_at_most=1000)
    assert [remark.check for remark in check_fee(**GOOD, limits=limits)] == ["fee_too_high"]


@pytest.mark.clause("Z3")
def test_words_of_drill_and_of_teaching_ahead_are_hinted_at() -> None:
    assert [remark.check for remark in hints_in("中考冲刺班。每周刷题")] == ["drill"]
    assert [remark.check for remark in hints_in("提前学习下学期课程")] == ["ahead"]


@pytest.mark.clause("Z4")
def test_words_of_contests_are_hinted_at() -> None:
    assert [remark.check for remark in hints_in("数学竞赛辅导")] == ["contest"]


@pytest.mark.clause("Z3")
def test_to_deny_it_is_no_hint() -> None:
    assert hints_in("与学校同步，不超纲、不提前学习、不强化应试，不组织竞赛。") == []


@pytest.mark.clause("P7")
def test_words_of_serving_teachers_are_hinted_at() -> None:
    assert [(r.check, r.clause) for r in hints_in("由在职教师授课")] == [("serving_teacher", "P7")]
    assert hints_in("不聘用在职教师") == []
