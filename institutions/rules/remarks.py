"""What a check says when it does not hold, and what that weighs. Clauses: Z1, Z3, D3, D4, S10, N5."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as a_field
from typing import Any

ERROR, FLAG, NOTE = "error", "flag", "note"

# Against the rule: approved only with the reviewer's reason. All else is for the reviewer's eye.
AGAINST_THE_RULE = frozenset(
    {
        "too_late",
        "weekend",
        "too_long",
        "too_many_hours",
        "fee_too_high",
        "room_clash",
        "teacher_clash",
        "too_crowded",
        "no_permit",
        "subject_not_permitted",
        "lesson_too_long",
        "teacher_not_employed",
        "record_not_checked",
    }
)
FOR_INFORMATION = frozenset({"scope_not_stated"})


@dataclass(frozen=True, slots=True)
class Remark:
    """One check that did not hold: the field it belongs beside, which check, and what it is about.

    `values` hold what the words need, as plain text and numbers: which lesson, which other class, which topic.
    """

    field: str
    check: str
    clause: str = "D3"
    values: Mapping[str, Any] = a_field(default_factory=dict)

    @property
    def severity(self) -> str:
        """What it weighs: the table above."""
        if self.check in AGAINST_THE_RULE:
            return ERROR
        return NOTE if self.check in FOR_INFORMATION else FLAG


def needs_reason(remarks: list[Remark]) -> bool:
    """Return whether an approval in spite of `remarks` needs the reviewer's reason. Source: Z3, D3."""
    return any(remark.severity == ERROR for remark in remarks)
