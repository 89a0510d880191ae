"""Filing classes, checking them, reviewing them, and looking again every night. Clauses: Z3, D3."""

from institutions.services.filings.changes import Change, changes_of
from institutions.services.filings.checks import limits_on, limits_shown, remarks_on, remarks_on_filing
from institutions.services.filings.drafts import discard_draft, save_draft
from institutions.services.filings.nightly import check_classes
from institutions.services.filings.remarks import settle
from institutions.services.filings.reviews import approve, send_back
from institutions.services.filings.submitting import change, submit, withdraw
from institutions.services.filings.timetable import lessons_text
from institutions.services.filings.words import FIELDS, told

__all__ = [
    "FIELDS",
    "Change",
    "approve",
    "change",
    "changes_of",
    "check_classes",
    "discard_draft",
    "lessons_text",
    "limits_on",
    "limits_shown",
    "remarks_on",
    "remarks_on_filing",
    "save_draft",
    "send_back",
    "settle",
    "submit",
    "told",
    "withdraw",
]
