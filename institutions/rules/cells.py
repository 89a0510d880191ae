"""Reading one cell of a register as districts write it: full-width, spaced, dates five ways."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from stdnum.cn import uscc

SITE_BREAK = re.compile(r"[;；\n\r、]+")
DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
WITHOUT_END = ("长期", "永久", "无固定期限")


def plain(value: Any) -> str:
    """Return a cell as text: full-width folded, outer blanks and line ends gone; a number without `.0`."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", str(value)).strip()


def squeezed(value: Any) -> str:
    """Return `plain` without any blank inside."""
    return re.sub(r"\s+", "", plain(value))


def credit_code(value: Any) -> str:
    """Return a 统一社会信用代码 as it should be written, whatever was typed; it may still be wrong."""
    return squeezed(value).upper().replace("-", "")


def is_credit_code(code: str) -> bool:
    """Return whether the check digit holds (GB 32100)."""
    return bool(uscc.is_valid(code))


@dataclass(frozen=True, slots=True)
class Validity:
    """From when until when a paper holds; `readable` is False where the cell says nothing we understand."""

    since: date | None = None
    until: date | None = None
    long_term: bool = False
    readable: bool = True


def _day(parts: tuple[str, str, str]) -> date | None:
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def validity(value: Any) -> Validity:
    """Return the validity a cell names: one day (the end), two days (from and until), or 长期."""
    if isinstance(value, datetime):
        return Validity(until=value.date())
    if isinstance(value, date):
        return Validity(until=value)
    text = squeezed(value)
    if not text:
        return Validity()
    days = [_day(found) for found in DAY.findall(text)]
    if any(word in text for word in WITHOUT_END):
        return Validity(since=days[0] if days else None, long_term=True)
    if not days or None in days:
        return Validity(readable=False)
    if len(days) == 1:
        return Validity(until=days[0])
    since, until = days[0], days[1]
    return Validity(since, until, readable=bool(since and until and since <= until))


def site_addresses(value: Any) -> list[str]:
    """Return the addresses in a cell that holds one or several, each once, in their order."""
    if value is None:
        return []
    text = unicodedata.normalize("NFKC", str(value))
    parts = [re.sub(r"\s+", "", part) for part in SITE_BREAK.split(text)]
    return list(dict.fromkeys(part for part in parts if part))


CATEGORIES = (
    ("subject", ("学科", "文化课", "语数外")),
    ("arts", ("艺术", "美术", "音乐", "舞蹈", "书法", "文化艺术")),
    ("sports", ("体育", "运动", "武术", "篮球", "游泳")),
    ("tech", ("科技", "科学", "编程", "机器人")),
    ("care", ("托管", "午托", "晚托", "托辅")),
)
NOT_SUBJECT = ("非学科",)
SUBJECTS = (
    ("chinese", ("语文", "作文", "阅读")),
    ("mathematics", ("数学", "奥数")),
    ("english", ("英语", "外语")),
    ("physics", ("物理",)),
    ("chemistry", ("化学",)),
    ("politics", ("道德与法治", "政治")),
    ("history", ("历史",)),
    ("geography", ("地理",)),
    ("biology", ("生物",)),
)


def category(value: Any) -> str | None:
    """Return the category that a cell names, `other` for an empty one, None for words we don't know."""
    text = squeezed(value)
    if not text:
        return "other"
    for word in NOT_SUBJECT:
        text = text.replace(word, "")
    for key, words in CATEGORIES:
        if any(word in text for word in words):
            return key
    if subjects(text):
        return "subject"
    return "other" if "其他" in text or "综合" in text or not text else None


def subjects(value: Any) -> list[str]:
    """Return the school subjects that a cell names."""
    text = squeezed(value)
    return [key for key, words in SUBJECTS if any(word in text for word in words)]
