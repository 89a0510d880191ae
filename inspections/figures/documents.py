"""The papers of a record, as its page shows them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from inspections.models import EnforcementDocument, ServiceOfDocument
from inspections.queries import DocumentQuerySet
from inspections.terms import DocumentKind
from portal.accounts.actors import Actor
from portal.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class Papers:
    """What is issued, and what can be."""

    about: str
    pk: int
    issued: list[EnforcementDocument]
    offered: list[tuple[str, str]]


def papers_of(about: str, subject: Model, possible: list[str]) -> Papers:
    """The papers about an inspection, order, decision or service, the oldest first."""
    rows = EnforcementDocument.objects.filter(**{about: subject.pk}).for_list()
    offered = [(kind, str(DocumentKind(kind).label)) for kind in possible]
    return Papers(about, subject.pk, list(rows.order_by("pk")), offered)


def rows_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a paper for its page."""
    blocks: list[dict[str, Any]] = content["blocks"]
    return blocks


def waiting_receipts(actor: Actor) -> DocumentQuerySet:
    """The papers that an institution has not confirmed yet; what they say opens with the confirmation."""
    return EnforcementDocument.objects.waiting_for(actor).for_list().order_by("issued_at", "pk")


def proof_of(service: ServiceOfDocument | None) -> tuple[EnforcementDocument | None, list[Evidence]]:
    """The proof of service that was issued, and the files behind it."""
    if service is None:
        return None, []
    return service.documents.order_by("pk").last(), list(Evidence.objects.of(service))
