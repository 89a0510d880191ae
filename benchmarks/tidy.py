"""A tidy register of any size, made of rows that differ as a real one's do."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from typing import Any

from institutions.rules.cells import ALPHABET, WEIGHTS

HEADER = [
    *("序号", "机构名称", "统一社会信用代码", "办学许可证号", "许可证有效期", "证照情况", "法定代表人"),
    *("举办者", "所属街道", "办学地址", "培训类别", "收费标准", "专兼职教师数", "联系电话"),
]
STREETS = ("公园街道", "大院街道", "滕王阁街道", "百花洲街道", "董家窑街道", "彭家桥街道")
ROADS = ("民德路", "中山路", "阳明路", "八一大道", "叠山路", "青山南路", "二七北路", "苏圃路")
CATEGORIES = ("学科类（语文、数学）", "艺术类", "体育类", "科技类", "托管")
FAMILIES, GIVEN = "王李张刘陈杨黄吴徐周", "伟芳娜敏静丽强磊洋艳勇军杰娟涛"
WORDS = "东方育才启航博雅新星明德致远弘文树人思源"


def credit_code(number: int) -> str:
    """A credit code of 东湖区 that holds."""
    body = f"91360102{number:09d}"
    total = sum(ALPHABET.index(ord(sign)) * weight for sign, weight in zip(body, WEIGHTS, strict=False))
    return body + chr(ALPHABET[-total % 31])


def rows(count: int) -> Iterator[list[Any]]:
    """The header, then `count` institutions, each with its permit and a site; every eighth with a second site."""
    yield list(HEADER)
    names = ["".join(parts) for parts in product(WORDS, repeat=3)]
    for n in range(1, count + 1):
        street, road = STREETS[n % 6], ROADS[n % 8]
        address = f"南昌市东湖区{street}{road}{n % 900 + 1}号{n % 30 + 1}栋{n}室"
        if n % 8 == 0:
            address += f"；南昌市西湖区南浦街道站前路{n}号"
        yield [
            float(n),
            f"南昌市{names[n % len(names)]}培训学校{n}",
            credit_code(n),
            f"教民1360102{n:08d}号",
            f"20{20 + n % 5}年{n % 12 + 1}月{n % 28 + 1}日-20{26 + n % 4}年{n % 12 + 1}月{n % 28 + 1}日",
            "有证有照",
            FAMILIES[n % 10] + GIVEN[n % 15] + GIVEN[n // 15 % 15],
            FAMILIES[n % 9] + GIVEN[n % 13],
            street,
            address,
            CATEGORIES[n % 5],
            f"{80 + n % 120}元/课时",
            float(n % 40 + 1),
            f"139{n:08d}",
        ]


def workbook(count: int) -> bytes:
    """The same as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("汇总表")
    for row in rows(count):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
