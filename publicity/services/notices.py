"""Notice to the institution, with its days to answer. Clause: D5."""

from dataclasses import dataclass
from datetime import date

from portal.rulebook.services import in_force
from portal.workdays.services import calendar
from publicity.rules.notices import NoticeTerms, answer_by, waits


@dataclass(frozen=True, slots=True)
class Notice:
    """When it was told, until when it may answer, and whether the city waits for that."""

    notice_on: date
    answer_by: date
    must_wait: bool
    rule_version: str


def notice_for(kind: str, *, on: date, district_id: int) -> Notice:
    """Return the notice of a proposal of `kind` made on a day."""
    rule = in_force(NoticeTerms, on=on, district_id=district_id)
    last = answer_by(on, calendar(), rule.figure)
    return Notice(on, last, waits(kind, rule.figure), rule.version)
