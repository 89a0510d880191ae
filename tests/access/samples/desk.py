"""One object a parameter of the workbench's addresses."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.actors import Actor
from portal.evidence.services import store
from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory


def a_file(district: District) -> dict[str, Any]:
    """A PDF that belongs to an institution of the district."""
    owner = InstitutionFactory(district=district)
    upload = SimpleUploadedFile("paper.pdf", b"%PDF-1.4 paper", content_type="application/pdf")
    kept = store(Actor.system(), upload, subject=owner, district_id=district.pk, institution_id=owner.pk)
    return {"pk": kept.pk}


SAMPLES = {"evidence": a_file}
