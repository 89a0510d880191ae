"""A result in notice: objected to, answered, and final when the days are over. Clauses: D5, M7."""

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import AnnualObjection, AnnualReturn
from institutions.rules.scoring import AnnualNotice
from institutions.services.annual.reports import locked
from institutions.services.annual.reviews import WHY
from institutions.terms import AnnualResult, AnnualState, AnnualStep, ObjectionAnswer
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.evidence import services as evidence
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar


@transaction.atomic
def object_to(
    annual_return: AnnualReturn, *, actor: Actor, text: str, files: Sequence[UploadedFile] = ()
) -> AnnualObjection:
    """Object to a result in notice, up to its last day; once. Raises Refusal, ChangedMeanwhile, BadUpload."""
    actor.must("own.file", annual_return)
    row = locked(annual_return)
    today = timezone.localdate()
    if not can_proceed(row.object):
        raise ChangedMeanwhile()
    if row.notice_until is not None and today > row.notice_until:
        raise Refusal(_("The notice is over; the result can't be objected to any more."))
    if not text.strip():
        raise ReasonRequired(_("Write what is wrong with the result."), field="text")
    district_id = row.annual_inspection.district_id
    days = in_force(AnnualNotice, on=today, district_id=district_id).figure.answer_days
    objection = AnnualObjection.objects.create(
        annual_return=row,
        text=text.strip(),
        filed_on=today,
        answer_by=calendar().add(today, days),
        against=row.proposed,
    )
    evidence.store_all(
        actor, files, subject=objection, district_id=district_id, institution_id=row.institution_id
    )
    row.object()
    row.save(update_fields=["step"])
    timeline.record(actor, "annual.objected", row, clause="D5", district_id=district_id)
    return objection


@transaction.atomic
def answer(annual_return: AnnualReturn, *, actor: Actor, result: str, reason: str) -> AnnualReturn:
    """Answer an objection: the result stands, or is another; either needs a reason. Raises Refusal.

    Where the notice is over, the result is final with the answer.
    """
    actor.must("annual.conclude", annual_return)
    row = locked(annual_return)
    if not can_proceed(row.answer):
        raise ChangedMeanwhile()
    if not reason.strip():
        raise ReasonRequired(WHY)
    if result not in {AnnualResult.PASSED, AnnualResult.BASIC, AnnualResult.FAILED}:
        raise Refusal(_("An institution that reported took part: choose another result."), field="result")
    objection = AnnualObjection.objects.select_for_update().get(annual_return=row)
    stands = result == row.proposed
    objection.answer = ObjectionAnswer.STANDS if stands else ObjectionAnswer.CHANGED
    objection.reason, objection.answered_by = reason.strip(), actor.user
    objection.answered_on = timezone.localdate()
    objection.save(update_fields=["answer", "reason", "answered_by", "answered_on"])
    row.answer(result, reason.strip())
    row.decided_by = actor.user
    row.save(update_fields=["step", "proposed", "departure", "decided_by"])
    changes = {"answer": objection.answer, "from": objection.against, "to": result}
    district_id = row.annual_inspection.district_id
    timeline.record(
        actor, "annual.answered", row, clause="D5", reason=reason, changes=changes, district_id=district_id
    )
    if row.notice_until is not None and row.notice_until < objection.answered_on:
        _finish(row, actor)
    return row


def finish_due(today: date) -> int:
    """Make the results final whose notice is over and that nobody objects to, or whose objection is answered (D5)."""
    over = AnnualReturn.objects.filter(
        step__in=[AnnualStep.PROPOSED, AnnualStep.ANSWERED],
        notice_until__lt=today,
        annual_inspection__state=AnnualState.OPEN,
    )
    return sum(_finish_one(pk, today) for pk in list(over.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _finish_one(pk: int, today: date) -> int:
    row = AnnualReturn.objects.lock(AnnualReturn(pk=pk))
    if not can_proceed(row.finish) or row.notice_until is None or row.notice_until >= today:
        return 0
    _finish(row, Actor.system())
    return 1


def _finish(row: AnnualReturn, actor: Actor) -> None:
    row.finish(timezone.now())
    row.save(update_fields=["step", "result", "decided_at"])
    timeline.record(
        actor,
        "annual.decided",
        row,
        clause="M7",
        reason=row.note,
        changes={"from": AnnualResult.PENDING, "to": row.result},
        district_id=row.annual_inspection.district_id,
    )
