"""Looking again: an order passes or fails, and a deadline missed fails it too. Clauses: D1, P8, N2."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Finding, RectificationOrder, Visit, VisitPart
from inspections.rules.deadlines import is_missed
from inspections.services import stops
from inspections.services.joint import TeamTooSmall
from inspections.services.officers import companions_for
from inspections.services.orders import cancel_planned_visits, locked_for
from inspections.terms import Failure, OrderState, VisitKind, VisitState
from portal import jobs
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ReasonRequired, Refusal
from portal.accounts.roles import Department
from portal.evidence import services as evidence
from portal.timeline import services as timeline


class StillTime(Refusal):
    """Nothing was reported, and the deadline has not passed."""

    words = gettext_lazy("The deadline has not passed and nothing was reported: it can't fail yet.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the two officers of a re-inspection saw. Clause: N2."""

    companion: Membership
    note: str
    statement_name: str = ""
    statement_role: str = ""
    statement_text: str = ""
    files: Sequence[UploadedFile] = field(default_factory=tuple)


@transaction.atomic
def pass_reinspection(order: RectificationOrder, *, actor: Actor, seen: Seen) -> RectificationOrder:
    """Close an order well: two officers looked, and all is in order. Clauses: D1, N2.

    Teaching stopped until put right goes on at once (P3); a term is left to the daily work (P4).
    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, TeamTooSmall, BadUpload.
    """
    order = locked_for(order, actor, "orders.reinspect", OrderState.SERVED, OrderState.REPORTED)
    today = timezone.localdate()
    _write_visit(order, actor, seen, today)
    order.pass_(today)
    order.save(update_fields=["state", "closed_on"])
    timeline.record(actor, "order.passed", order, clause="D1", reason=seen.note)
    stops.lift_for(order, actor=actor, today=today)
    return order


@transaction.atomic
def fail_reinspection(order: RectificationOrder, *, actor: Actor, seen: Seen) -> RectificationOrder:
    """Close an order badly: still not up to standard. The blacklist is proposed, and it is found again. Clause: P8.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, TeamTooSmall, StillTime, BadUpload.
    """
    order = locked_for(order, actor, "orders.reinspect", OrderState.SERVED, OrderState.REPORTED)
    today = timezone.localdate()
    if order.state == OrderState.SERVED and not is_missed(order.due, today=today):
        raise StillTime()
    part = _write_visit(order, actor, seen, today)
    _fail(order, Failure.NOT_UP_TO_STANDARD, actor, today, reason=seen.note)
    _find_again(order, actor, today, text=seen.note, part=part)
    return order


def fail_missed(today: date) -> int:
    """Fail every order whose deadline has passed without a report; how many. Clause: P8."""
    due = list(RectificationOrder.objects.missed(today))
    return sum(_fail_if_missed(order, today) for order in due)


@transaction.atomic
def _fail_if_missed(order: RectificationOrder, today: date) -> bool:
    order = RectificationOrder.objects.lock(order)
    if order.state != OrderState.SERVED or not is_missed(order.due, today=today):
        return False
    actor = Actor.system()
    text = _("Order %(number)s was due on %(day)s; nothing was reported.")
    text = text % {"number": order.number, "day": order.due.isoformat()}
    _fail(order, Failure.MISSED, actor, today, reason=text)
    cancel_planned_visits(order)
    _find_again(order, actor, today, text=text, part=None)
    return True


def _fail(order: RectificationOrder, failure: Failure, actor: Actor, today: date, *, reason: str) -> None:
    order.fail(today, failure)
    order.save(update_fields=["state", "closed_on", "failure"])
    timeline.record(actor, "order.failed", order, clause="P8", reason=reason, changes={"failure": failure})
    jobs.after_commit("publicity.propose_blacklist", order.pk)


def _find_again(
    order: RectificationOrder, actor: Actor, today: date, *, text: str, part: VisitPart | None
) -> Finding:
    """Record that it is still not put right: once confirmed, it is the next step of the ladder (P2–P5)."""
    before = order.decision.finding
    finding = Finding.objects.create(
        joint_inspection=before.joint_inspection,
        institution_id=order.institution_id,
        visit_part=part,
        missed_order=None if part else order,
        follows=order,
        group=before.group,
        answerable=before.answerable,
        party=before.party,
        severity=before.severity,
        text=text,
        found_on=today,
    )
    timeline.record(actor, "finding.recorded", finding, clause="P8", changes={"group": finding.group})
    return finding


def _write_visit(order: RectificationOrder, actor: Actor, seen: Seen, today: date) -> VisitPart:
    """Record the re-inspection as a visit made today by two officers. Raises ReasonRequired, TeamTooSmall."""
    if not seen.note.strip():
        raise ReasonRequired(_("Write what was seen."), field="note")
    able = {membership.pk for membership in companions_for(order.institution, actor)}
    if seen.companion.pk not in able:
        raise TeamTooSmall(field="companion")
    visit = _planned(order)
    visit.officer, visit.companion = actor.user, seen.companion.user
    visit.begin(today, None)
    visit.finish()
    visit.save()
    part = VisitPart(
        visit=visit,
        department=actor.department or Department.EDUCATION,
        statement_name=seen.statement_name,
        statement_role=seen.statement_role,
        statement_text=seen.statement_text,
        saved_by=actor.user,
        saved_at=timezone.now(),
    )
    part.submit(actor.user, timezone.now())
    part.save()
    evidence.store_all(
        actor, seen.files, subject=part, district_id=order.district_id, institution_id=order.institution_id
    )
    return part


def _planned(order: RectificationOrder) -> Visit:
    """The re-inspection set when the order was served. Clause: D1."""
    return Visit.objects.select_for_update().get(
        order=order, kind=VisitKind.REINSPECTION, state=VisitState.PLANNED
    )
