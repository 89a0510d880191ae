"""Filters of the staff lists, one file a subject."""

from institutions.filters.annual import ReturnFilter
from institutions.filters.census import CensusEntryFilter, CensusFilter, CensusProblemFilter
from institutions.filters.filings import FilingFilter, PublicFilingFilter
from institutions.filters.institutions import InstitutionFilter
from institutions.filters.places import SHORTEST, DistrictFilter, districts_of, streets_of

__all__ = [
    "SHORTEST",
    "CensusEntryFilter",
    "CensusFilter",
    "CensusProblemFilter",
    "DistrictFilter",
    "FilingFilter",
    "InstitutionFilter",
    "PublicFilingFilter",
    "ReturnFilter",
    "districts_of",
    "streets_of",
]
