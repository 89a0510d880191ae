"""The words of institutions, one file a subject."""

from institutions.terms.annual import AnnualResult, AnnualState
from institutions.terms.filings import FilingState, Stage, Subject, subject_words
from institutions.terms.imports import ImportState, RowResult
from institutions.terms.institutions import Category, Situation, Status
from institutions.terms.marks import CrossSiteOutcome, CrossSiteState, MarkKind, Sign
from institutions.terms.papers import Audience, NoticeKind, PaperKind, PaperState, RequestState
from institutions.terms.sites import Premises
from institutions.terms.standards import Group

__all__ = [
    "AnnualResult",
    "AnnualState",
    "Audience",
    "Category",
    "CrossSiteOutcome",
    "CrossSiteState",
    "FilingState",
    "Group",
    "ImportState",
    "MarkKind",
    "NoticeKind",
    "PaperKind",
    "PaperState",
    "Premises",
    "RequestState",
    "RowResult",
    "Sign",
    "Situation",
    "Stage",
    "Status",
    "Subject",
    "subject_words",
]
