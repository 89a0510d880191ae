"""Institutions and what belongs to them, one file an aggregate."""

from institutions.models.annual import AnnualInspection, AnnualReturn
from institutions.models.annual_reports import AnnualDocument, AnnualObjection, AnnualReport, AnnualScore
from institutions.models.filings import CourseFiling
from institutions.models.imports import ImportRow, ImportRun
from institutions.models.institutions import Institution, SchoolPermit
from institutions.models.scoring import ScoringItem, ScoringScheme, ScoringSection
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
    "CourseFiling",
    "ImportRow",
    "ImportRun",
    "Institution",
    "Room",
    "SchoolPermit",
    "ScoringItem",
    "ScoringScheme",
    "ScoringSection",
    "SettingStandard",
    "StandardItem",
    "StandardSection",
    "Teacher",
    "TeachingSite",
    "ZombieTask",
]
