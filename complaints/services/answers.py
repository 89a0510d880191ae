"""The answer, and the end."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Pause
from complaints.rules.endings import needs_second_level
from complaints.services import asking, events
from complaints.services.endings import keep_answering
from complaints.services.handling import LOOKED_INTO
from complaints.services.locking import locked_for
from complaints.services.merging import followers
from complaints.terms import Outcome, State
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed, ReasonRequired


@transaction.atomic
def answer(complaint: Complaint, *, actor: Actor, text: str, outcome: str = "") -> Complaint:
    """Give the person the answer. Where the check was not written down yet, its outcome belongs to it.

    Whatever is handled together with it is answered too. Clause: D2.
    Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    complaint = locked_for(complaint, actor, *LOOKED_INTO)
    if not text.strip():
        raise ReasonRequired(_("Write the answer that the person will read."), field="text")
    if complaint.checked_on is None and outcome not in Outcome.values:
        raise ReasonRequired(_("Choose what the check came to."), field="outcome")
    _give(complaint, actor, text.strip(), outcome or complaint.outcome)
    for other in list(followers(complaint).order_by("pk")):
        _give(locked_for(other, actor, *LOOKED_INTO), actor, text.strip(), complaint.outcome)
    return complaint


def _give(complaint: Complaint, actor: Actor, text: str, outcome: str) -> None:
    """Write the answer on one complaint; those handled together with it get the same."""
    today = timezone.localdate()
    if complaint.checked_on is None:
        complaint.checked_on, complaint.outcome = today, outcome
    _end_pause(complaint, today)
    complaint.answer, complaint.answered_on = text, today
    complaint.has_news = False
    complaint.give_answer()
    complaint.set_running_clock()
    complaint.save()
    keep_answering(complaint, actor=actor, text=complaint.answer)
    events.record(actor, "complaint.answered", complaint, changes={"outcome": complaint.outcome})


def _end_pause(complaint: Complaint, today: date) -> None:
    """An answer ends a pause: there is nothing left to wait for."""
    asking.withdraw(complaint)
    if complaint.paused_on is not None:
        Pause.objects.filter(complaint=complaint, resumed_on__isnull=True).update(resumed_on=today)
        complaint.paused_on, complaint.paused_ground = None, ""


@transaction.atomic
def close(complaint: Complaint, *, actor: Actor) -> Complaint:
    """Close what was answered or refused; some kinds the city closes, by another officer than answered (D2).

    Raises NotAllowed, ChangedMeanwhile.
    """
    complaint = locked_for(complaint, actor, State.ANSWERED, State.REFUSED)
    if needs_second_level(complaint.kind):
        actor.must("complaints.oversee", complaint)
        if complaint.answerings.filter(round=complaint.round, by=actor.user).exists():
            raise NotAllowed(_("Another officer closes it than the one who answered."))
    complaint.close()
    complaint.closed_on = timezone.localdate()
    complaint.has_news = False
    complaint.set_running_clock()
    complaint.save()
    events.record(actor, "complaint.closed", complaint)
    return complaint


@transaction.atomic
def mark_seen(complaint: Complaint, *, actor: Actor) -> Complaint:
    """Say that what the person added was read. Raises NotAllowed."""
    complaint = locked_for(complaint, actor)
    if complaint.has_news:
        complaint.has_news = False
        complaint.save()
        events.record(actor, "complaint.supplement_read", complaint, clause="M8")
    return complaint
