"""What a row of a register says, and why one is refused."""

from typing import Any

import pytest

from institutions.rules.headers import take_columns
from institutions.rules.identity import Facts, is_about
from institutions.rules.register import Draft, Fault, is_data, read_rows
from institutions.rules.situations import is_cross_district, licence_situation
from tests.institutions.workbooks import HEADER, credit_code, permit, row


def read(*rows: list[Any]) -> list[Draft | Fault]:
    table = [list(HEADER), *rows]
    return [r.said for r in read_rows(table, header_index=0, taken=take_columns(HEADER))]


@pytest.mark.clause("S1", "P1", "P2")
@pytest.mark.parametrize(
    ("licence", "school_permit", "situation"),
    [
        (True, True, "both"),
        (True, False, "business_only"),
        (False, True, "permit_only"),
        (False, False, "neither"),
    ],
)
def test_the_situation_follows_from_the_two_papers(
    licence: bool, school_permit: bool, situation: str
) -> None:
    assert licence_situation(has_business_licence=licence, has_permit=school_permit) == situation


@pytest.mark.clause("S6")
def test_a_site_elsewhere_is_flagged_and_one_of_unknown_place_is_not() -> None:
    assert is_cross_district(1, 2)
    assert not is_cross_district(1, 1)
    assert not is_cross_district(1, None)


@pytest.mark.clause("S1")
def test_rows_that_are_no_institution_are_passed_over() -> None:
    for cells in (
        [],
        ["", "", None],
        ["合计", 180.0],
        ["总 计", "", 3.0],
        ["备注：本表由各街道汇总。"],
        ["填表人：某某", "", "审核人：某某"],
        [7.0, "", ""],
    ):
        assert not is_data(cells, serial=0), cells
    assert is_data([7.0, "甲培训学校", ""], serial=0)
    assert is_data([7.0, "", credit_code(1)], serial=0)
    assert is_data(["", "说明文教育中心", credit_code(1)], serial=0)


@pytest.mark.clause("S1")
def test_a_row_without_a_name_is_refused() -> None:
    (said,) = read(row("", code=credit_code(1), serial=1.0))
    assert isinstance(said, Fault)
    assert (said.reason, said.field, said.number) == ("no_name", "name", 2)


@pytest.mark.clause("S1")
def test_a_code_with_a_wrong_check_digit_is_refused() -> None:
    (said,) = read(row("甲学校", code=credit_code(1)[:-1] + "W"))
    assert isinstance(said, Fault)
    assert (said.reason, said.field) == ("check_digit", "code")


@pytest.mark.clause("S1")
def test_the_second_row_of_one_code_permit_or_unlicensed_name_is_refused() -> None:
    said = read(
        row("甲学校", code=credit_code(1)),
        row("乙学校", code=credit_code(1)),
        row("丙学校", code=credit_code(2), permit=permit(1)),
        row("丁学校", code=credit_code(3), permit=permit(1)),
        row("戊学校"),
        row("戊学校"),
    )
    refused = [(fault.number, fault.field, fault.detail) for fault in said if isinstance(fault, Fault)]
    assert refused == [(3, "code", "2"), (5, "permit", "4"), (7, "name", "6")]


@pytest.mark.clause("S1")
def test_a_refused_row_does_not_make_a_later_one_a_duplicate() -> None:
    said = read(row("", code=credit_code(1)), row("甲学校", code=credit_code(1)))
    assert isinstance(said[1], Draft)


@pytest.mark.clause("S1")
def test_what_is_odd_goes_in_with_a_warning() -> None:
    (said,) = read(
        row(
            "甲学校",
            code=credit_code(1),
            situation="有证有照",
            validity="三年",
            category="天书",
        )
    )
    assert isinstance(said, Draft)
    assert set(said.warnings) == {"situation", "validity", "category"}
    assert said.situation == "business_only"


@pytest.mark.clause("S1")
def test_a_cell_that_is_too_long_is_refused_rather_than_cut() -> None:
    (said,) = read(row("甲" * 121))
    assert isinstance(said, Fault)
    assert said.reason == "too_long"


def draft(**more: Any) -> Draft:
    (said,) = read(row(**more))
    assert isinstance(said, Draft)
    return said


@pytest.mark.clause("S1")
def test_a_renamed_institution_is_known_again_by_permit_head_or_address() -> None:
    known = Facts("甲学校", "王军", {"民德路1号"}, {permit(1)})
    assert is_about(draft(name="甲学校"), known)
    assert is_about(draft(name="新名学校", permit=permit(1)), known)
    assert is_about(draft(name="新名学校", legal="王军"), known)
    assert is_about(draft(name="新名学校", address="中山路2号;民德路1号"), known)


@pytest.mark.clause("S1")
def test_a_row_that_shares_nothing_but_the_code_is_about_somebody_else() -> None:
    known = Facts("甲学校", "王军", {"民德路1号"}, {permit(1)})
    assert not is_about(draft(name="乙学校", legal="李平", address="中山路2号", permit=permit(2)), known)
    assert not is_about(draft(name="乙学校"), Facts("甲学校"))
