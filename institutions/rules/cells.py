"""Reading one cell of a register as districts write it: full-width, spaced, dates five ways."""

import re
from functools import lru_cache
from operator import mul
from typing import Any
from unicodedata import normalize

SITE_BREAK = re.compile(r"[;；\n\r]+")
ENUMERATED = re.compile(r"、(?=[^\d、]\S*[市区县镇乡路街道巷号])")
NUMBERED = re.compile(r"^(?:[(（]?\d{1,2}[)）.、:：])(?=\D)")
CIRCLED = re.compile("[①-⑳]")
# What a cell with several addresses, or a number or label before one, has and a plain address has not.
SEVERAL = re.compile(r"[;；\n\r、:：.)）]")
SITE_LABEL = re.compile(r"^(?:校?本部|总部|主校区|教学点\d*|分校\d*)[:：]")
# What people write into a cell to say that there is nothing.
NOTHING = frozenset(
    {"无", "暂无", "没有", "未办理", "未办", "空", "/", "\\", "-", "--", "—", "——", "N/A", "NULL"}
)
LONGEST_NOTHING = 1 + max(map(len, NOTHING))


# A cell is looked at several times, and many cells of a register say the same.
REMEMBERED = 1 << 15


@lru_cache(maxsize=REMEMBERED)
def _folded(text: str) -> str:
    return (text if text.isascii() else normalize("NFKC", text)).replace("\0", "").strip()


def plain(value: Any) -> str:
    """Return a cell as text: full-width folded, outer blanks and line ends gone; a number without `.0`."""
    if type(value) is str:
        return _folded(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _folded(str(value))


@lru_cache(maxsize=REMEMBERED)
def _joined(text: str) -> str:
    return "".join(_folded(text).split())


def squeezed(value: Any) -> str:
    """Return `plain` without any blank inside."""
    return _joined(value) if type(value) is str else "".join(plain(value).split())


def told(text: str) -> str:
    """Return a `squeezed` text, empty where it says that there is nothing: 无, /, —."""
    return "" if len(text) < LONGEST_NOTHING and text.upper() in NOTHING else text


def said(value: Any) -> str:
    """Return `squeezed`, empty where the cell says that there is nothing: 无, /, —."""
    return told(squeezed(value))


def words(value: Any) -> str:
    """Return `plain` on one line, empty where the cell says that there is nothing."""
    return " ".join(plain(value).split()) if said(value) else ""


BETWEEN = str.maketrans("", "", "-–·'’")


def credit_code(value: Any) -> str:
    """Return a 统一社会信用代码 as it should be written, whatever was typed; it may still be wrong."""
    return said(value).translate(BETWEEN).upper()


CODE = re.compile(r"[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}")
# GB 32100: each sign counts by its place in the alphabet, times the weight of where it stands, modulo 31.
ALPHABET = b"0123456789ABCDEFGHJKLMNPQRTUWXY"
WORTH = bytes(max(ALPHABET.find(sign), 0) for sign in range(256))
WEIGHTS = (*(pow(3, place, 31) for place in range(17)), 1)


def is_credit_code(code: str) -> bool:
    """Return whether the check digit holds (GB 32100): the weighted sum of all eighteen signs is a multiple of 31."""
    if CODE.fullmatch(code) is None:
        return False
    return sum(map(mul, code.encode().translate(WORTH), WEIGHTS)) % 31 == 0


def site_addresses(value: Any) -> list[str]:
    """Return the addresses in a cell that holds one or several, each once, in their order. Clause: S6.

    A 、 parts them only where another address follows: 民德路2、3栋 is one.
    """
    if value is None:
        return []
    text = normalize("NFKC", CIRCLED.sub(";", str(value))).replace("\0", "")
    if SEVERAL.search(text) is None:
        one = "".join(text.split()).strip(",，。")
        return [one] if told(one) else []
    pieces = SITE_BREAK.split(text)
    parts = (part for piece in pieces for part in ENUMERATED.split("".join(piece.split())))
    plain_parts = (SITE_LABEL.sub("", NUMBERED.sub("", part)).strip(",，。、") for part in parts)
    return list(dict.fromkeys(part for part in plain_parts if part and part.upper() not in NOTHING))


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
    return _category(squeezed(value))


@lru_cache(maxsize=4096)
def _category(text: str) -> str | None:
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
    return list(_subjects(squeezed(value)))


@lru_cache(maxsize=4096)
def _subjects(text: str) -> tuple[str, ...]:
    return tuple(key for key, words in SUBJECTS if any(word in text for word in words))
