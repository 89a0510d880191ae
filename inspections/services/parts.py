"""Recording a department's part of a visit: kept as typed, then submitted. Clauses: S4, S5, N2."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Finding, ItemResult, Visit, VisitPart
from inspections.rules.checklist import Answer, Extra, lacking, unfinished
from inspections.rules.topics import left_out, looked_at
from inspections.terms import PartState, VisitState
from institutions.models import StandardItem
from institutions.services.standards import standard_on
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.evidence import services as evidence
from portal.timeline import services as timeline


class Incomplete(Refusal):
    """The part can be kept, not yet submitted."""

    words = _("Some items have no result yet, or do not say what was seen.")


@dataclass(frozen=True, slots=True)
class Entry:
    """All that was typed on the recording page."""

    answers: Sequence[Answer] = ()
    extras: Sequence[Extra] = ()
    statement_name: str = ""
    statement_role: str = ""
    statement_text: str = ""
    statement_refused: bool = False
    files: Sequence[UploadedFile] = field(default_factory=tuple)


class AlreadySubmitted(ChangedMeanwhile):
    """A colleague has submitted the part."""

    words = _("This part was submitted meanwhile. What you typed stands below; it is not saved.")


def day_of(visit: Visit, today: date) -> date:
    """The day a visit counts as made: the planned one, or today where it is made before."""
    return min(visit.on, today) if visit.state == VisitState.PLANNED else visit.on


def items_of(part: VisitPart, today: date) -> list[StandardItem]:
    """The department's items of the visit's topics, in the standard in force on its day. Clauses: S4, S5."""
    return looked_at(_of_the_day(part, today), part.visit.joint_inspection.topic_keys)


def not_looked_at(part: VisitPart, today: date) -> list[StandardItem]:
    """The department's items that the visit's topics leave out: nobody says that they are met. Clauses: S4, S5."""
    topics = part.visit.joint_inspection.topic_keys
    return left_out(_of_the_day(part, today), topics) if topics else []


def _of_the_day(part: VisitPart, today: date) -> list[StandardItem]:
    visit = part.visit
    planned = visit.state == VisitState.PLANNED
    standard = standard_on(day_of(visit, today)) if planned else visit.standard
    items = StandardItem.objects.filter(section__standard=standard, department=part.department)
    return list(items.select_related("section").order_by("section__order", "order"))


def may_record(part: VisitPart, actor: Actor) -> bool:
    """Whether the part is the actor's own to record, and still open."""
    return VisitPart.objects.to_record(actor).filter(pk=part.pk).exists()


@transaction.atomic
def keep_part(
    part: VisitPart, *, actor: Actor, entry: Entry, client_id: uuid.UUID, version: int
) -> VisitPart:
    """Save the part as it is, finished or not. The same post twice saves once. Clause: S5.

    Raises NotAllowed, ChangedMeanwhile, BadUpload.
    """
    part = _locked(part, actor)
    if part.client_id == client_id:
        return part
    _write(part, actor, entry, client_id, version)
    part.keep()
    part.save()
    timeline.record(
        actor,
        "part.kept",
        part,
        clause="S5",
        changes={"version": part.version},
        institution_id=part.visit.joint_inspection.institution_id,
        district_id=part.visit.joint_inspection.district_id,
    )
    return part


@transaction.atomic
def submit_part(
    part: VisitPart, *, actor: Actor, entry: Entry, client_id: uuid.UUID, version: int
) -> VisitPart:
    """Save the part and close it; what was not met becomes findings, to be confirmed. Clauses: S5, S9.

    The same post twice submits once. Raises NotAllowed, ChangedMeanwhile, Incomplete, BadUpload.
    """
    part = _locked(part, actor)
    if part.client_id == client_id and part.state == PartState.SUBMITTED:
        return part
    _write(part, actor, entry, client_id, version)
    wanted = {item.pk for item in items_of(part, timezone.localdate())}
    answered = {answer.item for answer in entry.answers if answer.outcome}
    if wanted - answered or lacking(entry.answers) or unfinished(entry.extras):
        raise Incomplete()
    part.submit(actor.user, timezone.now())
    part.save()
    findings = _record_findings(part, actor, entry)
    timeline.record(
        actor,
        "part.submitted",
        part,
        clause="S5",
        changes={"department": part.department, "findings": len(findings)},
        institution_id=part.visit.joint_inspection.institution_id,
        district_id=part.visit.joint_inspection.district_id,
    )
    return part


