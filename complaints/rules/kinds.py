"""What people say happened, and what that is in the words of the regulation. Clauses: Z1–Z6, S6, S10, M7, D2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a kind of complaint is about.

    `group` is the violation group that a confirmed finding would fall under, where there is one;
    `departments` are those who look into it, the first in the lead.
    """

    group: str
    departments: tuple[str, ...]
    clause: str
    urgent: bool = False


# Urgent is what may hurt a child tomorrow; money and paper are not (D2: urgent safety matters).
MEANINGS: dict[str, Meaning] = {
    "harm": Meaning("", ("education", "public_security"), "D2", urgent=True),
    "fire": Meaning("fire", ("fire", "education"), "Z5", urgent=True),
    "premises": Meaning("premises", ("housing", "fire", "education"), "Z5", urgent=True),
    "food": Meaning("food_safety", ("market", "health"), "S6", urgent=True),
    "no_licence": Meaning("no_licence_no_permit", ("market", "education"), "Z1"),
    "curriculum": Meaning("subject_teaching", ("education",), "Z3"),
    "hours": Meaning("hours", ("education",), "D3"),
    "fees": Meaning("fees", ("price", "market", "education"), "S6"),
    "refund": Meaning("fees", ("market", "education"), "S6"),
    "graded_exam": Meaning("graded_exam", ("education",), "Z4"),
    "admission": Meaning("admission", ("education",), "Z4"),
    "school_teacher": Meaning("serving_teacher", ("education",), "Z6"),
    "staff": Meaning("staff", ("education", "labour"), "S10"),
    "home": Meaning("home_workshop", ("street", "market", "education", "housing"), "S6"),
    "advertising": Meaning("advertising", ("market",), "S10"),
    "other": Meaning("", ("education",), "M8"),
}


def meaning_of(kind: str) -> Meaning:
    """Say what a kind of complaint is about and who looks into it. Source: S6, S10, M7."""
    return MEANINGS[kind]


def kinds_about(departments: Iterable[str]) -> tuple[str, ...]:
    """The kinds that any of these departments looks into. Source: M7 (each department has its part)."""
    wanted = set(departments)
    return tuple(kind for kind, meaning in MEANINGS.items() if wanted & set(meaning.departments))
