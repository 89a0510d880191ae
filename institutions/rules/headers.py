"""Which column is which: districts name them differently, so they are matched by meaning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from institutions.rules.cells import squeezed

# Field → words, the surest first. A word in the header counts by its length, an exact match most.
MEANINGS: dict[str, tuple[str, ...]] = {
    "serial": ("序号", "编号", "序"),
    "name": ("机构名称", "培训机构名称", "单位名称", "学校名称", "企业名称", "机构全称", "名称", "机构"),
    "code": (
        "统一社会信用代码",
        "社会信用代码",
        "信用代码",
        "营业执照号",
        "营业执照注册号",
        "组织机构代码",
        "执照代码",
    ),
    "permit": ("办学许可证号", "办学许可证编号", "办学许可证", "许可证编号", "许可证号", "办学证号"),
    "validity": ("许可证有效期", "办学许可证有效期", "有效期限", "有效期至", "有效期", "到期日期"),
    "situation": ("证照情况", "证照状况", "办证情况", "证照", "持证情况"),
    "legal_representative": ("法定代表人", "法人代表", "法人", "法定代表"),
    "organiser": ("举办者", "举办人", "出资人", "投资人", "负责人", "主办人"),
    "street": ("所属街道", "街道乡镇", "街道", "乡镇", "所在街道", "镇街"),
    "address": (
        "办学地址",
        "教学地址",
        "办学地点",
        "教学点地址",
        "培训地址",
        "经营地址",
        "详细地址",
        "地址",
        "地点",
        "住所",
    ),
    "category": ("培训类别", "培训类型", "机构类别", "培训内容", "类别", "类型", "培训科目", "科目"),
    "fee": ("收费标准", "收费情况", "收费项目", "学费标准", "收费"),
    "teachers": ("专兼职教师数", "教师人数", "教师数", "专任教师", "师资情况", "师资", "教师"),
    "phone": ("联系电话", "联系方式", "电话号码", "手机", "电话"),
}
NEEDED = ("name",)


@dataclass(frozen=True, slots=True)
class Taken:
    """A column taken for a field: its place, what its header says, and how sure (1 exact, less by likeness)."""

    field: str
    index: int
    header: str
    sure: float


def likeness(header: str, words: Sequence[str]) -> float:
    """Return how much `header` means one of `words`: 1 where it says just that, 0 where it does not."""
    text = re.sub(r"[（(].*?[)）]", "", squeezed(header)).strip("*:：")
    if not text:
        return 0.0
    if text in words:
        return 1.0
    inside = [len(word) / len(text) for word in words if word in text]
    return 0.9 * max(inside, default=0.0)


def take_columns(header: Sequence[Any]) -> dict[str, Taken]:
    """Return which column is taken for which field; the surest pair first, each column and field once."""
    pairs = [
        Taken(field, index, squeezed(cell), likeness(str(cell), words))
        for index, cell in enumerate(header)
        if cell not in (None, "")
        for field, words in MEANINGS.items()
    ]
    taken: dict[str, Taken] = {}
    used: set[int] = set()
    for pair in sorted(pairs, key=lambda p: (-p.sure, p.index)):
        if pair.sure >= 0.3 and pair.field not in taken and pair.index not in used:
            taken[pair.field] = pair
            used.add(pair.index)
    return taken


def find_header(rows: Sequence[Sequence[Any]], within: int = 30) -> tuple[int, dict[str, Taken]] | None:
    """Return the index of the header row and its columns: the row of the first `within` that means most fields.

    None where no row names an institution's name and at least two fields more.
    """
    best: tuple[float, int, dict[str, Taken]] | None = None
    for index, row in enumerate(rows[:within]):
        taken = take_columns(row)
        score = sum(t.sure for t in taken.values())
        if all(f in taken for f in NEEDED) and len(taken) >= 3 and (best is None or score > best[0]):
            best = (score, index, taken)
    return (best[1], best[2]) if best else None
