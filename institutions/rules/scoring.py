"""The result that points propose. Clause: M7."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AnnualScores:
    """From how many points of a hundred an institution passes, and basically passes, the annual inspection."""

    KEY: ClassVar[str] = "M7.scores"
    CLAUSE: ClassVar[str] = "M7"
    TITLE: ClassVar[str] = "Annual inspection: points for each result"

    passed: int = 80
    basic: int = 60


@dataclass(frozen=True, slots=True)
class AnnualNotice:
    """How long a result stays in notice before it is final, and how long the district may take over an objection."""

    KEY: ClassVar[str] = "D5.annual_notice"
    CLAUSE: ClassVar[str] = "D5"
    TITLE: ClassVar[str] = "Annual inspection: notice and objection"

    notice_days: int = 5  # working days
    answer_days: int = 10  # working days


@dataclass(frozen=True, slots=True)
class Given:
    """What a reviewer gives for one item."""

    points: int | None
    vetoed: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Points for one item of the scheme. `vetoed`: the item decides alone (一票否决) and was not met."""

    item_id: int
    most: int
    points: int | None
    self_points: int | None = None
    may_veto: bool = False
    vetoed: bool = False
    reason: str = ""


def result_for(points: int, vetoed: bool, scores: AnnualScores) -> str:
    """Return the result that the points propose: a veto, or too few of them, is not passed. Source: M7."""
    if vetoed or points < scores.basic:
        return "failed"
    return "passed" if points >= scores.passed else "basic"


def total(marks: Iterable[Mark]) -> int | None:
    """Return the points of all items together, None while one has none yet."""
    given = [mark.points for mark in marks]
    return None if not given or None in given else sum(points or 0 for points in given)


def mark_fault(mark: Mark) -> str | None:
    """Return what is wrong with a reviewer's mark: "too_many", "no_veto" or "reason"; None where it holds.

    A departure from the institution's own points, and a veto, need a reason that the institution reads. Source: M7.
    """
    if mark.points is not None and not 0 <= mark.points <= mark.most:
        return "too_many"
    if mark.vetoed and not mark.may_veto:
        return "no_veto"
    departs = None not in (mark.points, mark.self_points) and mark.points != mark.self_points
    return "reason" if (departs or mark.vetoed) and not mark.reason.strip() else None
