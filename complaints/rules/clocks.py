"""The clocks of a complaint. Clause: D2."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Protocol


class WorkingDays(Protocol):
    """What a calendar of working days has to know here."""

    def add(self, start: date, n: int) -> date: ...


@dataclass(frozen=True)
class ComplaintTerms:
    """How long each step of an ordinary complaint may take (D2, market-supervision practice)."""

    KEY: ClassVar[str] = "D2.complaint"
    CLAUSE: ClassVar[str] = "D2"
    TITLE: ClassVar[str] = "Complaints: days for each step"

    accept_working_days: int = 7
    check_working_days: int = 15
    check_extension_working_days: int = 15
    tell_working_days: int = 5
    answer_days: int = 60
    answer_extension_days: int = 30

    def __post_init__(self) -> None:
        if min(dataclasses.astuple(self)) < 1:
            raise ValueError("Every step needs a day at least.")


@dataclass(frozen=True)
class UrgentTerms(ComplaintTerms):
    """How long each step may take where a child's safety is at stake (D2)."""

    KEY: ClassVar[str] = "D2.complaint-urgent"
    CLAUSE: ClassVar[str] = "D2"
    TITLE: ClassVar[str] = "Urgent safety complaints: days for each step"

    accept_working_days: int = 1
    check_working_days: int = 3
    check_extension_working_days: int = 3


@dataclass(frozen=True)
class ClosingTerms:
    """When what is answered or refused closes by itself (default; the plan says nothing)."""

    KEY: ClassVar[str] = "D2.closing"
    CLAUSE: ClassVar[str] = "D2"
    TITLE: ClassVar[str] = "Complaints: days from the answer until one closes"

    days: int = 30


@dataclass(frozen=True)
class RetentionTerms:
    """How long name, and words and files, are kept once the complaint is closed (N4: erasure when the purpose ends).

    Words and files stay as long as the person, the institution or a court may come back to them.
    """

    KEY: ClassVar[str] = "N4.complainant"
    CLAUSE: ClassVar[str] = "N4"
    TITLE: ClassVar[str] = "Complainants: days that name and telephone are kept after closing"

    days: int = 180
    content_days: int = 1095

    def __post_init__(self) -> None:
        if not 0 <= self.days <= self.content_days:
            raise ValueError("content_days")


@dataclass(frozen=True)
class OpeningTerms:
    """How long who complained may be opened once a second officer has agreed (N4: least, and accountable)."""

    KEY: ClassVar[str] = "N4.opening"
    CLAUSE: ClassVar[str] = "N4"
    TITLE: ClassVar[str] = "Complainants: hours in which name and telephone may be opened"

    hours: int = 24


def figure_of(kind: str, *, urgent: bool) -> type[ComplaintTerms]:
    """The figure that an administrator may set for one kind alone, with the general one's defaults.

    Source: D2 (all configurable by kind).
    """
    base = UrgentTerms if urgent else ComplaintTerms
    if (kind, base) not in _OF_KIND:
        named = {"KEY": f"{base.KEY}.{kind}", "TITLE": f"{base.TITLE} ({kind})", "__doc__": base.__doc__}
        _OF_KIND[kind, base] = dataclass(frozen=True)(type(f"{base.__name__}_{kind}", (base,), named))
    return _OF_KIND[kind, base]


_OF_KIND: dict[tuple[str, type[ComplaintTerms]], type[ComplaintTerms]] = {}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last day of each step."""

    accept_by: date
    check_by: date
    answer_by: date


@dataclass(frozen=True, slots=True)
class Running:
    """The clock that runs now: which step, and its last day."""

    step: str
    due: date


def deadlines(received: date, terms: ComplaintTerms, calendar: WorkingDays) -> Deadlines:
    """Set the three clocks of a complaint received on `received`.

    All count from the day after it was received, so that the person can reckon them too: dispatching it
    to another district or department starts nothing anew. The answer is reckoned in calendar days and is
    not moved when it falls on a holiday: sixty days at most are sixty days. Source: D2, D7.
    """
    accept_by = calendar.add(received, terms.accept_working_days)
    check_by = max(accept_by, calendar.add(received, terms.check_working_days))
    return Deadlines(accept_by, check_by, max(check_by, received + timedelta(days=terms.answer_days)))


def extended_check(deadlines: Deadlines, terms: ComplaintTerms, calendar: WorkingDays) -> Deadlines:
    """Give the check of the leads its one extension (D2: +15 working days)."""
    check_by = calendar.add(deadlines.check_by, terms.check_extension_working_days)
    return replace(deadlines, check_by=check_by, answer_by=max(check_by, deadlines.answer_by))


def extended_answer(deadlines: Deadlines, terms: ComplaintTerms) -> Deadlines:
    """Give the answer its one extension (D2: +30 calendar days)."""
    return replace(deadlines, answer_by=deadlines.answer_by + timedelta(days=terms.answer_extension_days))


def tell_by(opened: date, terms: ComplaintTerms, calendar: WorkingDays) -> date:
    """The day by which a named person is told that a case was opened (D2: within 5 working days)."""
    return calendar.add(opened, terms.tell_working_days)


def running(
    deadlines: Deadlines, *, accepted: bool, checked: bool, finished: bool, paused: bool
) -> Running | None:
    """Say which clock runs. None runs where the complaint is answered, refused or closed, or stands still.

    Source: D2 (one step after the other; a clock pauses only for a listed reason).
    """
    if finished or paused:
        return None
    if not accepted:
        return Running("accept", deadlines.accept_by)
    if not checked:
        return Running("check", deadlines.check_by)
    return Running("answer", deadlines.answer_by)


def resumed(deadlines: Deadlines, *, paused_on: date, resumed_on: date) -> Deadlines:
    """Move what had not yet run out on the day of the pause by the days that the clock stood still.

    A deadline already missed when the pause began stays missed. Source: D2.
    """
    stood = resumed_on - paused_on

    def moved(due: date) -> date:
        return due if due < paused_on else due + stood

    return Deadlines(moved(deadlines.accept_by), moved(deadlines.check_by), moved(deadlines.answer_by))


def is_overdue(due: date | None, today: date) -> bool:
    """A deadline is missed when its whole day has passed. Source: D2."""
    return due is not None and due < today
