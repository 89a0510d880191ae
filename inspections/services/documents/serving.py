"""How papers reach the institution: written down by an officer, or confirmed by the institution itself. Clause: N3 (61)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import EnforcementDocument, ServiceOfDocument
from inspections.services.documents.issuing import issue, tell
from inspections.terms import DocumentKind, ServiceManner
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.evidence import services as evidence

# Stands on the proof of service, which is Chinese like every paper.
CONFIRMED = "受送达人同意电子送达，并在校外培训监管平台上确认收悉。"


@dataclass(frozen=True, slots=True)
class Served:
    """How a paper was served, as typed."""

    manner: str
    on: date
    receiver: str = ""
    relation: str = ""
    remark: str = ""
    files: Sequence[UploadedFile] = ()


def _not_yet_served(document: EnforcementDocument) -> EnforcementDocument:
    """The paper, locked. Raises ChangedMeanwhile where it is served, or a newer one has taken its place."""
    document = EnforcementDocument.objects.lock(document)
    if ServiceOfDocument.objects.filter(document=document).exists():
        raise ChangedMeanwhile(_("It is on file already how this paper was served."))
    if EnforcementDocument.objects.filter(replaces=document).exists():
        raise ChangedMeanwhile(_("It was made anew; the newer one holds."))
    return document


def _check(document: EnforcementDocument, served: Served) -> None:
    if served.on < timezone.localdate(document.issued_at) or served.on > timezone.localdate():
        raise Refusal(_("It was served between the day it was issued and today."), field="on")
    if served.manner == ServiceManner.DIRECT:
        if not served.receiver.strip():
            raise ReasonRequired(_("Write who received it."), field="receiver")
        return
    if not served.remark.strip():
        raise ReasonRequired(_("Write what proves it: witness, mail number, address."), field="remark")
    if not served.files:
        raise ReasonRequired(
            _("Add a photo or file that proves it: the receipt, the place, the announcement."), field="files"
        )


def _write(document: EnforcementDocument, actor: Actor, served: Served) -> ServiceOfDocument:
    service = ServiceOfDocument.objects.create(
        document=document,
        manner=served.manner,
        on=served.on,
        receiver=served.receiver.strip(),
        relation=served.relation.strip(),
        remark=served.remark.strip(),
        recorded_by=actor.user,
    )
    tell(actor, "document.served", document, {"manner": str(served.manner), "on": served.on.isoformat()})
    return service


@transaction.atomic
def record_service(document: EnforcementDocument, *, actor: Actor, served: Served) -> ServiceOfDocument:
    """Write down how a paper reached the institution, once, and issue the proof of service. Clause: N3 (61).

    Handed over, the receiver signs the proof of service; any other way needs words and a file that prove it.
    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal, BadUpload.
    """
    actor.must("papers.issue", document.institution)
    document = _not_yet_served(document)
    _check(document, served)
    service = _write(document, actor, served)
    evidence.store_all(
        actor,
        served.files,
        subject=service,
        district_id=document.district_id,
        institution_id=document.institution_id,
    )
    issue(DocumentKind.SERVICE, service, actor=actor)
    return service


@transaction.atomic
def confirm_receipt(document: EnforcementDocument, *, actor: Actor, agreed: bool) -> ServiceOfDocument:
    """The institution agrees to electronic service and confirms that it received the paper today. Clause: N3 (61).

    The proof of service is issued by itself. Raises NotAllowed, ChangedMeanwhile, Refusal (nobody agreed).
    """
    actor.must("own.file")
    if not EnforcementDocument.objects.waiting_for(actor).filter(pk=document.pk).exists():
        if EnforcementDocument.objects.visible_to(actor).filter(pk=document.pk).exists():
            raise ChangedMeanwhile(_("It is on file already how this paper was served."))
        raise NotAllowed()
    document = _not_yet_served(document)
    if not agreed:
        raise Refusal(_("A paper reaches you electronically only where you agree."), field="agreed")
    name = actor.user.get_full_name() if actor.user else ""
    served = Served(ServiceManner.ELECTRONIC, timezone.localdate(), name, remark=CONFIRMED)
    service = _write(document, actor, served)
    issue(DocumentKind.SERVICE, service, actor=Actor.system())
    return service
