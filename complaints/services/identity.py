"""Who complained: opened only by who handles it, once a second officer has agreed, and never without a trace.

Clause: N4.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import ComplainantIdentity, Complaint, IdentityRequest
from complaints.rules.clocks import OpeningTerms, RetentionTerms
from complaints.services import events
from complaints.services.telling import erase as erase_messages
from complaints.terms import Opening, State
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.rulebook.services import in_force


class NotGranted(Refusal):
    """No second officer has agreed, or the time is over."""

    words = _("Ask first: a second officer has to agree before name and number can be opened.")


@dataclass(frozen=True, slots=True)
class Identity:
    """A name, a telephone number and perhaps an e-mail address, for the eyes of one officer."""

    name: str
    phone: str
    email: str = ""


def handles(actor: Actor, complaint: Complaint) -> bool:
    """Whether the actor is one of those who handle the complaint, and not only one who may see it."""
    return Complaint.objects.handled_by(actor).filter(pk=complaint.pk).exists()


def _must_handle(actor: Actor, complaint: Complaint) -> None:
    actor.must("complaints.identify")
    if actor.user is None or not handles(actor, complaint):
        raise NotAllowed(_("Only the officers who handle this complaint may see who filed it."))


def _given(complaint: Complaint) -> ComplainantIdentity:
    """The name, where there is one to open. Raises Refusal."""
    identity = ComplainantIdentity.objects.filter(complaint=complaint).first()
    if identity is None:
        raise Refusal(_("This complaint was filed without a name."))
    if identity.erased_on is not None:
        raise Refusal(_("Name and telephone number were erased when they were no longer needed."))
    return identity


def latest_request(complaint: Complaint, actor: Actor) -> IdentityRequest | None:
    """The actor's own last request about a complaint."""
    return IdentityRequest.objects.filter(complaint=complaint, asked_by=actor.user).order_by("-pk").first()


@transaction.atomic
def ask(complaint: Complaint, *, actor: Actor, reason: str) -> IdentityRequest:
    """Ask a second officer to agree. Asking again while it is open asks once. Clause: N4.

    Raises NotAllowed, ReasonRequired, Refusal (anonymous, or erased).
    """
    complaint = Complaint.objects.lock(complaint)
    _must_handle(actor, complaint)
    if not reason.strip():
        raise ReasonRequired(_("Write what you need it for."))
    _given(complaint)
    waiting = complaint.identity_requests.filter(asked_by=actor.user, state=Opening.ASKED).first()
    if waiting is not None:
        return waiting
    assert actor.user is not None
    request = IdentityRequest.objects.create(
        complaint=complaint, asked_by=actor.user, asked_as=actor.label, reason=reason.strip()
    )
    events.record(actor, "complaint.identity_asked", complaint, clause="N4", reason=reason.strip())
    return request


def _locked(request: IdentityRequest, actor: Actor) -> IdentityRequest:
    """The open request, where the actor is a second officer who may see the complaint."""
    request = IdentityRequest.objects.lock(request)
    actor.must("complaints.identify")
    if not Complaint.objects.visible_to(actor).filter(pk=request.complaint_id).exists():
        raise NotAllowed()
    if actor.user is None or request.asked_by_id == actor.user.pk:
        raise NotAllowed(_("Another officer has to agree than the one who asks."))
    if request.state != Opening.ASKED:
        raise ChangedMeanwhile()
    return request


@transaction.atomic
def grant(request: IdentityRequest, *, actor: Actor) -> IdentityRequest:
    """A second officer agrees: who asked may open it for a while. Raises NotAllowed, ChangedMeanwhile."""
    request = _locked(request, actor)
    hours = in_force(OpeningTerms, on=timezone.localdate()).figure.hours
    request.grant(actor.user, timezone.now(), timezone.now() + timedelta(hours=hours))
    request.save()
    events.record(actor, "complaint.identity_granted", request.complaint, clause="N4", reason=request.reason)
    return request


@transaction.atomic
def decline(request: IdentityRequest, *, actor: Actor, reason: str) -> IdentityRequest:
    """A second officer does not agree, and says why. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    request = _locked(request, actor)
    if not reason.strip():
        raise ReasonRequired(_("Say why it is not opened."))
    request.decline(actor.user, timezone.now(), reason.strip())
    request.save()
    events.record(actor, "complaint.identity_declined", request.complaint, clause="N4", reason=reason.strip())
    return request


def is_open(request: IdentityRequest | None, now: datetime) -> bool:
    """Whether what was asked for may be opened now."""
    return (
        request is not None
        and request.state == Opening.GRANTED
        and request.open_until is not None
        and now <= request.open_until
    )


@transaction.atomic
def read_identity(complaint: Complaint, *, actor: Actor) -> Identity:
    """Open who complained, after a second officer agreed. Every opening leaves an event with its reason.

    No name stands in it. Clause: N4. Raises NotAllowed, NotGranted, Refusal (anonymous, or erased).
    """
    _must_handle(actor, complaint)
    identity = _given(complaint)
    request = latest_request(complaint, actor)
    if request is None or not is_open(request, timezone.now()):
        raise NotGranted()
    events.record(actor, "complaint.identity_read", complaint, clause="N4", reason=request.reason)
    return Identity(identity.name, identity.phone, identity.email)


def kept(today: date) -> RetentionTerms:
    """How many days after closing names, and words and files, are kept; the page of consent says it. Clause: N4."""
    return in_force(RetentionTerms, on=today).figure


def erase_old(today: date) -> int:
    """Erase names and numbers once the purpose has ended; twice erases nothing twice. Clause: N4."""
    terms = in_force(RetentionTerms, on=today)
    ended = ComplainantIdentity.objects.filter(
        erased_on__isnull=True,
        complaint__state=State.CLOSED,
        complaint__closed_on__lt=today - timedelta(days=terms.figure.days),
    )
    return sum(_erase(pk, today, terms.version) for pk in list(ended.values_list("pk", flat=True)))


@transaction.atomic
def _erase(pk: int, today: date, version: str) -> int:
    complaint = Complaint.objects.lock(ComplainantIdentity.objects.get(pk=pk).complaint)
    return erase_identity(complaint, today, version)


def erase_identity(complaint: Complaint, today: date, version: str) -> int:
    """Erase name, number and every message sent there, of a locked complaint; how many there were. Clause: N4."""
    identity = ComplainantIdentity.objects.select_for_update().filter(complaint=complaint).first()
    if identity is None or identity.erased_on is not None:
        return 0
    identity.name = identity.phone = identity.email = ""
    identity.erased_on = today
    identity.save()
    erase_messages(complaint, today)
    changes = {"version": version}
    events.record(Actor.system(), "complaint.identity_erased", complaint, clause="N4", changes=changes)
    return 1
