"""Institutions and what belongs to them, one file an aggregate."""

from institutions.models.annual import AnnualInspection, AnnualReturn
from institutions.models.census import Census, CensusArea, ProblemPlan
from institutions.models.census_entries import (
    CensusEntry,
    CensusProblem,
    CensusRow,
    CensusWorkbook,
    EntryChange,
    RegisterKey,
)
from institutions.models.filings import CourseFiling
from institutions.models.imports import ImportRow, ImportRun
from institutions.models.institutions import Institution, SchoolPermit
from institutions.models.sites import Room, TeachingSite
from institutions.models.standards import SettingStandard, StandardItem, StandardSection
from institutions.models.teachers import Teacher

__all__ = [
    "AnnualInspection",
    "AnnualReturn",
    "Census",
    "CensusArea",
    "CensusEntry",
    "CensusProblem",
    "CensusRow",
    "CensusWorkbook",
    "CourseFiling",
    "EntryChange",
    "ImportRow",
    "ImportRun",
    "Institution",
    "ProblemPlan",
    "RegisterKey",
    "Room",
    "SchoolPermit",
    "SettingStandard",
    "StandardItem",
    "StandardSection",
    "Teacher",
    "TeachingSite",
]
