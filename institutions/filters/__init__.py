"""Filters of the staff lists, one file a subject."""

from institutions.filters.annual import ReturnFilter
from institutions.filters.census import CensusEntryFilter, CensusFilter, CensusProblemFilter
from institutions.filters.filings import FilingFilter, PublicFilingFilter
from institutions.filters.institutions import InstitutionFilter
from institutions.filters.papers import CorrectionFilter, CrossSiteFilter, NoticeFilter, PaperFilter
from institutions.filters.places import SHORTEST, DistrictFilter, districts_of, streets_of
from institutions.filters.teachers import MatchFilter, MyTeacherFilter, ServingListFilter, TeacherFilter
from institutions.filters.zombies import ZombieFilter

__all__ = [
    "SHORTEST",
    "CensusEntryFilter",
    "CensusFilter",
    "CensusProblemFilter",
    "CorrectionFilter",
    "CrossSiteFilter",
    "DistrictFilter",
    "FilingFilter",
    "InstitutionFilter",
    "MatchFilter",
    "MyTeacherFilter",
    "NoticeFilter",
    "PaperFilter",
    "PublicFilingFilter",
    "ReturnFilter",
    "ServingListFilter",
    "TeacherFilter",
    "ZombieFilter",
    "districts_of",
    "streets_of",
]
