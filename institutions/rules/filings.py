"""What a filed class is checked against. Clauses: Z3, D3."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import ClassVar

from institutions.rules.remarks import Remark


@dataclass(frozen=True, slots=True)
class FilingLimits:
    """The limits of a filed class: end of lessons, how far ahead fees may run, days to review."""

    KEY: ClassVar[str] = "D3.filing"
    CLAUSE: ClassVar[str] = "D3"
    TITLE: ClassVar[str] = "Course filing: limits and days"

    review_days: int = 10  # working days
    offline_end_hour: int = 20
    offline_end_minute: int = 30
    online_end_hour: int = 21
    online_end_minute: int = 0
    months_ahead: int = 3
    hours_ahead: int = 60
    fee_at_most: int = 5000  # yuan
    # Defaults without a source in the plan, to be set by the city.
    lesson_minutes: int = 180
    hours_a_week: int = 12  # class hours
    offline_hour_minutes: int = 45
    online_hour_minutes: int = 30
    hours_tolerance_percent: int = 10

    def latest_end(self, *, online: bool) -> time:
        """The latest end of a lesson."""
        if online:
            return time(self.online_end_hour, self.online_end_minute)
        return time(self.offline_end_hour, self.offline_end_minute)


# Words that a filing should not need; each is a hint for the reviewer, never a verdict.
HINTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "drill",
        "Z3",
        ("冲刺", "押题", "刷题", "强化应试", "应试技巧", "真题演练", "考前", "提分", "小升初", "择校"),
    ),
    ("ahead", "Z3", ("提前学", "超前", "抢跑", "预科", "下学期课程", "超纲", "奥数", "竞赛难度", "拔高")),
    ("contest", "Z4", ("竞赛", "杯赛", "考级", "等级考试", "排名赛", "升学挂钩")),
    (
        "serving_teacher",
        "P7",
        ("在职教师", "公办教师", "公办学校教师", "本校教师", "学校老师授课", "名校教师"),
    ),
)
DENIAL = re.compile(r"[不无非禁][^，。；、]{0,6}$")


def _months_after(day: date, months: int) -> date:
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def ends_too_late(ends_at: time, *, online: bool, limits: FilingLimits) -> bool:
    """Return whether a lesson ends after the latest end. Source: D3 (20:30 in person, 21:00 on line)."""
    return ends_at > limits.latest_end(online=online)


def fee_too_far_ahead(starts_on: date, ends_on: date, limits: FilingLimits) -> bool:
    """Return whether one fee would run for more than three months. Source: D3."""
    return ends_on > _months_after(starts_on, limits.months_ahead)


def hints_in(text: str) -> list[Remark]:
    """Return what the words of a class hint at: drill, teaching ahead, contests, serving teachers. Source: Z3, Z4, P7.

    不超纲 and 不提前 deny it and count for nothing.
    """
    found = []
    for check, clause, words in HINTS:
        places = ((word, spot.start()) for word in words for spot in re.finditer(word, text))
        if any(not DENIAL.search(text[:start]) for _word, start in places):
            found.append(Remark("content", check, clause))
    return found


def check_fee(
    *, starts_on: date, ends_on: date, hours: int, fee: Decimal, limits: FilingLimits
) -> list[Remark]:
    """Return what is wrong with one fee: how far ahead it runs, and how much it is. Source: D3."""
    checks = (
        (
            Remark("ends_on", "too_long", values={"most": limits.months_ahead}),
            fee_too_far_ahead(starts_on, ends_on, limits),
        ),
        (Remark("hours", "too_many_hours", values={"most": limits.hours_ahead}), hours > limits.hours_ahead),
        (Remark("fee", "fee_too_high", values={"most": limits.fee_at_most}), fee > limits.fee_at_most),
    )
    return [remark for remark, fails in checks if fails]
