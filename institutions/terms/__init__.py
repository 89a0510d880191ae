"""The words of institutions, one file a subject."""

from institutions.terms.annual import (
    AnnualResult,
    AnnualState,
    AnnualStep,
    DocumentKind,
    ObjectionAnswer,
    ReportFault,
    ZombieOutcome,
    ZombieState,
)
from institutions.terms.filings import FilingState, Stage, Subject, subject_words
from institutions.terms.imports import ImportState, RowResult
from institutions.terms.institutions import Category, Situation, Status
from institutions.terms.sites import Premises
from institutions.terms.standards import Group

__all__ = [
    "AnnualResult",
    "AnnualState",
    "AnnualStep",
    "Category",
    "DocumentKind",
    "FilingState",
    "Group",
    "ImportState",
    "ObjectionAnswer",
    "Premises",
    "ReportFault",
    "RowResult",
    "Situation",
    "Stage",
    "Status",
    "Subject",
    "ZombieOutcome",
    "ZombieState",
    "subject_words",
]
