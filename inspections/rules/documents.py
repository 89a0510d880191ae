"""Numbers of papers, what may be issued when, and by when it is served. Clause: N3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from inspections.rules.effects import NEEDS_PAPERS
from portal.workdays.rules import Calendar

# What stands in the number after the district's character.
MARKS = {
    "approval": "检批",
    "notice": "检通",
    "record": "检录",
    "rectification": "责改",
    "interview": "约谈",
    "suspension": "责停",
    "reinspection": "复查",
    "service": "送达",
    "case": "罚立",
    "case_notice": "罚告",
    "hearing_notice": "听通",
    "legal_review": "法审",
    "penalty": "罚决",
}
# Development zones, whose full names are too long for a number.
SHORT = {"南昌经济技术开发区": "经开", "南昌高新技术产业开发区": "高新", "湾里管理局": "湾里"}
STOPPING = frozenset(
    {"no_training", "no_training_until_met", "stop_teaching_three_months", "close_for_rectification"}
)


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """By when a paper is served (Administrative Penalty Law 61)."""

    KEY: ClassVar[str] = "N3.service"
    CLAUSE: ClassVar[str] = "N3"
    TITLE: ClassVar[str] = "Papers: days to serve them"

    days: int = 7

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("Serving a paper takes a day at least.")


def serve_by(issued_on: date, terms: ServiceTerms, calendar: Calendar) -> date:
    """The last day on which a paper issued on a day is served in time. Clause: N3 (61)."""
    return calendar.add(issued_on, terms.days)


def number_of(district: str, kind: str, year: int, serial: int) -> str:
    """The number that stands on a paper: 东教检通〔2026〕3号. Source: N3 (numbered, archived papers)."""
    short = SHORT.get(district) or district.removesuffix("区").removesuffix("县")
    return f"{short}教{MARKS[kind]}〔{year}〕{serial}号"


def remedies(district: str, *, is_zone: bool) -> str:
    """The rights that stand on a paper, both bodies named. Clause: N3.

    Since 2024 a government decides on reconsideration against its own departments (行政复议法 24); a development
    zone has no government of its own, the city's decides.
    """
    government = "南昌市人民政府" if is_zone else f"南昌市{district}人民政府"
    return (
        f"如不服本文书，可以自收到之日起六十日内向{government}申请行政复议，"
        "也可以自收到之日起六个月内向有管辖权的人民法院提起行政诉讼。"
        "逾期不申请行政复议、不提起行政诉讼又不履行的，依法申请人民法院强制执行。"
    )


def of_decision(measures: Iterable[str]) -> tuple[str, ...]:
    """The papers that a decision's measures call for. Source: P1–P5."""
    chosen = set(measures)
    found = []
    if "interview" in chosen:
        found.append("interview")
    if chosen & STOPPING:
        found.append("suspension")
    if chosen & NEEDS_PAPERS:
        found.append("penalty")
    return tuple(found)
