"""The words of institutions, one file a subject."""

from institutions.terms.annual import AnnualResult, AnnualState
from institutions.terms.filings import FilingState, Stage, Subject, subject_words
from institutions.terms.imports import ImportState, RowResult
from institutions.terms.institutions import Category, Situation, Status
from institutions.terms.licences import ApplicationKind, ApplicationState, ItemAnswer, PaperKind
from institutions.terms.sites import Premises
from institutions.terms.standards import Group
from institutions.terms.teachers import ListState, MatchState, TeacherFlag

__all__ = [
    "AnnualResult",
    "AnnualState",
    "ApplicationKind",
    "ApplicationState",
    "Category",
    "FilingState",
    "Group",
    "ImportState",
    "ItemAnswer",
    "ListState",
    "MatchState",
    "PaperKind",
    "Premises",
    "RowResult",
    "Situation",
    "Stage",
    "Status",
    "Subject",
    "TeacherFlag",
    "subject_words",
]
