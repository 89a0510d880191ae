"""One object a parameter of the addresses of institutions."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile

from institutions.models import AnnualInspection
from institutions.terms import FilingState, ImportState
from portal.regions.models import District
from tests.factories.institutions import (
    AnnualInspectionFactory,
    AnnualReturnFactory,
    CourseFilingFactory,
    ImportRunFactory,
    InstitutionFactory,
)
from tests.institutions.workbooks import HEADER, book, row


def an_institution(district: District) -> dict[str, Any]:
    """An institution of the district."""
    return {"code": InstitutionFactory(district=district).code}


def a_filing(district: District) -> dict[str, Any]:
    """A class waiting for review."""
    return {"pk": CourseFilingFactory(institution__district=district).pk}


def a_returned_filing(district: District) -> dict[str, Any]:
    """A class sent back."""
    filing = CourseFilingFactory(institution__district=district, state=FilingState.RETURNED, review_by=None)
    return {"pk": filing.pk}


def a_public_filing(district: District) -> dict[str, Any]:
    """An approved class."""
    filing = CourseFilingFactory(institution__district=district, state=FilingState.APPROVED, review_by=None)
    return {"pk": filing.pk}


def an_annual(district: District) -> dict[str, Any]:
    """An open annual inspection."""
    return {"pk": AnnualInspectionFactory(district=district).pk}


def a_return(district: District) -> dict[str, Any]:
    """A return of an open annual inspection."""
    opened = AnnualInspection.objects.filter(district=district).first()
    more = {"annual_inspection": opened} if opened else {}
    return {"pk": AnnualReturnFactory(institution__district=district, **more).pk}


def an_import(district: District) -> dict[str, Any]:
    """A workbook that was read."""
    run = ImportRunFactory(district=district)
    run.workbook.save("register", ContentFile(book([HEADER, row("甲培训学校")])))
    return {"pk": run.pk}


def a_running_import(district: District) -> dict[str, Any]:
    """A workbook that is being written."""
    return {"pk": ImportRunFactory(district=district, state=ImportState.RUNNING).pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "detail": an_institution,
    "edit": an_institution,
    "filing_for": an_institution,
    "import": an_import,
    "import_refused": an_import,
    "import_pause": a_running_import,
    "import_cancel": a_running_import,
    "annual": an_annual,
    "annual_many": an_annual,
    "annual_conclude": an_annual,
    "annual_return": a_return,
    "filing": a_filing,
    "public_filing": a_public_filing,
    "my_filing": a_filing,
    "my_filing_again": a_returned_filing,
    "my_filing_withdraw": a_filing,
    "my_report": a_return,
}
