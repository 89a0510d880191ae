"""What tests of institutions may ask for."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.institutions.workbooks import HEADER, book, credit_code, permit, row

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

# What the register below comes to: as an .expect.json would say it.
EXPECTED = {
    "district": "360102",
    "rows": 9,
    "imported": 6,
    "rejected": {"no_name": 1, "check_digit": 1, "duplicate": 1},
    "warnings": {},
    "both": 3,
    "business_only": 1,
    "permit_only": 1,
    "neither": 1,
    "subject_class": 2,
    "sites": 9,
    "cross_district_sites": 2,
}


def address(street: str, number: int) -> str:
    """An address of 东湖区."""
    return f"南昌市东湖区{street}民德路{number}号"


def tricky_rows() -> list[list[Any]]:
    """Every trap of a real register: titles, blanks, totals, notes, codes and dates in five ways, several sites."""
    wide = credit_code(2).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789ABCDEFGHJKLMNPQRTUWXY"})
    spaced = " " + credit_code(3)[:9] + " " + credit_code(3)[9:].lower()
    two = f"{address('公园街道', 3)};南昌市青山湖区上海路16号"
    three = f"{address('公园街道', 4)}\n{address('大院街道', 5)}；南昌市西湖区南浦街道站前路1号"
    park = {"street": "公园街道", "category": "学科类（语文、数学）", "phone": "0791-86000001/13970000001"}
    yard = {"street": "大院街道", "category": "艺术类", "fee": "120元/课时"}
    both = {"situation": "有证有照", "legal": "朱军", "organiser": "徐勇"}
    return [
        ["南昌市东湖区校外培训机构登记汇总表（截至2021年8月31日）"],
        ["填报单位：东湖区教育局", "", "", "填报人：赵某", "", "联系电话：0791-86000000"],
        list(HEADER),
        row(
            "甲培训学校",
            serial=1.0,
            code=credit_code(1),
            permit=permit(1),
            validity="2020年2月2日-2023年2月2日",
            address=address("公园街道", 1),
            teachers=5.0,
            **park,
            **both,
        ),
        row(
            "乙培训学校",
            serial=2.0,
            code=wide,
            permit=permit(2),
            validity="长期",
            address=two,
            **park,
            **both,
        ),
        row(
            "丙艺术中心",
            serial=3.0,
            code=spaced,
            permit=permit(3),
            validity=datetime(2024, 3, 11),
            address=three,
            **yard,
            **both,
        ),
        [],
        row(
            "丁艺术中心",
            serial=4.0,
            code=credit_code(4),
            situation="有照无证",
            address=address("大院街道", 6),
            **yard,
        ),
        row("戊艺术中心", serial=5.0, permit=permit(5), validity="2024.9.9", situation="有证无照", **yard),
        row(
            "己艺术中心",
            serial=6.0,
            situation="无证无照",
            address=f"{address('大院街道', 7)}、{address('大院街道', 8)}",
            **yard,
        ),
        row("", serial=7.0, code=credit_code(7), **yard),
        row("庚艺术中心", serial=8.0, code=credit_code(8)[:-1] + "W", phone="13970000008", **yard),
        row("辛艺术中心", serial=9.0, code=credit_code(1), **yard),
        ["合计", 9.0],
        ["备注：空白项为暂未掌握。"],
    ]


def tricky_book() -> bytes:
    """The rows above as a workbook with a merged title and a second sheet of notes."""
    return book(tricky_rows(), merged=["A1:N1"], notes=[["证照情况请从下拉框选择。"]])


def upload(content: bytes, name: str = "登记表.xlsx") -> SimpleUploadedFile:
    """The workbook as a browser sends it."""
    return SimpleUploadedFile(name, content)


def corrected(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of rows under the header."""
    return book([HEADER, *rows])


@pytest.fixture
def register() -> bytes:
    return tricky_book()


@pytest.fixture
def march() -> date:
    return date(2026, 3, 1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day that services take for today."""

    def set_to(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: day)

    return set_to
