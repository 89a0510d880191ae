"""What a department's part must say before it can be submitted. Clauses: S4, S5."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from inspections.terms import Outcome


class Lack(StrEnum):
    """What is missing."""

    OUTCOME = "outcome"
    NOTE = "note"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed for one item. `corrected` on the spot calls for no finding."""

    item: int
    outcome: str = ""
    note: str = ""
    group: str = ""
    corrected: bool = False

    @property
    def calls_for_a_finding(self) -> bool:
        """Whether a finding follows. Clause: S9."""
        return self.outcome == Outcome.NOT_MET and not self.corrected


@dataclass(frozen=True, slots=True)
class Extra:
    """A finding outside the list."""

    group: str
    text: str


def lacking(answers: Iterable[Answer]) -> list[tuple[int, Lack]]:
    """What each item still lacks: a result, and where it is not met what was seen and its group. Clause: S5."""
    found: list[tuple[int, Lack]] = []
    for answer in answers:
        if not answer.outcome:
            found.append((answer.item, Lack.OUTCOME))
        elif answer.outcome == Outcome.NOT_MET:
            if not answer.note.strip():
                found.append((answer.item, Lack.NOTE))
            if answer.calls_for_a_finding and not answer.group:
                found.append((answer.item, Lack.GROUP))
    return found


def unfinished(extras: Iterable[Extra]) -> bool:
    """Whether a finding outside the list has a group or words, but not both. Clause: S5."""
    return any(bool(extra.group) != bool(extra.text.strip()) for extra in extras)
