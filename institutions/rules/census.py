"""What a census needs to close, and how its workbook is read. Clauses: S1, S3, S7."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from institutions.rules import cells
from institutions.rules.headers import plain_header
from institutions.rules.situations import licence_situation


@dataclass(frozen=True, slots=True)
class CensusDays:
    """How long streets have to report, and the district to match what they found."""

    KEY: ClassVar[str] = "S1.census"
    CLAUSE: ClassVar[str] = "S1"
    TITLE: ClassVar[str] = "Census: days"

    report_days: int = 20  # working days from the first day until a street reports
    match_days: int = 10  # working days after the reports, until the district has matched all entries


def may_close(areas: int, reported: int, reason: str) -> bool:
    """Return whether a census may close: all areas reported, or a reason that names what is missing. Source: S7."""
    return reported >= areas or bool(reason.strip())


def starts_open(starts_on: date, today: date) -> bool:
    """Return whether a census is under way at once; one that begins later is planned. Source: S1."""
    return starts_on <= today


# Field → words of a header, the surest first; a header is taken for the field whose longest word it holds.
MEANINGS: dict[str, tuple[str, ...]] = {
    "name": ("机构名称", "培训机构名称", "单位名称", "名称"),
    "code": ("统一社会信用代码", "信用代码", "营业执照号", "执照号"),
    "permit_number": ("办学许可证号", "办学许可证编号", "许可证号"),
    "licence_seen": ("有无营业执照", "是否有营业执照", "营业执照"),
    "permit_seen": ("有无办学许可证", "是否有办学许可证", "办学许可证"),
    "street": ("所属街道", "街道乡镇", "街道", "乡镇", "镇街"),
    "community": ("所属社区", "社区居委会", "社区", "村居"),
    "address": ("办学地址", "培训地址", "详细地址", "地址", "地点"),
    "premises": ("场所性质", "房屋性质", "场所类型", "房屋类型"),
    "subjects": ("培训科目", "培训项目", "科目"),
    "content": ("培训内容", "教学内容", "内容"),
    "weekly_hours": ("每周课时", "周课时", "每周学时", "每周时长", "周学时"),
    "form": ("培训形式", "办学形式", "教学形式", "形式"),
    "teachers": ("教师人数", "教师数", "教职工数", "教师"),
    "fee_items": ("收费项目",),
    "fee_standard": ("收费标准", "收费"),
    "person_met": ("现场负责人", "接待人", "联系人", "负责人"),
    "phone": ("联系电话", "联系方式", "手机", "电话"),
    "problems": ("存在问题", "发现问题", "问题类型", "问题"),
    "note": ("备注", "说明"),
}
LONGEST = {
    **{"name": 120, "code": 18, "permit_number": 60, "community": 60, "address": 300, "subjects": 200},
    **{"fee_items": 200, "fee_standard": 200, "person_met": 60, "phone": 60, "content": 1000, "note": 1000},
}
PREMISES = (
    ("residential", ("住宅", "小区", "居民", "民宅")),
    ("school", ("学校", "校舍")),
    ("industrial", ("厂房", "工业")),
    ("commercial", ("商业", "商铺", "写字楼", "办公", "门面")),
)
FORMS = (
    ("one_to_one", ("一对一", "1对1", "一对多")),
    ("online", ("线上", "在线", "网络")),
    ("class", ("班", "线下", "集体")),
)
PROBLEMS = (
    ("no_licence_no_permit", ("无证无照", "无照无证")),
    ("no_permit", ("有照无证", "无办学许可", "无许可证")),
    ("scope", ("超范围", "超出经营范围", "超许可")),
    ("cross_district", ("跨区", "跨县")),
    ("home_workshop", ("作坊", "居民楼", "住宅办学")),
    ("fees", ("收费",)),
    ("food_safety", ("食品", "餐饮", "食堂")),
    ("fire", ("消防",)),
    ("subject_teaching", ("超纲", "提前教学", "应试", "强化训练")),
    ("graded_exam", ("竞赛", "考级", "等级考试")),
    ("admission", ("招生挂钩", "入学挂钩")),
    ("serving_teacher", ("在职教师", "公办教师")),
    ("advertising", ("虚假宣传", "虚假广告", "夸大宣传")),
    ("staff", ("教师资格", "无资质")),
    ("hours", ("超时", "20:30", "晚于")),
    ("teaching_plan", ("未备案", "教学计划")),
    ("premises", ("场地", "场所", "安全隐患")),
)
YES = frozenset({"有", "是", "√", "✓", "V", "Y", "YES", "已办", "齐全"})


@dataclass(frozen=True, slots=True)
class Found:
    """What one row says that the officers found; the street is still a text."""

    number: int
    values: dict[str, Any]
    problems: tuple[str, ...]
    street: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Why a row is refused: `no_name`, `check_digit`, `too_long`, `no_number`, `repeated`, `no_street`,
    `other_street`, `decided`; and beside which column."""

    number: int
    name: str
    reason: str
    field: str
    detail: str = ""


