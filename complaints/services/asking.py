"""Asking the person for more: they answer with their secret, and the clock waits for them. Clauses: M8, D2."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Pause, Question, Supplement
from complaints.queries import OPEN
from complaints.rules import clocks
from complaints.services import events
from complaints.services.locking import locked_for
from complaints.terms import PauseGround
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired


def open_question(complaint: Complaint) -> Question | None:
    """What the person is asked now."""
    return complaint.questions.filter(supplement=None, withdrawn_on=None).first()


@transaction.atomic
def ask(complaint: Complaint, *, actor: Actor, text: str) -> Question:
    """Ask the person, and let the clocks stand still until they have added something. Clause: D2.

    Raises NotAllowed, ChangedMeanwhile (closed, or it stands still already), ReasonRequired.
    """
    complaint = locked_for(complaint, actor, *OPEN)
    if complaint.paused_on is not None:
        raise ChangedMeanwhile()
    if not text.strip():
        raise ReasonRequired(_("Write what the person should add."), field="text")
    today = timezone.localdate()
    question = Question.objects.create(complaint=complaint, text=text.strip(), by=actor.user, asked_on=today)
    complaint.paused_on, complaint.paused_ground = today, PauseGround.WAITING_FOR_PERSON
    complaint.set_running_clock()
    complaint.save()
    Pause.objects.create(complaint=complaint, ground=PauseGround.WAITING_FOR_PERSON, paused_on=today)
    events.record(actor, "complaint.asked", complaint, clause="M8")
    return question


def answered_by(complaint: Complaint, supplement: Supplement) -> None:
    """What the person added answers the open question, and the clocks run on; called in the same transaction.

    Clause: D2. `complaint` is the locked row, and the caller saves it.
    """
    question = open_question(complaint)
    if question is None:
        return
    question.supplement = supplement
    question.save(update_fields=["supplement"])
    if complaint.paused_on is None or complaint.paused_ground != PauseGround.WAITING_FOR_PERSON:
        return
    today = timezone.localdate()
    moved = clocks.resumed(complaint.deadlines, paused_on=complaint.paused_on, resumed_on=today)
    Pause.objects.filter(complaint=complaint, resumed_on__isnull=True).update(resumed_on=today)
    complaint.paused_on, complaint.paused_ground = None, ""
    complaint.set_deadlines(moved)
    events.record(Actor.citizen(), "complaint.resumed", complaint, changes={"due": str(complaint.due)})


def withdraw(complaint: Complaint) -> None:
    """The officer goes on without an answer; the question is no longer asked."""
    complaint.questions.filter(supplement=None, withdrawn_on=None).update(withdrawn_on=timezone.localdate())
