"""The words of institutions, one file a subject."""

from institutions.terms.annual import AnnualResult, AnnualState
from institutions.terms.census import (
    AreaKind,
    AreaState,
    CensusState,
    EntryState,
    ProblemState,
    SheetState,
    TeachingForm,
)
from institutions.terms.filings import FilingState, Stage, Subject, subject_words
from institutions.terms.imports import ImportState, RowResult
from institutions.terms.institutions import Category, Situation, Status
from institutions.terms.sites import Premises
from institutions.terms.standards import Group

__all__ = [
    "AnnualResult",
    "AnnualState",
    "AreaKind",
    "AreaState",
    "Category",
    "CensusState",
    "EntryState",
    "FilingState",
    "Group",
    "ImportState",
    "Premises",
    "ProblemState",
    "RowResult",
    "SheetState",
    "Situation",
    "Stage",
    "Status",
    "Subject",
    "TeachingForm",
    "subject_words",
]
