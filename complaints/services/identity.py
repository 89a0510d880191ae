"""Who complained: opened only by who handles it, for a reason, and never without a trace. Clause: N4."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from complaints.models import ComplainantIdentity, Complaint
from complaints.rules.clocks import RetentionTerms
from complaints.services import events
from complaints.terms import State
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed, ReasonRequired, Refusal
from portal.rulebook.services import in_force


@dataclass(frozen=True, slots=True)
class Identity:
    """A name and a telephone number, for the eyes of one officer."""

    name: str
    phone: str


def handles(actor: Actor, complaint: Complaint) -> bool:
    """Whether the actor is one of those who handle the complaint, and not only one who may see it."""
    return Complaint.objects.handled_by(actor).filter(pk=complaint.pk).exists()


@transaction.atomic
def read_identity(complaint: Complaint, *, actor: Actor, reason: str) -> Identity:
    """Open who complained. Every opening leaves an event with its reason, and no name in it.

    Clause: N4. Raises NotAllowed, ReasonRequired, Refusal (anonymous, or erased).
    """
    actor.must("complaints.identify")
    if not handles(actor, complaint):
        raise NotAllowed(_("Only the officers who handle this complaint may see who filed it."))
    if not reason.strip():
        raise ReasonRequired(_("Write what you need it for."))
    identity = ComplainantIdentity.objects.filter(complaint=complaint).first()
    if identity is None:
        raise Refusal(_("This complaint was filed without a name."))
    if identity.erased_on is not None:
        raise Refusal(_("Name and telephone number were erased when they were no longer needed."))
    events.record(actor, "complaint.identity_read", complaint, clause="N4", reason=reason.strip())
    return Identity(identity.name, identity.phone)


def days_kept(today: date) -> int:
    """How many days after closing a name is kept; the page on which a person consents says it. Clause: N4."""
    return in_force(RetentionTerms, on=today).figure.days


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
    identity = ComplainantIdentity.objects.select_for_update().get(pk=pk)
    if identity.erased_on is not None:
        return 0
    identity.name = identity.phone = ""
    identity.erased_on = today
    identity.save()
    events.record(
        Actor.system(),
        "complaint.identity_erased",
        Complaint.objects.get(pk=identity.complaint_id),
        clause="N4",
        changes={"version": version},
    )
    return 1
