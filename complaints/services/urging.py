"""The city urges, the district replies, and deadlines that come near are said in time. Clauses: D2, S13."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Urge
from complaints.queries import OPEN
from complaints.rules.together import TogetherTerms, near_until
from complaints.services import events, notifying
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.rulebook.services import in_force
from portal.workdays.services import calendar


@transaction.atomic
def urge(complaint: Complaint, *, actor: Actor, text: str) -> Urge:
    """Urge the district, with words that it has to reply to. Clause: S13.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal (no district yet, or urged and not replied to).
    """
    complaint = Complaint.objects.lock(complaint)
    actor.must("complaints.oversee", complaint)
    if complaint.state not in OPEN:
        raise ChangedMeanwhile()
    if complaint.district_id is None:
        raise Refusal(_("Dispatch it first: no district handles it yet."))
    if not text.strip():
        raise ReasonRequired(_("Write what the district should do, and by when."), field="text")
    if complaint.urges.filter(replied_on=None).exists():
        raise Refusal(_("The district has not replied to the last urging yet."))
    made = Urge.objects.create(
        complaint=complaint, text=text.strip(), by=actor.user, urged_on=timezone.localdate()
    )
    events.record(actor, "complaint.urged", complaint, clause="S13", reason=made.text)
    return made


@transaction.atomic
def reply(complaint: Complaint, *, actor: Actor, text: str) -> Urge:
    """Reply to the city. Clause: S13. Raises NotAllowed, ChangedMeanwhile (nothing to reply to), ReasonRequired."""
    complaint = Complaint.objects.lock(complaint)
    actor.must("complaints.handle", complaint)
    waiting = complaint.urges.filter(replied_on=None).last()
    if waiting is None:
        raise ChangedMeanwhile()
    if not text.strip():
        raise ReasonRequired(_("Write what is being done, and by when."), field="text")
    waiting.reply, waiting.replied_by, waiting.replied_on = text.strip(), actor.user, timezone.localdate()
    waiting.save()
    events.record(actor, "complaint.urge_replied", complaint, clause="S13", reason=waiting.reply)
    return waiting


def remind_of_near(today: date) -> int:
    """Say once of each deadline that it is near; how many there are. Clause: D2."""
    last = near_until(today, in_force(TogetherTerms, on=today).figure, calendar())
    near = Complaint.objects.still_open().filter(due__gte=today, due__lte=last).select_related("assigned_to")
    found = list(near.order_by("pk"))
    for complaint in found:
        notifying.remind(complaint)
    return len(found)
