"""Which institution of the register an entry of the census is about. Clauses: S1, S7.

Two officers write one institution's name two ways; the keys are what both ways have in common.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

CODE, NAME, CORE, ADDRESS = "code", "name", "core", "address"
# What each agreement counts. Code alone is certain; a name, or a name's core at one address, is likely.
WEIGHTS = {CODE: 100, NAME: 60, CORE: 35, ADDRESS: 30}
CERTAIN, LIKELY, POSSIBLE = 100, 60, 30
SHORTEST_CORE = 2

PUNCTUATION = re.compile(r"[\W_]+")
BRACKETED = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
PLACES = re.compile(
    r"^(?:江西省|江西)?(?:南昌市|南昌)?"
    r"(?:(?:东湖|西湖|青云谱|青山湖|新建|红谷滩|南昌|安义|进贤|经开|高新|湾里)"
    r"(?:技术产业开发区|经济技术开发区|开发区|新区|区|县))?"
)
LEGAL_FORMS = ("有限责任公司", "股份有限公司", "有限公司", "分公司", "合伙企业", "个体工商户", "公司")
KINDS = (
    *("教育培训学校", "教育培训中心", "艺术培训学校", "艺术培训中心", "教育咨询服务", "文化艺术培训"),
    *("教育信息咨询", "教育科技", "教育咨询", "教育培训", "文化传播", "文化艺术", "文化教育", "艺术培训"),
    *("培训学校", "培训中心", "培训机构", "培训部", "辅导中心", "辅导班", "托管中心", "工作室", "艺术中心"),
    *("培训", "学校", "中心", "教育", "咨询", "科技"),
)
DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")
ROAD = re.compile(
    r"([\u4e00-\u9fff]{1,12}?(?:大道|大街|路|街|巷|弄|道))(?!道)[^\d]{0,4}?(\d+)(?:号|弄|#|$|-)?"
)
AREAS_IN_ADDRESS = re.compile(
    r"^.*?(?:省|市)|^.{1,6}?(?:区|县|新区|开发区)|^.{1,8}?(?:街道办事处|街道|社区|镇|乡)"
)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why an institution may be the one: what agrees, and what that counts."""

    score: int
    agreeing: tuple[str, ...]

    @property
    def grade(self) -> str:
        """`certain`, `likely`, `possible`, or empty where it says too little."""
        return grade_of(self.score)


def folded(text: str) -> str:
    """Return a text in one spelling: full width folded, lower case, without blanks and punctuation."""
    return PUNCTUATION.sub("", unicodedata.normalize("NFKC", text or "").lower())


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: no city and district in front, no legal form behind.

    A name that is nothing but such words is kept whole.
    """
    whole = folded(name)
    text = folded(BRACKETED.sub("", unicodedata.normalize("NFKC", name or ""))) or whole
    text = PLACES.sub("", text, count=1) or text
    for form in LEGAL_FORMS:
        if text.endswith(form) and len(text) > len(form) + 1:
            text = text.removesuffix(form)
            break
    return text or whole


def core_key(name: str) -> str:
    """Return the part of a name that is the institution's own (博雅 of 博雅艺术培训中心); empty where none is left."""
    text = name_key(name)
    changed = True
    while changed:
        changed = False
        for kind in KINDS:
            if text.endswith(kind):
                text, changed = text.removesuffix(kind), True
                break
    return text if len(text) >= SHORTEST_CORE else ""


def address_key(address: str) -> str:
    """Return road and number of an address (民德路100), whatever stands before and behind; empty where it has none."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", address or ""))
    text = re.sub(r"[零一二三四五六七八九]+(?=号)", lambda found: found[0].translate(DIGITS), text)
    cut = None
    while cut != text:
        cut, text = text, AREAS_IN_ADDRESS.sub("", text, count=1) or text
    found = ROAD.search(text)
    return f"{found[1]}{int(found[2])}" if found else ""


def keys_of(name: str, addresses: Iterable[str]) -> set[tuple[str, str]]:
    """Return the keys under which an institution of the register is found again. It always has one."""
    found = {(NAME, name_key(name) or name)}
    if core := core_key(name):
        found.add((CORE, core))
    return found | {(ADDRESS, key) for address in addresses if (key := address_key(address))}


def weigh(*, same_code: bool, agreeing: Iterable[str]) -> Reasons:
    """Return what agrees and its score: the same code is certain; a name says all that its core says.

    Source: S1 (each institution once).
    """
    kinds = set(agreeing)
    if NAME in kinds:
        kinds.discard(CORE)
    if same_code:
        kinds.add(CODE)
    ordered = tuple(kind for kind in WEIGHTS if kind in kinds)
    return Reasons(sum(WEIGHTS[kind] for kind in ordered), ordered)


def grade_of(score: int) -> str:
    """Return how sure a score is: `certain` from 100, `likely` from 60, `possible` from 30. Source: S1."""
    for least, grade in ((CERTAIN, "certain"), (LIKELY, "likely"), (POSSIBLE, "possible")):
        if score >= least:
            return grade
    return ""
