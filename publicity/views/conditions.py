"""How conditions are shown: each with its words, and what was found before where that was another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from publicity.rules.whitelist import Condition
from publicity.terms import ConditionKey, Finding


@dataclass(frozen=True, slots=True)
class Shown:
    """One condition in words."""

    label: str
    found: str
    met: bool
    clause: str
    before: str = ""


def shown(conditions: Iterable[Condition], *, before: Sequence[dict[str, Any]] = ()) -> list[Shown]:
    """Return conditions in words; `before` are those kept with a proposal."""
    kept = {condition["key"]: condition["found"] for condition in before}
    rows = []
    for condition in conditions:
        earlier = kept.get(condition.key, condition.found)
        rows.append(
            Shown(
                str(ConditionKey(condition.key).label),
                str(Finding(condition.found).label),
                condition.met,
                condition.clause,
                "" if earlier == condition.found else str(Finding(earlier).label),
            )
        )
    return rows
