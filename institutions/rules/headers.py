"""Which column is which: districts name them differently, so they are matched by meaning. Clause: S1.

`MEANINGS` is the table to extend where a district uses a new word.
"""

import re
from collections.abc import Sequence
from typing import Any

from institutions.rules import contents
from institutions.rules.cells import squeezed
from institutions.rules.contents import Taken

# Field → words, the surest first. A word in the header counts by its length, an exact match most.
MEANINGS: dict[str, tuple[str, ...]] = {
    "serial": ("序号", "顺序号", "编号", "序"),
    "name": (
        *(
            "机构名称",
            "培训机构名称",
            "校外培训机构名称",
            "单位名称",
            "学校名称",
            "企业名称",
            "机构全称",
            "全称",
        ),
        *("办学机构", "培训机构", "名称", "机构"),
    ),
    "code": (
        *("统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码", "营业执照号", "营业执照注册号"),
        *("营业执照编号", "营业执照号码", "工商注册号", "组织机构代码", "执照代码", "执照号", "营业执照"),
    ),
    "permit": (
        *("办学许可证号", "办学许可证编号", "办学许可证号码", "许可证编号", "许可证号", "许可证号码"),
        *("办学许可证", "办学许可号", "办学证号", "许可证"),
    ),
    "validity": (
        *("许可证有效期", "办学许可证有效期", "许可证有效期限", "有效期限", "有效期", "有效日期", "许可期限"),
        *("许可证期限", "办学期限"),
    ),
    "valid_from": ("有效期起", "有效期自", "有效期开始", "起始日期", "发证日期", "颁证日期", "发证时间"),
    "valid_until": ("有效期止", "有效期至", "有效期截止", "截止日期", "到期日期", "到期时间", "到期日"),
    "situation": ("证照情况", "证照状况", "证照类型", "办证情况", "证照", "持证情况"),
    "legal_representative": ("法定代表人", "法人代表", "法人", "法定代表", "负责人"),
    "organiser": ("举办者", "举办人", "举办单位", "主办单位", "出资人", "投资人", "主办人"),
    "street": ("所属街道", "街道乡镇", "所在街道", "所属镇街", "街道", "乡镇", "镇街", "街镇"),
    "address": (
        *("办学地址", "教学地址", "办学地点", "培训地址", "培训地点", "经营地址", "详细地址", "机构地址"),
        *("办学场所", "校址", "地址", "地点"),
    ),
    "other_sites": ("其他教学点", "其它教学点", "教学点地址", "分教学点", "教学点", "分校", "其他校区"),
    "registered_address": ("注册地址", "登记地址", "住所"),
    "category": (
        *("培训类别", "培训类型", "办学类别", "办学类型", "机构类别", "机构类型", "业务类别", "类别", "类型"),
    ),
    "subjects": ("培训科目", "培训内容", "培训项目", "开设课程", "培训课程", "办学内容", "科目"),
    "fee": ("收费标准", "收费情况", "收费项目及标准", "收费项目", "学费标准", "收费", "学费"),
    "teachers": (
        *("专兼职教师数", "教师人数", "教师数", "专任教师", "教职工数", "师资情况", "教职工", "师资", "教师"),
    ),
    "phone": ("联系电话", "联系方式", "电话号码", "手机号码", "手机号", "手机", "电话"),
    "reason": ("退回原因", "需更正的问题"),
    "note": ("备注", "附注", "说明"),
}
NEEDED = frozenset({"name"})
FEWEST = 3
LONGEST = 24
BRACKETS = re.compile(r"[(\[【].*?[)\]】]")


def plain_header(value: Any) -> str:
    """Return a header as two districts would both have written it; nothing for titles and `label: value`."""
    text = BRACKETS.sub("", squeezed(value)).strip("*:_")
    return "" if len(text) > LONGEST or ":" in text else text


def _fit(header: str, words: Sequence[str]) -> tuple[int, int, int]:
    """Return how well a header fits: exact first, then the longest word in it, then the one nearest its end.

    The last word of a Chinese header is what it is about: 机构地址 is an address.
    """
    fits = [
        (int(header == word), len(word), header.rindex(word) + len(word)) for word in words if word in header
    ]
    return max(fits, default=(0, 0, 0))


def take_columns(header: Sequence[Any]) -> dict[str, Taken]:
    """Return which column is taken for which field; the surest pair first, each column and field once."""
    fits = [
        (_fit(text, words), -index, field)
        for index, text in enumerate(map(plain_header, header))
        if text
        for field, words in MEANINGS.items()
    ]
    taken: dict[str, Taken] = {}
    used: set[int] = set()
    for fit, negative, field in sorted(fits, reverse=True):
        index = -negative
        if not fit[1] or field in taken or index in used:
            continue
        taken[field] = Taken(field, index, squeezed(header[index]), "name" if fit[0] else "part")
        used.add(index)
    return taken


def _under(upper: Sequence[Any], lower: Sequence[Any]) -> list[str]:
    """Return two rows of headers as one: 许可证, merged over 编号 and 有效期, gives 许可证编号, 许可证有效期."""
    joined, group = [], ""
    for index, sub in enumerate(map(plain_header, lower)):
        top = plain_header(upper[index]) if index < len(upper) else ""
        group = top or (group if sub else "")
        joined.append(group if group == sub else group + sub)
    return joined


def find_header(rows: Sequence[Sequence[Any]], within: int = 40) -> tuple[int, dict[str, Taken]] | None:
    """Return the index of the (last) header row and its columns: the row of the first `within` that means most.

    A header of two rows is taken where both together mean more than one. None where no row names an
    institution's name and two fields more. Columns whose header says nothing known are taken by what stands in them.
    """
    best: tuple[int, int, dict[str, Taken]] | None = None
    for index, row in enumerate(rows[:within]):
        found = [take_columns(row)]
        if index and not any(isinstance(cell, int | float) for cell in row):
            found.append(take_columns(_under(rows[index - 1], row)))
        for taken in found:
            whole = taken.keys() >= NEEDED and len(taken) >= FEWEST
            if whole and (best is None or len(taken) > best[0]):
                best = (len(taken), index, taken)
    if best is None:
        return None
    _count, index, taken = best
    return index, contents.take_rest(rows[index], rows[index + 1 : index + 61], taken)
