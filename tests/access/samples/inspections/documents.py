"""A paper, and what one can be issued about."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from inspections.models import EnforcementDocument
from inspections.services.documents.issuing import issue
from inspections.services.documents.serving import Served, record_service
from portal.accounts.actors import Actor
from portal.regions.models import District
from tests.factories.inspections import OrderFactory
from tests.factories.institutions import InstitutionFactory


def document(district: District) -> dict[str, Any]:
    """A rectification notice, issued today."""
    order = OrderFactory(decision__finding__institution=InstitutionFactory(district=district))
    return {"pk": issue("rectification", order, actor=Actor.system()).pk}


def served(district: District) -> dict[str, Any]:
    """One that was handed over today."""
    found = document(district)
    paper = EnforcementDocument.objects.get(pk=found["pk"])
    record_service(paper, actor=Actor.system(), served=Served("direct", timezone.localdate(), "胡店长"))
    return found


def about(district: District) -> dict[str, Any]:
    """An order that a notice can be issued for."""
    order = OrderFactory(decision__finding__institution=InstitutionFactory(district=district))
    return {"about": "order", "pk": order.pk, "kind": "rectification"}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    **dict.fromkeys(("document", "document_word", "confirm_receipt"), document),
    **dict.fromkeys(("my_paper", "my_document"), served),
    "document_issue": about,
}
