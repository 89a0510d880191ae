"""One cell of a register, as districts write it."""

import pytest

from institutions.rules import cells
from tests.institutions.workbooks import credit_code


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    "typed",
    [
        "９１３６０１０２０Ｈ３３９２０Ｍ６Ｃ",
        " 913601020H33920M6C",
        "913601020 H33920M6C",
        "913601020h33920m6c",
        "91360102-0H33920M6C",
        "'913601020H33920M6C",
    ],
)
def test_a_code_is_read_whatever_way_it_was_typed(typed: str) -> None:
    assert cells.credit_code(typed) == "913601020H33920M6C"


@pytest.mark.clause("S1")
@pytest.mark.parametrize("typed", ["", None, "无", "/", "—", "暂无", "未办理", " "])
def test_a_cell_that_says_there_is_none_is_empty(typed: str | None) -> None:
    assert cells.credit_code(typed) == ""
    assert cells.words(typed) == ""


@pytest.mark.clause("S1")
def test_one_wrong_character_breaks_the_check_digit() -> None:
    code = credit_code(7)
    assert cells.is_credit_code(code)
    assert not cells.is_credit_code(code[:-2] + ("1" if code[-2] != "1" else "2") + code[-1])


@pytest.mark.clause("S6")
@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("民德路1号;中山路2号", ["民德路1号", "中山路2号"]),
        ("民德路1号；中山路2号", ["民德路1号", "中山路2号"]),
        ("民德路1号\n中山路2号\n", ["民德路1号", "中山路2号"]),
        ("民德路1号、中山路2号", ["民德路1号", "中山路2号"]),
        ("1.民德路1号;2.中山路2号", ["民德路1号", "中山路2号"]),
        ("①民德路1号②中山路2号", ["民德路1号", "中山路2号"]),
        ("民德路2、3栋", ["民德路2、3栋"]),
        ("民德路3、5号", ["民德路3、5号"]),
        ("民德路1号;民德路1号", ["民德路1号"]),
        ("本部：民德路1号", ["民德路1号"]),
        ("无", []),
        (None, []),
    ],
)
def test_several_sites_in_one_cell_are_parted_and_one_address_is_not(
    typed: str | None, addresses: list[str]
) -> None:
    assert cells.site_addresses(typed) == addresses


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    ("typed", "category", "subjects"),
    [
        ("学科类（语文、数学、英语）", "subject", ["chinese", "mathematics", "english"]),
        ("学科类(英语)", "subject", ["english"]),
        ("非学科类艺术", "arts", []),
        ("体育类", "sports", []),
        ("科技类", "tech", []),
        ("托管", "care", []),
        ("数学", "subject", ["mathematics"]),
        ("其他", "other", []),
        ("天书", None, []),
    ],
)
def test_a_category_is_read_from_its_words(typed: str, category: str | None, subjects: list[str]) -> None:
    assert cells.category(typed) == category
    assert cells.subjects(typed) == subjects
