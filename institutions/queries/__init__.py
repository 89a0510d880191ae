"""Who may see what, and what each page needs; one file a subject."""

from institutions.queries.annual import (
    AnnualInspectionQuerySet,
    AnnualObjectionQuerySet,
    AnnualReturnQuerySet,
)
from institutions.queries.filings import CourseFilingQuerySet
from institutions.queries.imports import ImportRunQuerySet
from institutions.queries.institutions import InstitutionQuerySet, SchoolPermitQuerySet
from institutions.queries.scoring import ScoringSchemeQuerySet
from institutions.queries.sites import RoomQuerySet, TeachingSiteQuerySet
from institutions.queries.standards import StandardQuerySet
from institutions.queries.teachers import TeacherQuerySet
from institutions.queries.zombies import ZombieTaskQuerySet

__all__ = [
    "AnnualInspectionQuerySet",
    "AnnualObjectionQuerySet",
    "AnnualReturnQuerySet",
    "CourseFilingQuerySet",
    "ImportRunQuerySet",
    "InstitutionQuerySet",
    "RoomQuerySet",
    "SchoolPermitQuerySet",
    "ScoringSchemeQuerySet",
    "StandardQuerySet",
    "TeacherQuerySet",
    "TeachingSiteQuerySet",
    "ZombieTaskQuerySet",
]
