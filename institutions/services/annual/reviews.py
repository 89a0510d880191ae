"""The district's review: points with reasons, the result the rule proposes, and the notice of it. Clauses: M7, D5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import AnnualReturn, AnnualScore
from institutions.rules.scoring import AnnualNotice, AnnualScores, Given, Mark, mark_fault, result_for, total
from institutions.services.annual.opening import scheme_of
from institutions.services.annual.reports import items_of, keep_documents, locked
from institutions.terms import AnnualResult, AnnualStep, DocumentKind, ReportFault
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar

WHY = _("Write why: the institution reads it.")
MARK_WORDS = {
    "too_many": ReportFault.TOO_MANY.label,
    "no_veto": _("This item does not decide alone."),
    "reason": _("Write why: the points differ from the institution's own, or the item decides alone."),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the points come to: the sum, None while one is missing, and the result that the rule proposes."""

    points: int | None
    vetoed: bool
    result: str
    scores: AnnualScores
    version: str


def marks_of(row: AnnualReturn) -> list[Mark]:
    """Return the marks of a return as they stand, one an item of its scheme."""
    known = {score.item_id: score for score in AnnualScore.objects.filter(annual_return=row)}
    marks = []
    for item in items_of(row):
        score = known.get(item.pk) or AnnualScore()
        marks.append(
            Mark(item.pk, item.points, score.points, score.self_points, item.veto, score.vetoed, score.reason)
        )
    return marks


def proposed_for(row: AnnualReturn, marks: Sequence[Mark]) -> Proposed:
    """Return what the rule proposes for these marks; no result while an item has no points. Clause: M7."""
    rule = in_force(AnnualScores, on=timezone.localdate(), district_id=row.annual_inspection.district_id)
    points, vetoed = total(marks), any(mark.vetoed for mark in marks)
    result = "" if points is None else result_for(points, vetoed, rule.figure)
    return Proposed(points, vetoed, result, rule.figure, rule.version)


def _in_step(row: AnnualReturn, *steps: str) -> None:
    if row.step not in steps:
        raise ChangedMeanwhile()


@transaction.atomic
def begin_review(annual_return: AnnualReturn, *, actor: Actor) -> AnnualReturn:
    """Begin the review of a report: from now on the institution can't change it. Raises ChangedMeanwhile."""
    actor.must("annual.conclude", annual_return)
    row = locked(annual_return)
    if not can_proceed(row.begin_review):
        raise ChangedMeanwhile()
    row.begin_review(actor.user)
    row.save(update_fields=["step", "reviewer"])
    _tell(actor, row, "annual.review_begun")
    return row


@transaction.atomic
def send_back(annual_return: AnnualReturn, *, actor: Actor, note: str) -> AnnualReturn:
    """Send a report back to be corrected. Raises ReasonRequired, ChangedMeanwhile."""
    actor.must("annual.conclude", annual_return)
    row = locked(annual_return)
    if not can_proceed(row.send_back):
        raise ChangedMeanwhile()
    if not note.strip():
        raise ReasonRequired(WHY, field="note")
    row.send_back(note.strip())
    row.save(update_fields=["step", "note"])
    _tell(actor, row, "annual.sent_back", note=note)
    return row


@transaction.atomic
def save_points(annual_return: AnnualReturn, *, actor: Actor, given: Mapping[int, Given]) -> Proposed:
    """Keep the reviewer's points by item, vetoes and reasons, as far as they are; returns what they come to.

    Raises Refusal, ChangedMeanwhile.
    """
    actor.must("annual.conclude", annual_return)
    row = locked(annual_return)
    _in_step(row, AnnualStep.REVIEW)
    marks = [_marked(mark, given[mark.item_id]) for mark in marks_of(row) if mark.item_id in given]
    for mark in marks:
        fault = mark_fault(mark)
        if fault:
            name = f"points_{mark.item_id}" if fault == "too_many" else f"reason_{mark.item_id}"
            raise Refusal(MARK_WORDS[fault], field=name)
    _write(row, marks)
    found = proposed_for(row, marks_of(row))
    _tell(actor, row, "annual.points_given", {"points": found.points, "vetoed": found.vetoed})
    return found


def _marked(mark: Mark, given: Given) -> Mark:
    return replace(mark, points=given.points, vetoed=given.vetoed, reason=given.reason)


def _write(row: AnnualReturn, marks: Sequence[Mark]) -> None:
    for mark in marks:
        kept = {"points": mark.points, "vetoed": mark.vetoed, "reason": mark.reason.strip()}
        AnnualScore.objects.update_or_create(annual_return=row, item_id=mark.item_id, defaults=kept)


@transaction.atomic
def propose(
    annual_return: AnnualReturn,
    *,
    actor: Actor,
    result: str,
    reason: str = "",
    note: str = "",
    files: Sequence[UploadedFile] = (),
) -> AnnualReturn:
    """Propose a result and give the institution notice of it. A departure from the rule needs a reason (M7, D5).

    Raises Refusal, ReasonRequired, ChangedMeanwhile, BadUpload.
    """
    actor.must("annual.conclude", annual_return)
    row = locked(annual_return)
    _in_step(row, AnnualStep.REVIEW)
    marks = marks_of(row)
    found = proposed_for(row, marks)
    if marks and found.points is None:
        raise Refusal(_("Give points for every item first."))
    keep_documents(row, actor, {DocumentKind.REVIEW: files} if files else {})
    return _give_notice(row, actor, found, result=result, reason=reason, note=note)


