"""Institutions and what belongs to them, one file an aggregate."""

from institutions.models.annual import AnnualInspection, AnnualReturn
from institutions.models.filings import CourseFiling
from institutions.models.imports import ImportRow, ImportRun
from institutions.models.institutions import Institution, SchoolPermit, TeachingSite

__all__ = [
    "AnnualInspection",
    "AnnualReturn",
    "CourseFiling",
    "ImportRow",
    "ImportRun",
    "Institution",
    "SchoolPermit",
    "TeachingSite",
]