def take_columns(header: Sequence[Any]) -> dict[str, int]:
    """Return which column holds which field: the exact word first, then the longest; each once."""
    fits = sorted(
        (
            (text == word, len(word), -index, field)
            for index, text in enumerate(map(plain_header, header))
            for field, words in MEANINGS.items()
            for word in words
            if text and word in text
        ),
        reverse=True,
    )
    taken: dict[str, int] = {}
    for _exact, _length, negative, field in fits:
        if field not in taken and -negative not in taken.values():
            taken[field] = -negative
    return taken


def read_row(
    number: int, row: Sequence[Any], taken: Mapping[str, int], seen: Collection[str]
) -> Found | Slip:
    """Return what a row says, or why it can't go in. `seen` are the codes of the rows before it."""
    raw = {field: row[index] for field, index in taken.items() if index < len(row)}
    name = cells.squeezed(raw.get("name"))
    if not name:
        return Slip(number, "", "no_name", "name")
    code = cells.credit_code(raw.get("code"))
    if code and not cells.is_credit_code(code):
        return Slip(number, name[:120], "check_digit", "code", code[:60])
    if code and code in seen:
        return Slip(number, name[:120], "repeated", "code", code)
    values: dict[str, Any] = {"name": name, "code": code} | _texts(raw)
    for field, longest in LONGEST.items():
        if len(values[field]) > longest:
            return Slip(number, name[:120], "too_long", field, str(longest))
    for field, least_above, places in (("weekly_hours", 168, 1), ("teachers", 2000, 0)):
        value = _number(raw.get(field), above=least_above, places=places)
        if value == "":
            return Slip(number, name[:120], "no_number", field, cells.words(raw.get(field))[:60])
        values[field] = value
    values["premises"] = _first(PREMISES, raw.get("premises"))
    values["form"] = _first(FORMS, raw.get("form"))
    for field, stated in (("licence_seen", bool(code)), ("permit_seen", bool(values["permit_number"]))):
        values[field] = stated or _yes(raw.get(field))
    return Found(number, values, _problems(raw, values), cells.said(raw.get("street")))


def _problems(raw: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[str, ...]:
    """The problems named, and what the papers show where the workbook has columns for both of them."""
    asked = raw.keys() & {"licence_seen", "code"} and raw.keys() & {"permit_seen", "permit_number"}
    situation = licence_situation(
        has_business_licence=values["licence_seen"], has_permit=values["permit_seen"]
    )
    implied = implied_problems(situation if asked else "", values["premises"])
    return tuple(dict.fromkeys((*problems_in(raw.get("problems")), *implied)))


def _texts(raw: Mapping[str, Any]) -> dict[str, str]:
    plain = ("permit_number", "community", "address")
    spaced = ("subjects", "content", "fee_items", "fee_standard", "person_met", "phone", "note")
    return {f: cells.said(raw.get(f)) for f in plain} | {f: cells.words(raw.get(f)) for f in spaced}


def _number(value: Any, *, above: int, places: int) -> Decimal | int | str | None:
    """A number at most `above`; None where the cell is empty, an empty text where it holds none."""
    text = cells.said(value)
    if not text:
        return None
    found = re.search(r"\d+(?:\.\d+)?", text)
    if found is None:
        return ""
    try:
        number = Decimal(found[0])
    except InvalidOperation:
        return ""
    if number > above:
        return ""
    return round(number, places) if places else int(number)


def _first(table: Sequence[tuple[str, Sequence[str]]], value: Any) -> str:
    text = cells.squeezed(value)
    return next((key for key, words in table if any(word in text for word in words)), "")


def _yes(value: Any) -> bool:
    text = cells.squeezed(value).upper()
    return text in YES or (
        bool(text) and not text.startswith(("无", "否", "没", "未", "×", "X", "N", "/", "-"))
    )


def problems_in(value: Any) -> tuple[str, ...]:
    """Return the kinds of problem that a cell names, in their order. Source: S3."""
    text = cells.squeezed(value)
    return tuple(key for key, words in PROBLEMS if any(word in text for word in words))


def implied_problems(situation: str, premises: str) -> tuple[str, ...]:
    """Return the problems that papers and premises show by themselves. Source: Z1, Z2, S6.

    A school permit without a business licence, and both, are none.
    """
    by_papers = {"neither": ("no_licence_no_permit",), "business_only": ("no_permit",)}
    at_home = ("home_workshop",) if premises == "residential" else ()
    return by_papers.get(situation, ()) + at_home
