"""Institutions and what belongs to them."""

from institutions.models.institutions import Institution, SchoolPermit, TeachingSite

__all__ = ["Institution", "SchoolPermit", "TeachingSite"]
