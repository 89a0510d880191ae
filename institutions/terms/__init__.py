"""The words of institutions, one file a subject."""

from institutions.terms.annual import AnnualResult, AnnualState
from institutions.terms.filings import (
    DayPart,
    FilingState,
    Grade,
    Severity,
    Stage,
    Subject,
    SyllabusStage,
    Weekday,
    subject_words,
)
from institutions.terms.imports import ImportState, RowResult
from institutions.terms.institutions import Category, Situation, Status
from institutions.terms.sites import Premises
from institutions.terms.standards import Group

__all__ = [
    "AnnualResult",
    "AnnualState",
    "Category",
    "DayPart",
    "FilingState",
    "Grade",
    "Group",
    "ImportState",
    "Premises",
    "RowResult",
    "Severity",
    "Situation",
    "Stage",
    "Status",
    "Subject",
    "SyllabusStage",
    "Weekday",
    "subject_words",
]
