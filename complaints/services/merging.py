"""Reports of the same matter, handled together: merged, and taken apart again. Clauses: M8, D2."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.queries import OPEN, ComplaintQuerySet
from complaints.rules.likeness import ALIKE, Said, likeness
from complaints.services import events
from complaints.terms import State
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal

NEAR = timedelta(days=60)
COMPARED, SHOWN = 50, 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Another report that may be about the same matter, and how alike it is in hundredths."""

    complaint: Complaint
    percent: int


def _said(complaint: Complaint) -> Said:
    return Said(complaint.kind, complaint.description, complaint.received_on)


def similar_to(complaint: Complaint, *, actor: Actor) -> list[Alike]:
    """Open reports near in time about the same place, the most alike first, of those the actor sees."""
    place = Q(institution=complaint.institution_id) if complaint.institution_id else _described(complaint)
    near = Complaint.objects.visible_to(actor).still_open().filter(place, merged_into=None)
    near = near.filter(
        received_on__gte=complaint.received_on - NEAR, received_on__lte=complaint.received_on + NEAR
    )
    others = near.exclude(pk=complaint.pk).select_related("institution").order_by("-pk")[:COMPARED]
    mine = _said(complaint)
    judged = [Alike(other, round(100 * likeness(mine, _said(other)))) for other in others]
    return sorted((one for one in judged if one.percent >= 100 * ALIKE), key=lambda one: -one.percent)[:SHOWN]


def _described(complaint: Complaint) -> Q:
    """The same name or place as typed, where the register does not know it."""
    typed = [
        Q(**{name: value})
        for name in ("described_name", "described_address", "place")
        if (value := getattr(complaint, name))
    ]
    found = Q(pk__in=[])
    for one in typed:
        found |= one
    return found


def followers(complaint: Complaint) -> ComplaintQuerySet:
    """The open reports handled together with this one."""
    return Complaint.objects.filter(merged_into=complaint, state__in=OPEN)


@transaction.atomic
def merge(complaint: Complaint, *, actor: Actor, into: Complaint) -> Complaint:
    """Handle a report together with another one of the same matter: its person reads the same answer.

    Its own clocks run on. What was merged into it goes along. Merged twice, it is merged once.
    Clauses: M8, D2. Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    first, second = sorted((complaint.pk, into.pk))
    locked = {pk: Complaint.objects.lock(Complaint(pk=pk)) for pk in (first, second)}
    complaint, into = locked[complaint.pk], locked[into.pk]
    actor.must("complaints.handle", complaint)
    actor.must("complaints.handle", into)
    if complaint.merged_into_id == into.pk:
        return complaint
    if complaint.pk == into.pk or complaint.district_id != into.district_id:
        raise Refusal(_("Only reports of the same district can be handled together."))
    if complaint.state not in OPEN or into.state not in OPEN or into.merged_into_id is not None:
        raise ChangedMeanwhile()
    if complaint.merged_into_id is not None:
        raise ChangedMeanwhile(_("It is handled together with another one already."))
    _accept(complaint, actor)
    complaint.merged_into = into
    complaint.save()
    Complaint.objects.filter(merged_into=complaint).update(merged_into=into)
    events.record(actor, "complaint.merged", complaint, changes={"into": into.number})
    return complaint


def _accept(complaint: Complaint, actor: Actor) -> None:
    """A report handled together with another one has been accepted."""
    if complaint.state == State.RECEIVED:
        complaint.accept()
        complaint.accepted_on = timezone.localdate()
        complaint.set_running_clock()
        events.record(actor, "complaint.accepted", complaint)


@transaction.atomic
def unmerge(complaint: Complaint, *, actor: Actor, reason: str) -> Complaint:
    """Handle it by itself again: another matter after all. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    complaint = Complaint.objects.lock(complaint)
    actor.must("complaints.handle", complaint)
    if complaint.merged_into_id is None or complaint.state not in OPEN:
        raise ChangedMeanwhile()
    if not reason.strip():
        raise ReasonRequired(_("Say why it is another matter."))
    complaint.merged_into = None
    complaint.save()
    events.record(actor, "complaint.unmerged", complaint, reason=reason.strip())
    return complaint
