"""Institutions and what belongs to them, one file an aggregate."""

from institutions.models.annual import AnnualInspection, AnnualReturn
from institutions.models.annual_reports import AnnualDocument, AnnualObjection, AnnualReport, AnnualScore
from institutions.models.census import Census, CensusArea, ProblemPlan
from institutions.models.census_entries import (
    CensusEntry,
    CensusProblem,
    CensusRow,
    CensusWorkbook,
    EntryChange,
    RegisterKey,
)
from institutions.models.filing_remarks import FilingDraft, FilingRemark
from institutions.models.filings import CourseFiling
from institutions.models.imports import ImportRow, ImportRun
from institutions.models.institutions import Institution, SchoolPermit
from institutions.models.lessons import Lesson
from institutions.models.licences import ApplicationItem, LicenceApplication, StopDeclaration
from institutions.models.marks import CrossSiteTask, SituationMark
from institutions.models.papers import Notice, Paper, ProfileRequest
from institutions.models.scoring import ScoringItem, ScoringScheme, ScoringSection
from institutions.models.serving import ServingList, ServingMatch, ServingTeacher
from institutions.models.sites import Room, TeachingSite
from institutions.models.standards import SettingStandard, StandardItem, StandardSection
from institutions.models.teachers import Teacher
from institutions.models.zombies import ZombieTask

__all__ = [
    "AnnualDocument",
    "AnnualInspection",
    "AnnualObjection",
    "AnnualReport",
    "AnnualReturn",
    "AnnualScore",
    "ApplicationItem",
    "Census",
    "CensusArea",
    "CensusEntry",
    "CensusProblem",
    "CensusRow",
    "CensusWorkbook",
    "CourseFiling",
    "CrossSiteTask",
    "EntryChange",
    "FilingDraft",
    "FilingRemark",
    "ImportRow",
    "ImportRun",
    "Institution",
    "Lesson",
    "LicenceApplication",
    "Notice",
    "Paper",
    "ProblemPlan",
    "ProfileRequest",
    "RegisterKey",
    "Room",
    "SchoolPermit",
    "ScoringItem",
    "ScoringScheme",
    "ScoringSection",
    "ServingList",
    "ServingMatch",
    "ServingTeacher",
    "SettingStandard",
    "SituationMark",
    "StandardItem",
    "StandardSection",
    "StopDeclaration",
    "Teacher",
    "TeachingSite",
    "ZombieTask",
]
