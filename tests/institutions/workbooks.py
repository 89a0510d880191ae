"""Workbooks as districts send them, made for tests."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from stdnum.cn import uscc

HEADER = (
    *("序号", "机构名称", "统一社会信用代码", "办学许可证号", "许可证有效期", "证照情况", "法定代表人"),
    *("举办者", "所属街道", "办学地址", "培训类别", "收费标准", "专兼职教师数", "联系电话"),
)
PLACES = ("serial", "name", "code", "permit", "validity", "situation", "legal", "organiser", "street")
PLACES += ("address", "category", "fee", "teachers", "phone")


def credit_code(number: int) -> str:
    """A credit code of 东湖区 that holds."""
    body = f"91360102{number:09d}"
    return body + uscc.calc_check_digit(body)


def permit(number: int) -> str:
    """A permit number of 东湖区."""
    return f"教民1360102{number:08d}号"


def row(name: str = "", **cells: Any) -> list[Any]:
    """A row under HEADER; what is not named is empty."""
    values = {"name": name, **cells}
    assert values.keys() <= set(PLACES), values.keys()
    return [values.get(place, "") for place in PLACES]


def book(
    rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), notes: Sequence[Sequence[Any]] = ()
) -> bytes:
    """A workbook with one sheet of `rows`, and a second one with notes where there are some."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "汇总表"
    for cells in rows:
        sheet.append(list(cells))
    for cells_range in merged:
        sheet.merge_cells(cells_range)
    if notes:
        second = made.create_sheet("填表说明")
        for cells in notes:
            second.append(list(cells))
    out = BytesIO()
    made.save(out)
    return out.getvalue()
