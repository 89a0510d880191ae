"""Filters of the staff lists, one file a subject."""

from institutions.filters.annual import ReturnFilter
from institutions.filters.filings import FilingFilter, PublicFilingFilter
from institutions.filters.institutions import InstitutionFilter
from institutions.filters.places import SHORTEST, DistrictFilter, districts_of, streets_of
from institutions.filters.zombies import ZombieFilter

__all__ = [
    "SHORTEST",
    "DistrictFilter",
    "FilingFilter",
    "InstitutionFilter",
    "PublicFilingFilter",
    "ReturnFilter",
    "ZombieFilter",
    "districts_of",
    "streets_of",
]
