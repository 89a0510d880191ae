"""One object a parameter of the addresses of school permits."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from institutions.models import StopDeclaration
from institutions.terms import ApplicationState
from portal.regions.models import District
from tests.access.samples.institutions.register import an_institution
from tests.factories.institutions import InstitutionFactory
from tests.factories.licences import LicenceApplicationFactory


def an_application(district: District) -> dict[str, Any]:
    """An application that waits for acceptance."""
    return {"pk": LicenceApplicationFactory(institution__district=district).pk}


def a_draft(district: District) -> dict[str, Any]:
    """One being prepared."""
    row = LicenceApplicationFactory(
        institution__district=district, state=ApplicationState.DRAFT, on_paper=True
    )
    return {"pk": row.pk}


def a_section(district: District) -> dict[str, Any]:
    """The first section of one being prepared."""
    return {**a_draft(district), "number": 1}


def a_stop(district: District) -> dict[str, Any]:
    """A declaration to stop."""
    made = StopDeclaration.objects.create(
        institution=InstitutionFactory(district=district),
        stops_on=date(2026, 4, 1),
        pupils=3,
        refund=Decimal(0),
        settlement="退费并妥善安置学员",
        declared_at=timezone.now(),
    )
    return {"pk": made.pk}


SAMPLES = {
    **{
        f"licence{act}": an_application
        for act in ("", "_accept", "_return", "_refuse", "_check", "_show", "_grant", "_issue")
    },
    **{f"licence_draft{page}": a_draft for page in ("", "_wish", "_papers", "_withdraw")},
    **{f"my_licence{page}": a_draft for page in ("", "_wish", "_papers", "_withdraw")},
    "licence_draft_section": a_section,
    "my_licence_section": a_section,
    "stop_declaration": a_stop,
    "licence_for": an_institution,
    "licence_revoke": an_institution,
}
