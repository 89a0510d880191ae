"""Who may see what, and what each page needs; one file a subject."""

from institutions.queries.annual import (
    AnnualInspectionQuerySet,
    AnnualObjectionQuerySet,
    AnnualReturnQuerySet,
)
from institutions.queries.census import (
    CensusAreaQuerySet,
    CensusEntryQuerySet,
    CensusProblemQuerySet,
    CensusQuerySet,
    CensusWorkbookQuerySet,
)
from institutions.queries.filings import CourseFilingQuerySet
from institutions.queries.imports import ImportRunQuerySet
from institutions.queries.institutions import InstitutionQuerySet, SchoolPermitQuerySet
from institutions.queries.lessons import FilingDraftQuerySet, FilingRemarkQuerySet, LessonQuerySet
from institutions.queries.licences import LicenceApplicationQuerySet, StopDeclarationQuerySet
from institutions.queries.marks import CrossSiteTaskQuerySet, SituationMarkQuerySet
from institutions.queries.papers import NoticeQuerySet, PaperQuerySet, ProfileRequestQuerySet
from institutions.queries.scoring import ScoringSchemeQuerySet
from institutions.queries.serving import ServingListQuerySet, ServingMatchQuerySet
from institutions.queries.sites import RoomQuerySet, TeachingSiteQuerySet
from institutions.queries.standards import StandardQuerySet
from institutions.queries.teachers import TeacherQuerySet
from institutions.queries.zombies import ZombieTaskQuerySet

__all__ = [
    "AnnualInspectionQuerySet",
    "AnnualObjectionQuerySet",
    "AnnualReturnQuerySet",
    "CensusAreaQuerySet",
    "CensusEntryQuerySet",
    "CensusProblemQuerySet",
    "CensusQuerySet",
    "CensusWorkbookQuerySet",
    "CourseFilingQuerySet",
    "CrossSiteTaskQuerySet",
    "FilingDraftQuerySet",
    "FilingRemarkQuerySet",
    "ImportRunQuerySet",
    "InstitutionQuerySet",
    "LessonQuerySet",
    "LicenceApplicationQuerySet",
    "NoticeQuerySet",
    "PaperQuerySet",
    "ProfileRequestQuerySet",
    "RoomQuerySet",
    "SchoolPermitQuerySet",
    "ScoringSchemeQuerySet",
    "ServingListQuerySet",
    "ServingMatchQuerySet",
    "SituationMarkQuerySet",
    "StandardQuerySet",
    "StopDeclarationQuerySet",
    "TeacherQuerySet",
    "TeachingSiteQuerySet",
    "ZombieTaskQuerySet",
]
