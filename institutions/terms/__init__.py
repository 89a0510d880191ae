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
    "DayPart",
    "DocumentKind",
    "EntryState",
    "FilingState",
    "Grade",
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
    "Severity",
    "SheetState",
    "Sign",
    "Situation",
    "Stage",
    "Status",
    "Subject",
    "SyllabusStage",
    "TeacherFlag",
    "TeachingForm",
    "Weekday",
    "ZombieOutcome",
    "ZombieState",
    "subject_words",
]
