"""Institutions and what belongs to them, one file an aggregate."""

from institutions.models.annual import AnnualInspection, AnnualReturn
from institutions.models.filings import CourseFiling
from institutions.models.imports import ImportRow, ImportRun
from institutions.models.institutions import Institution, SchoolPermit
from institutions.models.marks import CrossSiteTask, SituationMark
from institutions.models.papers import Notice, Paper, ProfileRequest
from institutions.models.sites import Room, TeachingSite
from institutions.models.standards import SettingStandard, StandardItem, StandardSection
from institutions.models.teachers import Teacher

__all__ = [
    "AnnualInspection",
    "AnnualReturn",
    "CourseFiling",
    "CrossSiteTask",
    "ImportRow",
    "ImportRun",
    "Institution",
    "Notice",
    "Paper",
    "ProfileRequest",
    "Room",
    "SchoolPermit",
    "SettingStandard",
    "SituationMark",
    "StandardItem",
    "StandardSection",
    "Teacher",
    "TeachingSite",
]
