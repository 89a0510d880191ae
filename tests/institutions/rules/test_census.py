"""Closing a census, and reading its workbook."""

from datetime import date
from decimal import Decimal

import pytest

from institutions.rules.census import (
    Found,
    Slip,
    implied_problems,
    may_close,
    problems_in,
    read_row,
    starts_open,
    take_columns,
)

HEADER = [
    "机构名称",
    "统一社会信用代码",
    "所属街道",
    "办学地址",
    "每周课时",
    "教师人数",
    "存在问题",
    "联系电话",
]
TAKEN = take_columns(HEADER)


@pytest.mark.clause("S7")
def test_a_census_closes_when_all_reported_or_with_a_reason() -> None:
    assert may_close(5, 5, "")
    assert not may_close(5, 4, "  ")
    assert may_close(5, 4, "洪水，街道无法进入")


@pytest.mark.clause("S1")
def test_it_begins_on_its_first_day_not_before() -> None:
    assert starts_open(date(2026, 3, 2), date(2026, 3, 2))
    assert not starts_open(date(2026, 3, 3), date(2026, 3, 2))


@pytest.mark.clause("Z1", "Z2")
def test_papers_and_premises_show_problems_by_themselves() -> None:
    assert implied_problems("neither", "commercial") == ("no_licence_no_permit",)
    assert implied_problems("business_only", "residential") == ("no_permit", "home_workshop")
    assert implied_problems("both", "") == implied_problems("permit_only", "") == ()


@pytest.mark.clause("S1")
def test_columns_are_known_by_what_they_mean() -> None:
    assert set(TAKEN) == {
        "name",
        "code",
        "street",
        "address",
        "weekly_hours",
        "teachers",
        "problems",
        "phone",
    }
    assert TAKEN["address"] == 3


@pytest.mark.clause("S1", "S3")
def test_a_row_says_what_was_found() -> None:
    said = read_row(
        3, ["甲辅导班", "", "公园街道", "公园路1号", "12.5小时", "3人", "消防、收费", "0791"], TAKEN, set()
    )
    assert isinstance(said, Found)
    assert (said.values["weekly_hours"], said.values["teachers"]) == (Decimal("12.5"), 3)
    assert said.problems == ("fees", "fire")
    assert problems_in("无") == ()


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "", "公园街道", "公园路1号"], "no_name"),
        (["甲", "913601020000000019", "公园街道", "公园路1号"], "check_digit"),
        (["甲" * 121, "", "", "公园路1号"], "too_long"),
        (["甲", "", "", "公园路1号", "169"], "no_number"),
        (["甲", "", "", "公园路1号", "很多"], "no_number"),
    ],
)
def test_a_row_that_can_not_be_is_refused_with_its_reason(row: list[str], reason: str) -> None:
    said = read_row(2, row, TAKEN, set())
    assert isinstance(said, Slip)
    assert said.reason == reason


@pytest.mark.clause("S1")
def test_a_week_has_168_hours() -> None:
    said = read_row(2, ["甲", "", "", "公园路1号", "168"], TAKEN, set())
    assert isinstance(said, Found)
