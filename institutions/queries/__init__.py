"""Who may see what, and what each page needs; one file a subject."""

from institutions.queries.annual import AnnualInspectionQuerySet, AnnualReturnQuerySet
from institutions.queries.filings import CourseFilingQuerySet
from institutions.queries.imports import ImportRunQuerySet
from institutions.queries.institutions import InstitutionQuerySet, SchoolPermitQuerySet
from institutions.queries.lessons import FilingDraftQuerySet, FilingRemarkQuerySet, LessonQuerySet
from institutions.queries.sites import RoomQuerySet, TeachingSiteQuerySet
from institutions.queries.standards import StandardQuerySet
from institutions.queries.teachers import TeacherQuerySet

__all__ = [
    "AnnualInspectionQuerySet",
    "AnnualReturnQuerySet",
    "CourseFilingQuerySet",
    "FilingDraftQuerySet",
    "FilingRemarkQuerySet",
    "ImportRunQuerySet",
    "InstitutionQuerySet",
    "LessonQuerySet",
    "RoomQuerySet",
    "SchoolPermitQuerySet",
    "StandardQuerySet",
    "TeacherQuerySet",
    "TeachingSiteQuerySet",
]
