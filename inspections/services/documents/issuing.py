"""Issuing papers and making them anew. Clause: N3."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import (
    Decision,
    EnforcementDocument,
    JointInspection,
    PenaltyCase,
    RectificationOrder,
    ServiceOfDocument,
)
from inspections.rules.documents import number_of, of_decision
from inspections.services.documents.contents import content_of
from inspections.terms import CaseState, DocumentKind, InspectionState, OrderState, StepKind
from portal.accounts.actors import Actor
from portal.accounts.refusals import ReasonRequired, Refusal
from portal.regions.models import District
from portal.timeline import services as timeline

Subject = JointInspection | RectificationOrder | Decision | ServiceOfDocument | PenaltyCase
SUBJECT_OF = {
    JointInspection: "inspection",
    RectificationOrder: "order",
    Decision: "decision",
    ServiceOfDocument: "served",
    PenaltyCase: "case",
}


class NotYet(Refusal):
    """The record does not hold yet what the paper says."""

    words = _("This paper can't be issued yet.")


def possible(subject: Subject) -> list[str]:
    """The kinds of paper that the record calls for now."""
    if isinstance(subject, JointInspection):
        found = []
        if subject.approved_at is not None:
            found.append(DocumentKind.APPROVAL)
        if subject.announced_on is not None:
            found.append(DocumentKind.NOTICE)
        if subject.state == InspectionState.CLOSED:
            found.append(DocumentKind.RECORD)
        return [str(kind) for kind in found]
    if isinstance(subject, RectificationOrder):
        closed = subject.state in {OrderState.PASSED, OrderState.FAILED}
        return [str(DocumentKind.RECTIFICATION), *([str(DocumentKind.REINSPECTION)] if closed else [])]
    if isinstance(subject, Decision):
        return list(of_decision(subject.measures))
    if isinstance(subject, PenaltyCase):
        return _of_case(subject)
    return [str(DocumentKind.SERVICE)]


def _of_case(case: PenaltyCase) -> list[str]:
    """The papers of a penalty case: each once what it says is on file. Clause: N3 (44, 58, 64)."""
    kinds = {step.kind for step in case.steps.all()}
    found = [DocumentKind.CASE_NOTICE] if case.state == CaseState.OPEN else []
    if StepKind.HEARING_SET in kinds:
        found.append(DocumentKind.HEARING_NOTICE)
    if StepKind.REVIEWED in kinds:
        found.append(DocumentKind.LEGAL_REVIEW)
    return [str(kind) for kind in found]


def district_of(subject: Subject) -> District:
    """The district whose number series the paper stands in."""
    if isinstance(subject, JointInspection):
        return subject.district
    return institution_of(subject).district


def institution_of(subject: Subject) -> Any:
    """The institution that the paper is about."""
    if isinstance(subject, Decision):
        return subject.finding.institution
    return subject.document.institution if isinstance(subject, ServiceOfDocument) else subject.institution


def preview(kind: str, subject: Subject) -> dict[str, Any]:
    """What the paper would say now; nothing is written. Raises NotYet."""
    if kind not in possible(subject):
        raise NotYet()
    return content_of(kind, subject, district_of(subject).name)


@transaction.atomic
def issue(kind: str, subject: Subject, *, actor: Actor, reason: str = "") -> EnforcementDocument:
    """Issue a paper under the next number of its district, kind and year.

    Where one stands already and says the same, that one is returned; where the record says something else now,
    a new one is made with a reason and names the old one. Clause: N3. Raises NotAllowed, NotYet, ReasonRequired.
    """
    district = District.objects.select_for_update().get(pk=district_of(subject).pk)  # numbers without gaps
    institution = institution_of(subject)
    actor.must("papers.issue", institution)
    content = preview(kind, subject)
    digest = sha256_of(content)
    live = EnforcementDocument.objects.filter(
        kind=kind, replaced_by=None, **{SUBJECT_OF[type(subject)]: subject}
    ).first()
    if live is not None and live.sha256 == digest:
        return live
    if live is not None and not reason.strip():
        raise ReasonRequired(_("The record changed since it was issued: write why it is made anew."))
    now = timezone.now()
    year = timezone.localdate(now).year
    series = EnforcementDocument.objects.filter(district=district, kind=kind, year=year)
    serial = (series.aggregate(last=Max("serial"))["last"] or 0) + 1
    document = EnforcementDocument.objects.create(
        kind=kind,
        district=district,
        institution=institution,
        year=year,
        serial=serial,
        number=number_of(district.name, kind, year, serial),
        content=content,
        sha256=digest,
        issued_by=actor.user,
        issued_as=actor.label,
        issued_at=now,
        replaces=live,
        reason=reason.strip() if live else "",
        **{SUBJECT_OF[type(subject)]: subject},
    )
    tell(actor, "document.issued", document, {"number": document.number, "sha256": digest})
    return document


def sha256_of(content: dict[str, Any]) -> str:
    """The hash of a paper's content, in canonical JSON."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_as_issued(document: EnforcementDocument) -> bool:
    """Whether what the paper is drawn from is what was issued. Clause: N3."""
    return sha256_of(document.content) == document.sha256


def tell(actor: Actor, verb: str, document: EnforcementDocument, changes: dict[str, Any]) -> None:
    """Put what was done with a paper into the history."""
    timeline.record(actor, verb, document, clause="N3", reason=document.reason, changes=changes)
