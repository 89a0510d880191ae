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
from institutions.terms.licences import ApplicationKind, ApplicationState, ItemAnswer, LicencePaper
from institutions.terms.marks import CrossSiteOutcome, CrossSiteState, MarkKind, Sign
from institutions.terms.papers import Audience, NoticeKind, PaperKind, PaperState, RequestState
from institutions.terms.sites import Premises
from institutions.terms.standards import Group
from institutions.terms.teachers import ListState, MatchState, TeacherFlag

__all__ = [
    "AnnualResult",
    "AnnualState",
    "AnnualStep",
    "ApplicationKind",
    "ApplicationState",
    "AreaKind",
    "AreaState",
    "Audience",
    "Category",
    "CensusState",
    "CrossSiteOutcome",
    "CrossSiteState",
    "DocumentKind",
    "EntryState",
    "FilingState",
    "Group",
    "ImportState",
    "ItemAnswer",
    "LicencePaper",
    "ListState",
    "MarkKind",
    "MatchState",
    "NoticeKind",
    "ObjectionAnswer",
    "PaperKind",
    "PaperState",
    "Premises",
    "ProblemState",
    "ReportFault",
    "RequestState",
    "RowResult",
    "SheetState",
    "Sign",
    "Situation",
    "Stage",
    "Status",
    "Subject",
    "TeacherFlag",
    "TeachingForm",
    "ZombieOutcome",
    "ZombieState",
    "subject_words",
]