def _give_notice(
    row: AnnualReturn, actor: Actor, found: Proposed, *, result: str, reason: str, note: str
) -> AnnualReturn:
    departs = bool(found.result) and result != found.result
    if result not in {AnnualResult.PASSED, AnnualResult.BASIC, AnnualResult.FAILED}:
        raise Refusal(_("An institution that reported took part: choose another result."), field="result")
    if departs and not reason.strip():
        raise ReasonRequired()
    if result == AnnualResult.FAILED and not note.strip():
        raise Refusal(WHY, field="note")
    today = timezone.localdate()
    notice = in_force(AnnualNotice, on=today, district_id=row.annual_inspection.district_id)
    row.propose(result, today, _after(today, notice.figure.notice_days))
    scheme = scheme_of(row.annual_inspection)
    row.score, row.rule_result = found.points, found.result
    row.departure, row.note = reason.strip() if departs else "", note.strip()
    row.reviewer = row.reviewer or actor.user
    row.scheme_version = scheme.version if scheme else ""
    row.scores_version, row.notice_version = found.version, notice.version
    row.decided_by = actor.user
    row.save()
    changes = {"by_rule": found.result, "proposed": result, "points": found.points}
    kept = {"scheme": row.scheme_version, "until": row.notice_until and row.notice_until.isoformat()}
    _tell(actor, row, "annual.proposed", changes | kept, note=row.departure or row.note, clause="D5")
    return row


def _after(day: date, days: int) -> date:
    return calendar().add(day, days)


@transaction.atomic
def decide(annual_return: AnnualReturn, *, actor: Actor, note: str) -> AnnualReturn:
    """Record that an institution which never reported did not take part; that is final (M7). Raises Refusal."""
    actor.must("annual.conclude", annual_return)
    row = locked(annual_return)
    if row.step != AnnualStep.EXPECTED or row.reported_at is not None:
        raise ChangedMeanwhile(_("It has reported: review the report."))
    if not note.strip():
        raise Refusal(WHY, field="note")
    report_by = row.annual_inspection.report_by
    if timezone.localdate() <= report_by:
        words = _("It may still report until %(day)s. Record its absence after that.")
        raise Refusal(words % {"day": report_by.isoformat()}, field="result")
    return miss(row, actor, note)


def miss(row: AnnualReturn, actor: Actor, note: str) -> AnnualReturn:
    """A locked return without report is absent, for good."""
    row.miss(note.strip(), timezone.now())
    row.decided_by = actor.user
    row.save(update_fields=["step", "result", "note", "decided_by", "decided_at"])
    _tell(actor, row, "annual.decided", {"from": AnnualResult.PENDING, "to": row.result}, note=note)
    return row


@transaction.atomic
def decide_many(returns: Sequence[AnnualReturn], *, actor: Actor, result: str, note: str) -> int:
    """Record the same result for several that wait; returns for how many.

    Absence is final at once; any other result takes over the institutions' own points, and goes into notice as
    one reviewed alone does. Those under review or further are left as they are. Raises Refusal for all or none.
    """
    rows = [locked(row) for row in sorted(returns, key=lambda row: row.pk)]
    waiting = [row for row in rows if row.step in {AnnualStep.EXPECTED, AnnualStep.REPORTED}]
    wanted = AnnualStep.EXPECTED if result == AnnualResult.ABSENT else AnnualStep.REPORTED
    wrong = sum(row.step != wanted for row in waiting)
    if wrong and wanted == AnnualStep.REPORTED:
        words = _("%(count)s of those chosen have not reported: without a report there is only absence.")
        raise Refusal(words % {"count": wrong}, field="result")
    for row in waiting:
        if result == AnnualResult.ABSENT:
            decide(row, actor=actor, note=note)
        else:
            _propose_as_reported(row, actor, result, note)
    return len(waiting)


def _propose_as_reported(row: AnnualReturn, actor: Actor, result: str, note: str) -> None:
    """Take the institution's own points over and give notice; a departure from what they propose needs the note."""
    actor.must("annual.conclude", row)
    AnnualScore.objects.filter(annual_return=row).exclude(self_points=None).update(points=F("self_points"))
    found = proposed_for(row, marks_of(row))
    if found.result and found.result != result and not note.strip():
        name = row.institution.name
        words = _("The points of %(name)s propose another result: write the reason, or review it alone.")
        raise ReasonRequired(words % {"name": name}, field="note")
    _give_notice(row, actor, found, result=result, reason=note, note=note)


def _tell(
    actor: Actor,
    row: AnnualReturn,
    verb: str,
    changes: dict[str, Any] | None = None,
    *,
    note: str = "",
    clause: str = "M7",
) -> None:
    district = row.annual_inspection.district_id
    timeline.record(actor, verb, row, clause=clause, reason=note, changes=changes, district_id=district)
