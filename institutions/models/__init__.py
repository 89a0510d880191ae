"""Institutions and what belongs to them, one file an aggregate."""

from institutions.models.annual import AnnualInspection, AnnualReturn
from institutions.models.filing_remarks import FilingDraft, FilingRemark
from institutions.models.filings import CourseFiling
from institutions.models.imports import ImportRow, ImportRun
from institutions.models.institutions import Institution, SchoolPermit
from institutions.models.lessons import Lesson
from institutions.models.sites import Room, TeachingSite
from institutions.models.standards import SettingStandard, StandardItem, StandardSection
from institutions.models.teachers import Teacher

__all__ = [
    "AnnualInspection",
    "AnnualReturn",
    "CourseFiling",
    "FilingDraft",
    "FilingRemark",
    "ImportRow",
    "ImportRun",
    "Institution",
    "Lesson",
    "Room",
    "SchoolPermit",
    "SettingStandard",
    "StandardItem",
    "StandardSection",
    "Teacher",
    "TeachingSite",
]