def _locked(part: VisitPart, actor: Actor) -> VisitPart:
    """The part locked, where it is the actor's own department's. Raises NotAllowed."""
    part = VisitPart.objects.lock(part)
    actor.must("inspections.record", part)
    if part.department != actor.department:
        raise NotAllowed(_("Each department records its own part."))
    return part


def _write(part: VisitPart, actor: Actor, entry: Entry, client_id: uuid.UUID, version: int) -> None:
    """Put what was typed on the locked part. Raises ChangedMeanwhile, NotAllowed, BadUpload."""
    visit = Visit.objects.select_related("joint_inspection__institution").select_for_update(of=("self",))
    part.visit = visit.get(pk=part.visit_id)
    if part.state == PartState.SUBMITTED or not part.visit.is_open:
        raise AlreadySubmitted()
    if part.version != version:
        raise ChangedMeanwhile()
    if not part.visit.joint_inspection.may_begin:
        raise NotAllowed(_("The visit is not approved yet: another officer approves it first."))
    if not may_record(part, actor):
        raise NotAllowed(_("Only the officers named for this visit record it."))
    _begin(part)
    _write_results(part, entry.answers)
    part.extra = [
        {"group": extra.group, "text": extra.text} for extra in entry.extras if extra.group or extra.text
    ]
    part.statement_name = entry.statement_name
    part.statement_role = entry.statement_role
    part.statement_text = entry.statement_text
    part.statement_refused = entry.statement_refused
    part.version += 1
    part.client_id = client_id
    part.saved_by, part.saved_at = actor.user, timezone.now()
    inspection = part.visit.joint_inspection
    evidence.store_all(
        actor,
        entry.files,
        subject=part,
        district_id=inspection.district_id,
        institution_id=inspection.institution_id,
    )


def _begin(part: VisitPart) -> None:
    """Fix the day and the standard with the first thing recorded. Clause: S4."""
    visit = part.visit
    if visit.state == VisitState.PLANNED:
        day = day_of(visit, timezone.localdate())
        visit.begin(day, standard_on(day))
        visit.save(update_fields=["state", "on", "standard"])


def _write_results(part: VisitPart, answers: Sequence[Answer]) -> None:
    known = {item.pk for item in items_of(part, timezone.localdate())}
    if {answer.item for answer in answers} - known:
        raise ChangedMeanwhile(_("The checklist is another one today. Look at it and answer again."))
    part.results.all().delete()
    ItemResult.objects.bulk_create(
        ItemResult(
            part=part,
            item_id=answer.item,
            outcome=answer.outcome,
            note=answer.note,
            group=answer.group,
            corrected=answer.corrected,
        )
        for answer in answers
        if answer.outcome or answer.note
    )


def _record_findings(part: VisitPart, actor: Actor, entry: Entry) -> list[Finding]:
    """Make a finding of every item not met and of every finding typed besides. Clause: S9."""
    wrong = [
        (answer.item, answer.group, answer.note) for answer in entry.answers if answer.calls_for_a_finding
    ]
    besides = [(None, extra.group, extra.text) for extra in entry.extras if extra.group]
    findings = []
    for item_id, group, text in [*wrong, *besides]:
        finding = Finding.objects.create(
            joint_inspection=part.visit.joint_inspection,
            institution_id=part.visit.joint_inspection.institution_id,
            visit_part=part,
            item_id=item_id,
            group=group,
            text=text.strip(),
            found_on=part.visit.on,
        )
        timeline.record(actor, "finding.recorded", finding, clause="S9", changes={"group": group})
        findings.append(finding)
    return findings
