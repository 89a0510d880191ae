"""Serving a rectification order, reporting on it, extending and withdrawing it. Clauses: S9, D1, N3."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import (
    Decision,
    OrderExtension,
    RectificationOrder,
    RectificationReport,
    Visit,
)
from inspections.rules import deadlines
from inspections.rules.deadlines import RectificationTerms
from inspections.rules.effects import effects_of
from inspections.terms import Measure, OrderState, VisitKind, VisitState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.evidence import services as evidence
from portal.rulebook.services import InForce, in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar


class DeadlinePassed(Refusal):
    """It is too late for this."""

    words = _("The deadline has passed without a report.")


class AlreadyExtended(Refusal):
    """No extension is left (D1)."""

    words = _("This order was extended already; a deadline is extended once.")


def serve(decision: Decision, *, actor: Actor, requirement: str = "") -> RectificationOrder:
    """Serve the order that a decision calls for, and set its re-inspection. Clause: D1.

    Part of deciding: the caller holds the transaction and has judged who may. A decision has one live order.
    """
    finding = decision.finding
    known = decision.orders.exclude(state=OrderState.WITHDRAWN).first()
    if known is not None:
        return known
    served_on, terms = decision.decided_on, terms_for(finding.district_id, decision.decided_on)
    days = calendar()
    at_once = effects_of(Measure(name) for name in decision.measures).at_once
    rule = deadlines.rectify_at_once_by if at_once else deadlines.rectify_by
    due = rule(served_on, terms.figure, days)
    order = RectificationOrder.objects.create(
        number=f"{finding.institution.district.key}-{served_on.year}-{decision.pk:05d}",
        decision=decision,
        institution=finding.institution,
        requirement=requirement or finding.text,
        served_on=served_on,
        due=due,
        reinspect_on=deadlines.reinspection_day(due, terms.figure, days),
        rule_version=terms.version,
    )
    Visit.objects.create(
        joint_inspection=finding.joint_inspection,
        kind=VisitKind.REINSPECTION,
        order=order,
        on=order.reinspect_on,
    )
    changes = {"due": due.isoformat(), "reinspect_on": order.reinspect_on.isoformat(), "rule": terms.version}
    timeline.record(actor, "order.served", order, clause="D1", changes=changes)
    return order


def terms_for(district_id: int, on: date) -> InForce[RectificationTerms]:
    """The figures for orders served on a day in a district. Clause: D1."""
    return in_force(RectificationTerms, on=on, district_id=district_id)


def locked_for(order: RectificationOrder, actor: Actor, capability: str, *states: str) -> RectificationOrder:
    """The order locked, where the actor may and it is in one of the states. Raises NotAllowed, ChangedMeanwhile."""
    order = RectificationOrder.objects.lock(order)
    actor.must(capability, order)
    if order.state not in states:
        raise ChangedMeanwhile()
    return order


@transaction.atomic
def report(
    order: RectificationOrder,
    *,
    actor: Actor,
    text: str,
    files: Sequence[UploadedFile],
    client_id: uuid.UUID,
) -> RectificationReport:
    """File a rectification report with its evidence, as the institution or as the district for it. Clause: D1.

    Until the re-inspection more can be added. The same `client_id` twice files it once.
    Raises NotAllowed, ChangedMeanwhile, DeadlinePassed, ReasonRequired, BadUpload.
    """
    known = RectificationReport.objects.visible_to(actor).filter(client_id=client_id).first()
    if known is not None:
        return known
    order = locked_for(order, actor, "orders.report", OrderState.SERVED, OrderState.REPORTED)
    if not text.strip():
        raise ReasonRequired(_("Say what was put right."), field="text")
    if order.state == OrderState.SERVED and deadlines.is_missed(order.due, today=timezone.localdate()):
        raise DeadlinePassed()
    filed = RectificationReport.objects.create(
        order=order,
        text=text.strip(),
        client_id=client_id,
        reported_by=actor.user,
        reported_as=actor.label,
    )
    evidence.store_all(
        actor, files, subject=filed, district_id=order.district_id, institution_id=order.institution_id
    )
    order.report()
    order.save(update_fields=["state"])
    timeline.record(actor, "order.reported", order, clause="D1", changes={"files": len(files)})
    return filed


@transaction.atomic
def extend(order: RectificationOrder, *, actor: Actor, days: int, reason: str) -> RectificationOrder:
    """Give more working days, once, with a reason, up to the most that an order can have. Clause: D1.

    The re-inspection moves with the deadline. Raises NotAllowed, ChangedMeanwhile, DeadlinePassed, ReasonRequired, Refusal.
    """
    order = locked_for(order, actor, "orders.extend", OrderState.SERVED)
    if not reason.strip():
        raise ReasonRequired(_("Say why more time is given."))
    terms, worked = terms_for(order.district_id, order.served_on).figure, calendar()
    if deadlines.is_missed(order.due, today=timezone.localdate()):
        raise DeadlinePassed()
    if not deadlines.may_extend(order.extensions.count(), terms):
        raise AlreadyExtended()
    due = deadlines.extended_due(order.due, max(1, days), worked)
    latest = deadlines.latest_due(order.served_on, terms, worked)
    if due > latest:
        words = _("At most until %(day)s: %(most)s working days in all.")
        raise Refusal(words % {"day": latest.isoformat(), "most": terms.at_most}, field="days")
    before = order.due
    order.extend(due, deadlines.reinspection_day(due, terms, worked))
    order.save(update_fields=["state", "due", "reinspect_on"])
    OrderExtension.objects.create(
        order=order, due_before=before, due_after=due, reason=reason.strip(), extended_by=actor.user
    )
    Visit.objects.filter(order=order, state=VisitState.PLANNED).update(on=order.reinspect_on)
    changes = {"due": [before.isoformat(), due.isoformat()], "reinspect_on": order.reinspect_on.isoformat()}
    timeline.record(actor, "order.extended", order, clause="D1", reason=reason.strip(), changes=changes)
    return order


@transaction.atomic
def withdraw(order: RectificationOrder, *, actor: Actor, reason: str) -> RectificationOrder:
    """Take an order back, with the reason. What it stopped is lifted by an officer, not by this. Clause: N3.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    order = locked_for(order, actor, "inspections.decide", OrderState.SERVED, OrderState.REPORTED)
    if not reason.strip():
        raise ReasonRequired(_("Say why the order is withdrawn."))
    order.withdraw(timezone.localdate(), reason.strip())
    order.save(update_fields=["state", "closed_on", "withdrawal"])
    cancel_planned_visits(order)
    timeline.record(actor, "order.withdrawn", order, clause="N3", reason=reason.strip())
    return order


def cancel_planned_visits(order: RectificationOrder) -> None:
    """Call off the re-inspection of an order that is closed without one."""
    for visit in Visit.objects.select_for_update().filter(order=order, state=VisitState.PLANNED):
        visit.cancel()
        visit.save(update_fields=["state"])
