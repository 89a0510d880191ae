"""A download shows what the list shows, and no spreadsheet takes it for a formula."""

from datetime import date

import pytest

from portal.desk.exports import as_csv, cells, neutral


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", " =1", "\u3000=1", "＝1+1", "＋1", "－1", "＠x", "\u200b@x"],
)
def test_a_text_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_numbers_and_days_stay_what_they_are() -> None:
    assert (neutral(-5), neutral(date(2026, 3, 1)), neutral(None)) == (-5, "2026-03-01", "")


def test_the_header_comes_first_and_a_dotted_path_is_followed() -> None:
    class Row:
        day = date(2026, 1, 2)

    assert list(cells([Row()], [("year", "day.year")])) == [["year"], [2026]]


def test_the_csv_says_that_it_is_utf8() -> None:
    body = b"".join(as_csv([], [("名称", "name")], "x").streaming_content)
    assert body.decode("utf-8").startswith("\ufeff名称")


def test_a_sign_that_no_workbook_can_hold_is_left_out() -> None:
    assert neutral("甲\x00乙\x0b丙") == "甲乙丙"
