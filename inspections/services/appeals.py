"""Challenging a decision, and taking one back. Clause: N3."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Appeal, Decision, Withdrawal
from inspections.rules import appeals as rule
from inspections.rules.appeals import AppealTerms, Window
from inspections.services import orders, stops
from inspections.terms import OPEN_ORDERS, AppealKind, AppealState
from portal import jobs
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.accounts.roles import Role
from portal.evidence import services as evidence
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar


class TooLate(Refusal):
    """The window for an appeal is over."""

    words = gettext_lazy("The time to appeal is over.")


@dataclass(frozen=True, slots=True)
class Lodged:
    """An appeal as it was lodged."""

    kind: str
    body: str
    lodged_on: date
    client_id: uuid.UUID
    note: str = ""
    files: Sequence[UploadedFile] = field(default_factory=tuple)


def terms_for(decision: Decision) -> AppealTerms:
    """The figures for decisions of a day in a district. Clause: N3."""
    return in_force(AppealTerms, on=decision.decided_on, district_id=decision.district_id).figure


def window_of(decision: Decision) -> Window:
    """How long a decision can be challenged, counted from its service. Clause: N3.

    Served is what the order says, where there is one; else the day of the decision.
    """
    served = [order.served_on for order in decision.orders.all()]
    return rule.appeal_window(max(served, default=decision.decided_on), terms_for(decision))


@transaction.atomic
def register(decision: Decision, *, actor: Actor, lodged: Lodged) -> Appeal:
    """Register an appeal. An institution's own is refused where it is late; an officer's is taken, and marked late.

    The same `client_id` twice registers it once. Raises NotAllowed, TooLate, Refusal, BadUpload. Clause: N3.
    """
    decision = Decision.objects.lock(decision)
    is_own = actor.role == Role.INSTITUTION
    actor.must("own.file" if is_own else "inspections.decide", decision)
    known = Appeal.objects.filter(client_id=lodged.client_id, decision=decision).first()
    if known is not None:
        return known
    window, kind = window_of(decision), AppealKind(lodged.kind)
    late = _judged(decision, lodged, kind, window, is_own=is_own)
    appeal = Appeal.objects.create(
        decision=decision,
        institution_id=decision.institution_id,
        kind=kind,
        body=lodged.body.strip(),
        lodged_on=lodged.lodged_on,
        until=window.last_day(kind),
        late=late,
        note=lodged.note.strip(),
        client_id=lodged.client_id,
        registered_by=actor.user,
        registered_as=actor.label,
    )
    evidence.store_all(
        actor,
        lodged.files,
        subject=appeal,
        district_id=appeal.district_id,
        institution_id=appeal.institution_id,
    )
    changes = {"kind": str(kind), "lodged_on": lodged.lodged_on.isoformat(), "late": late}
    timeline.record(actor, "appeal.registered", appeal, clause="N3", changes=changes)
    return appeal


def _judged(decision: Decision, lodged: Lodged, kind: AppealKind, window: Window, *, is_own: bool) -> bool:
    """Whether it is late. Raises TooLate, Refusal."""
    if not lodged.body.strip():
        raise Refusal(_("Name the authority or the court."), field="body")
    if lodged.lodged_on > timezone.localdate() or lodged.lodged_on < decision.decided_on:
        raise Refusal(_("From the day of the decision to today."), field="lodged_on")
    if decision.appeals.filter(kind=kind, state=AppealState.PENDING).exists():
        raise Refusal(_("An appeal of this kind is pending already."), field="kind")
    late = rule.is_late(lodged.lodged_on, kind, window)
    if late and is_own:
        words = _(
            "The time was over on %(day)s. Whether it is heard all the same, the authority or court says."
        )
        raise TooLate(words % {"day": window.last_day(kind).isoformat()}, field="lodged_on")
    return late


ENDS = {
    AppealState.UPHELD: Appeal.uphold,
    AppealState.CHANGED: Appeal.change,
    AppealState.WITHDRAWN_BY_AUTHORITY: Appeal.settle,
    AppealState.WITHDRAWN: Appeal.withdraw,
}


@transaction.atomic
def close(appeal: Appeal, *, actor: Actor, state: str, outcome: str) -> Appeal:
    """Record how an appeal ended. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    appeal = Appeal.objects.lock(appeal)
    actor.must("inspections.decide", appeal)
    if appeal.state != AppealState.PENDING:
        raise ChangedMeanwhile()
    if not outcome.strip():
        raise ReasonRequired(_("Write what was decided, with the document's number."), field="outcome")
    ENDS[AppealState(state)](appeal, timezone.localdate())
    appeal.outcome = outcome.strip()
    appeal.save()
    changes = {"state": str(state)}
    timeline.record(actor, "appeal.closed", appeal, clause="N3", reason=appeal.outcome, changes=changes)
    return appeal


@transaction.atomic
def withdraw(decision: Decision, *, actor: Actor, reason: str) -> Withdrawal:
    """Take a decision back, with the reason: its open order and its stop go with it, its publication within days.

    What was revoked or banned is restored in the register by hand. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    Clause: N3 (48).
    """
    decision = Decision.objects.lock(decision)
    actor.must("inspections.decide", decision)
    if Withdrawal.objects.filter(decision=decision).exists():
        raise ChangedMeanwhile()
    reason = reason.strip()
    if not reason:
        raise ReasonRequired(_("Say why the decision is withdrawn."))
    today = timezone.localdate()
    withdrawal = Withdrawal.objects.create(
        decision=decision,
        reason=reason,
        withdrawn_on=today,
        take_down_by=rule.take_down_by(today, terms_for(decision), calendar()),
        withdrawn_by=actor.user,
        withdrawn_as=actor.label,
    )
    changes = {"take_down_by": withdrawal.take_down_by.isoformat()}
    timeline.record(actor, "decision.withdrawn", decision, clause="N3", reason=reason, changes=changes)
    _undo(decision, actor, reason)
    jobs.after_commit("publicity.refresh_records", [decision.institution_id])
    return withdrawal


def _undo(decision: Decision, actor: Actor, reason: str) -> None:
    for order in decision.orders.filter(state__in=OPEN_ORDERS):
        orders.withdraw(order, actor=actor, reason=reason)
    stop = getattr(decision, "stop", None)
    if stop is not None:
        stops.lift_withdrawn(stop, actor=actor, reason=reason)
    for appeal in Appeal.objects.select_for_update().filter(decision=decision, state=AppealState.PENDING):
        appeal.settle(timezone.localdate())
        appeal.outcome = reason
        appeal.save()
        changes = {"state": str(AppealState.WITHDRAWN_BY_AUTHORITY)}
        timeline.record(actor, "appeal.closed", appeal, clause="N3", reason=reason, changes=changes)


@transaction.atomic
def confirm_taken_down(withdrawal: Withdrawal, *, actor: Actor) -> Withdrawal:
    """Confirm that a withdrawn decision is published nowhere any more. Raises NotAllowed, ChangedMeanwhile."""
    withdrawal = Withdrawal.objects.lock(withdrawal)
    actor.must("inspections.decide", withdrawal)
    if withdrawal.taken_down_on is not None:
        raise ChangedMeanwhile()
    withdrawal.taken_down_on = timezone.localdate()
    withdrawal.save(update_fields=["taken_down_on"])
    timeline.record(actor, "decision.taken_down", withdrawal.decision, clause="N3")
    return withdrawal
