"""More time, once, for a reason; and a clock that stands still for a listed one. Clause: D2."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Extension, Pause
from complaints.queries import OPEN
from complaints.rules import clocks
from complaints.services import asking, events
from complaints.services.handling import LOOKED_INTO
from complaints.services.locking import locked_for
from complaints.services.terms import terms_in_force
from complaints.terms import PauseGround, Step
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.workdays.services import calendar


@transaction.atomic
def extend(complaint: Complaint, *, actor: Actor, reason: str) -> Extension:
    """Give the running step its one extension. Accepting or refusing has none.

    Clause: D2. Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal (extended already).
    """
    complaint = locked_for(complaint, actor, *LOOKED_INTO)
    if complaint.paused_on is not None:
        raise Refusal(_("The clock stands still. Let it run before you extend it."))
    if not reason.strip():
        raise ReasonRequired(_("Write why more time is needed; the person is told that it takes longer."))
    step = complaint.due_step
    if complaint.extensions.filter(step=step).exists():
        raise Refusal(_("This step was extended before, and it can be only once."))
    before, version = complaint.due, _lengthen(complaint)
    complaint.save()
    assert before is not None and complaint.due is not None  # noqa: PT018 - a clock runs, or it was refused above
    extension = Extension.objects.create(
        complaint=complaint,
        step=step,
        due_before=before,
        due_after=complaint.due,
        reason=reason.strip(),
        rule_version=version,
        by=actor.user,
    )
    changes = {"step": step, "due": [str(before), str(complaint.due)], "version": version}
    events.record(actor, "complaint.extended", complaint, reason=extension.reason, changes=changes)
    return extension


def _lengthen(complaint: Complaint) -> str:
    """Give the running step its days; says which version of the figures gave them."""
    terms = terms_in_force(
        complaint.kind,
        urgent=complaint.urgent,
        on=complaint.received_on,
        district_id=complaint.district_id,
    )
    if complaint.due_step == Step.CHECK:
        longer = clocks.extended_check(complaint.deadlines, terms.figure, calendar())
    else:
        longer = clocks.extended_answer(complaint.deadlines, terms.figure)
    complaint.set_deadlines(longer)
    return terms.version


@transaction.atomic
def pause(complaint: Complaint, *, actor: Actor, ground: str) -> Pause:
    """Let the clocks stand still for a listed reason. Clause: D2. Raises NotAllowed, ChangedMeanwhile."""
    complaint = locked_for(complaint, actor, *OPEN)
    if complaint.paused_on is not None:
        raise ChangedMeanwhile()
    if ground not in PauseGround.values:
        raise ReasonRequired(_("A clock stands still only for one of these reasons."), field="ground")
    today = timezone.localdate()
    complaint.paused_on, complaint.paused_ground = today, ground
    complaint.set_running_clock()
    complaint.save()
    events.record(actor, "complaint.paused", complaint, changes={"ground": ground})
    return Pause.objects.create(complaint=complaint, ground=ground, paused_on=today)


@transaction.atomic
def resume(complaint: Complaint, *, actor: Actor) -> Complaint:
    """Let the clocks run on; what had not run out gets the days back. Raises NotAllowed, ChangedMeanwhile."""
    complaint = locked_for(complaint, actor, *OPEN)
    if complaint.paused_on is None:
        raise ChangedMeanwhile()
    today = timezone.localdate()
    moved = clocks.resumed(complaint.deadlines, paused_on=complaint.paused_on, resumed_on=today)
    Pause.objects.filter(complaint=complaint, resumed_on__isnull=True).update(resumed_on=today)
    complaint.paused_on, complaint.paused_ground = None, ""
    complaint.set_deadlines(moved)
    complaint.save()
    asking.withdraw(complaint)
    events.record(actor, "complaint.resumed", complaint, changes={"due": str(complaint.due)})
    return complaint
