"""Columns matched by what they mean."""

from typing import Any

import pytest

from institutions.rules.headers import find_header, take_columns
from tests.institutions.workbooks import HEADER, credit_code, row


def fields(header: list[str]) -> dict[str, str]:
    return {taken.header: field for field, taken in take_columns(header).items()}


@pytest.mark.clause("S1")
def test_the_columns_of_donghu_are_all_known_by_name() -> None:
    taken = take_columns(list(HEADER))
    assert len(taken) == len(HEADER)
    assert {column.how for column in taken.values()} == {"name"}


@pytest.mark.clause("S1")
def test_another_districts_words_mean_the_same() -> None:
    header = {
        "编号": "serial",
        "学校（机构）全称": "name",
        "信用代码（18位）": "code",
        "许可证编号": "permit",
        "有效期起": "valid_from",
        "有效期止": "valid_until",
        "法人代表": "legal_representative",
        "出资人": "organiser",
        "乡镇（街道）": "street",
        "教学点地址": "other_sites",
        "办学场所": "address",
        "机构类型": "category",
        "学费标准": "fee",
        "师资情况": "teachers",
        "联系人手机": "phone",
        "备注": "note",
    }
    found = fields(list(header))
    assert found == {title.replace("（", "(").replace("）", ")"): field for title, field in header.items()}


@pytest.mark.clause("S1")
def test_the_last_word_of_a_header_says_what_it_is_about() -> None:
    found = fields(["机构名称", "机构地址", "机构类别", "法人电话", "举办者名称"])
    assert list(found.values()).count("name") == 1
    assert found["机构地址"] == "address"
    assert found["机构类别"] == "category"
    assert found["法人电话"] == "phone"
    assert found["举办者名称"] == "organiser"


@pytest.mark.clause("S1")
def test_titles_and_labelled_lines_above_are_no_header() -> None:
    rows: list[list[Any]] = [
        ["南昌市东湖区校外培训机构登记汇总表（截至2021年8月31日）"],
        ["填报单位：东湖区教育局", "", "填报人：赵某", "联系电话：0791-86000000", "地址：某路"],
        [],
        list(HEADER),
        row("甲培训学校"),
    ]
    found = find_header(rows)
    assert found is not None
    assert found[0] == 3


@pytest.mark.clause("S1")
def test_a_header_of_two_rows_is_read_as_one() -> None:
    rows = [
        ["登记表"],
        ["序号", "名称", "许可证", "", "地址", "电话"],
        ["", "", "编号", "有效期", "", ""],
        [1.0, "甲培训学校", "教民136010270000101号", "长期", "民德路1号", "13970000000"],
    ]
    found = find_header(rows)
    assert found is not None
    index, taken = found
    assert index == 2
    assert {taken["permit"].header, taken["validity"].header} == {"许可证编号", "许可证有效期"}


@pytest.mark.clause("S1")
def test_a_column_without_a_known_header_is_taken_by_what_stands_in_it() -> None:
    rows: list[list[Any]] = [["机构名称", "办学地址", "证号", "", "类别", "成立日期"]]
    for n in range(5):
        rows.append(
            [f"甲{n}学校", f"民德路{n}号", f"教民13601027000010{n}号", credit_code(n), "艺术类", "2019-1-1"]
        )
    found = find_header(rows)
    assert found is not None
    taken = found[1]
    assert (taken["permit"].index, taken["permit"].how) == (2, "content")
    assert (taken["code"].index, taken["code"].how) == (3, "content")
    assert "validity" not in taken, "the day of foundation is no validity of a permit"


@pytest.mark.clause("S1")
def test_a_sheet_of_notes_has_no_header() -> None:
    assert find_header([["证照情况请从下拉框选择。"], ["机构名称请写全称"]]) is None
