"""Notice before a listing, and the days to answer it. Clause: D5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol


class WorkingDays(Protocol):
    """What a calendar of working days has to know here."""

    def add(self, start: date, days: int) -> date: ...


@dataclass(frozen=True)
class NoticeTerms:
    """How long an institution has to answer before it is listed (D5).

    A whitelist entry takes nothing from anybody, so it need not wait (being taken off does); set `white_waits`
    where it should.
    """

    KEY: ClassVar[str] = "D5.notice"
    CLAUSE: ClassVar[str] = "D5"
    TITLE: ClassVar[str] = "List proposals: working days to answer"

    answer_days: int = 5
    white_waits: bool = False

    def __post_init__(self) -> None:
        if self.answer_days < 1:
            raise ValueError("An institution has a day at least to answer.")


def answer_by(notice_on: date, calendar: WorkingDays, terms: NoticeTerms) -> date:
    """Return the last day to answer; the day of the notice does not count. Clause: D5."""
    return calendar.add(notice_on, terms.answer_days)


def waits(kind: str, terms: NoticeTerms) -> bool:
    """Return whether a proposal of this kind waits for the institution's answer. Clause: D5."""
    return kind != "white" or terms.white_waits


def may_decide(*, must_wait: bool, last_day: date, answered: bool, today: date) -> bool:
    """Return whether the city may accept: the institution has answered, or its days are over. Clause: D5."""
    return not must_wait or answered or today > last_day


def may_answer(*, last_day: date, today: date, decided: bool) -> bool:
    """Return whether the institution may still answer: up to the last day, and as long as nothing is decided. Clause: D5."""
    return not decided and today <= last_day
