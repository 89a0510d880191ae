"""What happens by itself: missed deadlines are told upward, answered complaints close."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from complaints.models import Complaint, Escalation
from complaints.rules.clocks import ClosingTerms
from complaints.rules.endings import SECOND_LEVEL
from complaints.services import events
from complaints.terms import State
from portal.accounts.actors import Actor
from portal.rulebook.services import in_force


def escalate_missed(today: date) -> int:
    """Tell upward every deadline missed up to `today`, each once. Clause: D2."""
    told = Escalation.objects.filter(complaint=OuterRef("pk"), step=OuterRef("due_step"), due=OuterRef("due"))
    missed = Complaint.objects.overdue(today).filter(~Exists(told)).order_by("pk")
    return sum(_escalate(complaint, today) for complaint in list(missed))


@transaction.atomic
def _escalate(complaint: Complaint, today: date) -> int:
    """Escalate one, unless it was answered or told upward meanwhile."""
    complaint = Complaint.objects.lock(complaint)
    if complaint.due is None or complaint.due >= today:
        return 0
    _escalation, is_new = Escalation.objects.get_or_create(
        complaint=complaint,
        step=complaint.due_step,
        due=complaint.due,
        defaults={"found_on": today},
    )
    if is_new:
        events.record(
            Actor.system(),
            "complaint.overdue",
            complaint,
            changes={"step": complaint.due_step, "due": complaint.due.isoformat()},
        )
    return int(is_new)


def close_answered(today: date) -> int:
    """Close what was answered or refused long enough ago and has no news since. Clause: D2 (default)."""
    terms = in_force(ClosingTerms, on=today)
    ended = Complaint.objects.filter(
        state__in=[State.ANSWERED, State.REFUSED],
        has_news=False,
    ).exclude(kind__in=SECOND_LEVEL)
    ended = ended.filter(
        answered_on__lt=today - timedelta(days=terms.figure.days),
    )
    return sum(_close(complaint, today) for complaint in list(ended.order_by("pk")))


@transaction.atomic
def _close(complaint: Complaint, today: date) -> int:
    complaint = Complaint.objects.lock(complaint)
    if complaint.state not in (State.ANSWERED, State.REFUSED) or complaint.has_news:
        return 0
    complaint.close()
    complaint.closed_on = today
    complaint.save()
    events.record(Actor.system(), "complaint.closed", complaint)
    return 1
