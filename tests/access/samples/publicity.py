"""An object in a district for every address of lists and publications that takes parameters."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory
from tests.factories.publicity import BlackFactory, licensed, published


def a_proposal(district: District) -> dict[str, Any]:
    """A blacklist proposal of the district."""
    return {"pk": BlackFactory(institution=InstitutionFactory(district=district)).pk}


def a_publication(district: District) -> dict[str, Any]:
    """The district's published list."""
    return {"pk": published(district, licensed(district)).pk}


def listed(district: District) -> dict[str, Any]:
    """An institution that the public finds."""
    institution = licensed(district)
    published(district, institution)
    return {"code": institution.code}


def a_proof(district: District) -> dict[str, Any]:
    """A publication and an institution in it."""
    institution = licensed(district)
    return {"pk": published(district, institution).pk, "code": institution.code}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "institution": listed,
    "history": listed,
    "sticker": listed,
    "changes": a_publication,
    "publication": a_publication,
    "verify": a_publication,
    "json": a_publication,
    "csv": a_publication,
    "xlsx": a_publication,
    "proposal": a_proposal,
    "accept": a_proposal,
    "send_back": a_proposal,
    "notice": a_proposal,
    "propose": lambda district: {"code": InstitutionFactory(district=district).code},
    "publish": lambda district: {"district": district.slug, "year": 2026},
    "api_institution": listed,
    "api_publication": a_publication,
    "api_entries": a_publication,
    "api_proof": a_proof,
}
