"""Reading a school's list: columns by meaning, rows with a clear word."""

import pytest

from institutions.rules.serving import Columns, find_columns, read_rows
from tests.factories.teachers import id_number

A, B = id_number(1), id_number(2)


@pytest.mark.clause("P7")
@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["姓名", "身份证号"], (1, 0)),
        (["序号", "身份证件号码", "教师姓名"], (1, 2)),
        (["教职工姓名（必填）", "公民身份号码", "教师资格证号"], (1, 0)),
        (["Name", "Identity number"], (1, 0)),
        (["居民身份证号码"], (0, None)),
    ],
)
def test_the_columns_are_known_by_their_words(header: list[str], expected: tuple[int, int | None]) -> None:
    found = find_columns([["南昌市某小学在职教师名单"], [], header, ["王明", A]])
    assert found is not None
    assert (found.header, found.number, found.name) == (2, *expected)


@pytest.mark.clause("P7")
def test_a_table_without_identity_numbers_has_no_columns() -> None:
    assert find_columns([["姓名", "教师资格证号"], ["王明", "1"]]) is None
    assert find_columns([]) is None
    assert find_columns([[""]] * 60 + [["姓名", "身份证号"]]) is None


@pytest.mark.clause("P7", "N4")
def test_each_row_is_read_or_refused_with_a_reason_and_without_its_number() -> None:
    rows = [
        ["姓名", "身份证号"],
        ["王明", A.lower()],
        ["李敏", f" {B[:6]} {B[6:]}"],
        ["", ""],
        ["张磊", "—"],
        ["赵云", "110105194912310021"],
        ["王明", A],
        ["周平", 3.6010219900101e17],
        ["合计"],
    ]
    read = read_rows(rows, Columns(0, 1, 0))
    assert read.numbers == [A, B]
    assert [(refused.row, refused.reason) for refused in read.refused] == [
        (5, "no_number"),
        (6, "number_wrong"),
        (7, "twice"),
        (8, "rounded"),
    ]
