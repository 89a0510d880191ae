"""The order of the questions a citizen is asked, one a page. Clauses: M8, N4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Each question, and the answers without which it is not answered.
NEEDED: dict[str, tuple[str, ...]] = {
    "what": ("kind",),
    "who": ("institution_named",),
    "where": ("where_asked",),
    "story": ("description",),
    "photos": ("photos_asked",),
    "you": ("named",),
    "told": ("told",),
    "consent": ("consent",),
}
SUMMARY = "summary"


def path(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions to ask, in order, given what has been answered.

    Who stays anonymous is not asked how to be told: there is nobody to call. Source: N4 (least data).
    """
    return tuple(step for step in NEEDED if step != "told" or answers.get("named") == "yes")


def is_answered(step: str, answers: Mapping[str, Any]) -> bool:
    """Whether a question has its answers."""
    return all(answers.get(name) for name in NEEDED[step])


def first_open(answers: Mapping[str, Any]) -> str:
    """The first question not yet answered, or the summary. Source: M8."""
    return next((step for step in path(answers) if not is_answered(step, answers)), SUMMARY)


def after(step: str, answers: Mapping[str, Any]) -> str:
    """The question after this one, or the summary."""
    asked = path(answers)
    at = asked.index(step) + 1
    return asked[at] if at < len(asked) else SUMMARY


def before(step: str, answers: Mapping[str, Any]) -> str | None:
    """The question before this one; the first has none."""
    asked = path(answers)
    if step == SUMMARY:
        return asked[-1]
    at = asked.index(step)
    return asked[at - 1] if at else None


def may_show(step: str, answers: Mapping[str, Any]) -> bool:
    """Whether a question may be opened: everything before it is answered. Going back always may."""
    asked = path(answers)
    if step not in asked and step != SUMMARY:
        return False
    earlier = asked if step == SUMMARY else asked[: asked.index(step)]
    return all(is_answered(one, answers) for one in earlier)
