"""One object a parameter of the addresses of filed classes."""

from collections.abc import Callable
from typing import Any

from institutions.terms import FilingState
from portal.regions.models import District
from tests.factories.filings import FilingDraftFactory
from tests.factories.institutions import CourseFilingFactory, InstitutionFactory


def an_institution(district: District) -> dict[str, Any]:
    """An institution of the district."""
    return {"code": InstitutionFactory(district=district).code}


def an_approved_filing(district: District) -> dict[str, Any]:
    """An approved class."""
    filing = CourseFilingFactory(institution__district=district, state=FilingState.APPROVED, review_by=None)
    return {"pk": filing.pk}


def an_institution_with_classes(district: District) -> dict[str, Any]:
    """An institution with an approved class."""
    filing = CourseFilingFactory(institution__district=district, state=FilingState.APPROVED, review_by=None)
    return {"code": filing.institution.code}


def a_draft(district: District) -> dict[str, Any]:
    """A draft of an institution of the district."""
    return {"pk": FilingDraftFactory(institution__district=district).pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "filing_check": an_institution,
    "timetable": an_institution,
    "public_timetable": an_institution_with_classes,
    "my_filing_change": an_approved_filing,
    "my_filing_draft": a_draft,
    "my_filing_draft_discard": a_draft,
}
