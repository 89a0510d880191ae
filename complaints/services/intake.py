"""Accepted or refused: the first answer a person gets."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.services import events
from complaints.services.dispatching import send
from complaints.services.endings import keep_answering
from complaints.services.locking import locked_for
from complaints.terms import RefusalGround, State
from portal.accounts.actors import Actor
from portal.accounts.refusals import ReasonRequired, Refusal
from portal.regions.models import Street


@transaction.atomic
def accept(
    complaint: Complaint, *, actor: Actor, departments: Sequence[str] = (), street: Street | None = None
) -> Complaint:
    """Take a complaint on, and dispatch it within the district where departments or a street are named.

    Clause: D2. Raises NotAllowed, ChangedMeanwhile, Refusal (no district yet).
    """
    complaint = locked_for(complaint, actor, State.RECEIVED)
    if complaint.district is None:
        raise Refusal(_("First dispatch it to the district that is responsible."))
    complaint.accept()
    complaint.accepted_on = timezone.localdate()
    complaint.assigned_to = complaint.assigned_to or actor.user
    complaint.set_running_clock()
    complaint.save()
    events.record(actor, "complaint.accepted", complaint)
    if departments or street:
        send(complaint, actor=actor, district=complaint.district, street=street, departments=departments)
    return complaint


@transaction.atomic
def refuse(complaint: Complaint, *, actor: Actor, ground: str, text: str) -> Complaint:
    """Do not take a complaint on, for a listed reason and in words the person will read.

    Clause: D2. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    complaint = locked_for(complaint, actor, State.RECEIVED)
    if ground not in RefusalGround.values:
        raise ReasonRequired(_("Choose why it is not accepted."), field="ground")
    if not text.strip():
        raise ReasonRequired(_("Write to the person why, and where they can turn instead."), field="text")
    complaint.refuse()
    complaint.refusal_ground, complaint.refusal_text = ground, text.strip()
    complaint.answered_on = timezone.localdate()
    complaint.set_running_clock()
    complaint.save()
    keep_answering(complaint, actor=actor, text=complaint.refusal_text, ground=ground)
    events.record(actor, "complaint.refused", complaint, changes={"ground": ground})
    return complaint
