"""Teaching stopped by a decision, and when it may go on. Clauses: P2–P5, Z5."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Decision, RectificationOrder, TeachingStop
from inspections.rules.deadlines import may_teach_again
from inspections.terms import OrderState, StopKind
from institutions.models import Institution
from institutions.services import standing
from institutions.terms import Status
from portal import jobs
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline import services as timeline


class NotYet(Refusal):
    """Teaching may not go on yet."""

    words = gettext_lazy("Teaching may not go on before the term is over and the order is closed.")


def impose(
    decision: Decision, kind: StopKind, order: RectificationOrder | None, *, actor: Actor
) -> TeachingStop:
    """Stop teaching as decided. What is closed already stays closed; this stop then stands beside the other."""
    finding = decision.finding
    institution = Institution.objects.lock(finding.institution)
    stop = TeachingStop.objects.create(
        decision=decision,
        institution=institution,
        kind=kind,
        since=decision.decided_on,
        until=decision.stops_until,
        order=order,
    )
    if institution.status not in {Status.OPERATING, Status.STOPPED}:
        return stop
    if kind == StopKind.CLOSED:
        standing.close(institution, actor=actor, clause=decision.clause, reason=finding.text)
    else:
        standing.stop_teaching(
            institution, actor=actor, until=stop.until, clause=decision.clause, reason=finding.text
        )
    return stop


def hand_over(failed: RectificationOrder, order: RectificationOrder) -> None:
    """Let the stops that waited for an order that failed wait for the one that took its place."""
    TeachingStop.objects.standing().filter(order=failed).update(order=order)


@transaction.atomic
def lift(stop: TeachingStop, *, actor: Actor, reason: str) -> TeachingStop:
    """Let an institution teach again where no rule does it: with a reason, its term over, its order closed.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, NotYet.
    """
    stop = TeachingStop.objects.lock(stop)
    actor.must("inspections.decide", stop.decision.finding)
    if stop.lifted_on is not None:
        raise ChangedMeanwhile()
    if not reason.strip():
        raise ReasonRequired(_("Say why teaching may go on."))
    today = timezone.localdate()
    if (stop.until and stop.until > today) or (stop.order and stop.order.is_open):
        raise NotYet()
    return _lift(stop, actor, today, reason.strip())


def lift_withdrawn(stop: TeachingStop, *, actor: Actor, reason: str) -> None:
    """Lift the stop of a decision that is taken back, whatever term runs: nothing carries it any more. Clause: N3.

    Part of withdrawing: the caller holds the transaction and has judged who may.
    """
    stop = TeachingStop.objects.lock(stop)
    if stop.lifted_on is None:
        _lift(stop, actor, timezone.localdate(), reason)


def lift_for(order: RectificationOrder, *, actor: Actor, today: date) -> int:
    """Let teaching go on after a re-inspection that passed, where no term runs (P3). A term is left to the daily work."""
    waiting = (
        TeachingStop.objects.standing().filter(order=order, until=None).exclude(kind=StopKind.UNTIL_LIFTED)
    )
    return sum(lift_if_due(stop, actor=actor, today=today) for stop in waiting)


def lift_due(today: date) -> int:
    """Lift every stop whose term is over and whose re-inspection has passed. Clauses: P4, P5."""
    due = list(TeachingStop.objects.term_over(today))
    return sum(lift_if_due(stop, actor=Actor.system(), today=today) for stop in due)


@transaction.atomic
def lift_if_due(stop: TeachingStop, *, actor: Actor, today: date) -> bool:
    """Lift one stop where the rule allows it; whether it did."""
    stop = TeachingStop.objects.lock(stop)
    passed = stop.order is not None and stop.order.state == OrderState.PASSED
    kind = StopKind(stop.kind)
    if stop.lifted_on or not may_teach_again(kind, until=stop.until, order_passed=passed, today=today):
        return False
    _lift(stop, actor, today, _("The re-inspection has passed, and no term runs any more."))
    return True


def _lift(stop: TeachingStop, actor: Actor, today: date, reason: str) -> TeachingStop:
    stop.lifted_on, stop.lift_reason = today, reason[:500]
    stop.save(update_fields=["lifted_on", "lift_reason"])
    clause = stop.decision.clause
    timeline.record(actor, "stop.lifted", stop.decision.finding, clause=clause, reason=reason)
    institution = Institution.objects.lock(stop.institution)
    others = TeachingStop.objects.standing().filter(institution=institution).exists()
    if not others and institution.status in {Status.STOPPED, Status.CLOSED}:
        standing.resume_teaching(institution, actor=actor, clause=clause, reason=reason)
        jobs.after_commit("publicity.refresh_records", [institution.pk])
    return stop
