"""Handing a matter to the department that has the power, and its answer. Clauses: P2, P3, M7."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Decision, Finding, Handover
from inspections.rules import powers
from inspections.rules.powers import HandoverTerms
from inspections.terms import CONFIRMED_STATES, Group, HandoverOutcome, HandoverState, Measure
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Department
from portal.evidence import services as evidence
from portal.rulebook.services import InForce, in_force
from portal.timeline import services as timeline
from portal.workdays.services import calendar


class NoPower(Refusal):
    """The department can't do what is asked."""

    words = gettext_lazy("This department has no power here. Choose one that has.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the department that has the power did."""

    outcome: str
    text: str = ""
    document_number: str = ""
    document_date: date | None = None
    files: Sequence[UploadedFile] = field(default_factory=tuple)


def terms_for(district_id: int, on: date) -> InForce[HandoverTerms]:
    """The figures for handovers sent on a day in a district. Clause: M7."""
    return in_force(HandoverTerms, on=on, district_id=district_id)


def powers_of(finding: Finding) -> dict[str, str]:
    """The departments that have the power for a finding or what was decided on it, each with its clause."""
    group = Group(finding.group)
    found: dict[str, str] = {}
    decision = getattr(finding, "decision", None)
    for name in decision.measures if decision else ():
        power = powers.power_for_measure(Measure(name), group)
        found |= {str(department): power.clause for department in power.departments}
    power = powers.power_for_group(group)
    return {str(department): power.clause for department in power.departments} | found


@transaction.atomic
def open_for(decision_pk: int, decided_by: str) -> int:
    """Hand over what the deciding department has no power for; how many are new. Doing it twice opens nothing twice.

    Clauses: P2 (market supervision revokes business licences), P3, M7.
    """
    decision = Decision.objects.select_related("finding__institution__district").get(pk=decision_pk)
    finding, actor = decision.finding, Actor.system()
    chosen = tuple(Measure(name) for name in decision.measures)
    wanted = powers.to_hand_over(chosen, Group(finding.group), decided_by=decided_by)
    grounds = _("Decided on %(day)s under clause %(clause)s: %(measures)s.") % {
        "day": decision.decided_on.isoformat(),
        "clause": decision.clause,
        "measures": "、".join(decision.measure_labels),
    }
    opened = 0
    for measure, power in wanted:
        key = f"decision:{decision.pk}:{measure}"
        if Handover.objects.filter(unique_key=key).exists():
            continue
        _send(finding, actor, key, power.departments[0], power.clause, finding.text, grounds, measure)
        opened += 1
    return opened


@transaction.atomic
def send(finding: Finding, *, actor: Actor, to_department: str, facts: str, grounds: str) -> Handover:
    """Hand a confirmed finding, or what was decided on it, to a department that has the power. Clause: M7.

    The same finding goes to the same department once. Raises NotAllowed, NoPower, ReasonRequired, Refusal.
    """
    finding = Finding.objects.lock(finding)
    actor.must("inspections.confirm", finding)
    if finding.state not in CONFIRMED_STATES:
        raise Refusal(_("Only what is confirmed is handed over."))
    known = powers_of(finding)
    if to_department not in known or to_department == actor.department:
        raise NoPower(field="to_department")
    for name, text in (("facts", facts), ("grounds", grounds)):
        if not text.strip():
            raise ReasonRequired(_("Write the facts and the grounds."), field=name)
    if Handover.objects.filter(finding=finding, to_department=to_department).exists():
        raise Refusal(_("This was handed to that department already."), field="to_department")
    key = f"finding:{finding.pk}:{to_department}"
    clause = known[to_department]
    return _send(finding, actor, key, to_department, clause, facts.strip(), grounds.strip(), "")


def _send(
    finding: Finding, actor: Actor, key: str, to: str, clause: str, facts: str, grounds: str, measure: str
) -> Handover:
    today = timezone.localdate()
    terms = terms_for(finding.district_id, today)
    place = Handover.objects.filter(finding=finding).count() + 1
    handover = Handover.objects.create(
        number=f"{finding.institution.district.key}-YS-{today.year}-{finding.pk:05d}-{place}",
        unique_key=key,
        institution=finding.institution,
        finding=finding,
        decision=getattr(finding, "decision", None),
        measure=measure,
        to_department=to,
        clause=clause,
        facts=facts,
        grounds=grounds,
        sent_on=today,
        due=powers.answer_due(today, terms.figure, calendar()),
        rule_version=terms.version,
        sent_by=actor.user,
        sent_as=actor.label,
    )
    changes = {"to": str(to), "due": handover.due.isoformat(), "rule": terms.version}
    timeline.record(actor, "handover.sent", handover, clause=clause, changes=changes)
    return handover


def _of_department(handover: Handover, actor: Actor, *states: str) -> Handover:
    """The handover locked, where the actor's department is the one asked. Raises NotAllowed, ChangedMeanwhile."""
    handover = Handover.objects.lock(handover)
    actor.must("handovers.answer", handover)
    if not may_answer(handover, actor):
        raise NotAllowed(_("Only the department that it was sent to answers."))
    if handover.state not in states:
        raise ChangedMeanwhile()
    return handover


def may_answer(handover: Handover, actor: Actor) -> bool:
    """Whether the actor acts for the department that was asked."""
    return actor.can("handovers.answer") and actor.department == handover.to_department


@transaction.atomic
def accept(handover: Handover, *, actor: Actor) -> Handover:
    """Take it up for the department. Raises NotAllowed, ChangedMeanwhile."""
    handover = _of_department(handover, actor, HandoverState.SENT)
    handover.accept()
    handover.save(update_fields=["state"])
    timeline.record(actor, "handover.accepted", handover, clause=handover.clause)
    return handover


@transaction.atomic
def send_back(handover: Handover, *, actor: Actor, reason: str) -> Handover:
    """Return it: not a matter of this department. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    handover = _of_department(handover, actor, HandoverState.SENT, HandoverState.ACCEPTED)
    if not reason.strip():
        raise ReasonRequired(_("Say why it is returned."))
    handover.send_back(reason.strip())
    handover.save(update_fields=["state", "return_reason"])
    changes = {"from": handover.to_department}
    timeline.record(
        actor, "handover.returned", handover, clause=handover.clause, reason=reason.strip(), changes=changes
    )
    return handover


@transaction.atomic
def send_again(handover: Handover, *, actor: Actor, to_department: str, reason: str) -> Handover:
    """Send a returned one to the right department, its time from the start; what was before stays in its history.

    Raises NotAllowed, ChangedMeanwhile, NoPower, ReasonRequired.
    """
    handover = Handover.objects.lock(handover)
    actor.must("inspections.confirm", handover)
    if handover.state != HandoverState.RETURNED:
        raise ChangedMeanwhile()
    if to_department not in Department.values or to_department == Department.STREET:
        raise NoPower(field="to_department")
    if not reason.strip():
        raise ReasonRequired(_("Say why it goes there."))
    today, before = timezone.localdate(), handover.to_department
    terms = terms_for(handover.district_id, today)
    handover.send_again(to_department, today, powers.answer_due(today, terms.figure, calendar()))
    handover.sent_by, handover.sent_as, handover.rule_version = actor.user, actor.label, terms.version
    handover.save()
    changes = {"department": [before, to_department], "due": handover.due.isoformat()}
    timeline.record(
        actor, "handover.sent_again", handover, clause=handover.clause, reason=reason.strip(), changes=changes
    )
    return handover


@transaction.atomic
def answer(handover: Handover, *, actor: Actor, answer: Answer) -> Handover:
    """Say what the department did: with its document where it acted, with the reason where it did not as asked.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal, BadUpload.
    """
    handover = _of_department(handover, actor, HandoverState.ACCEPTED)
    outcome, today = HandoverOutcome(answer.outcome), timezone.localdate()
    if outcome != HandoverOutcome.DONE and not answer.text.strip():
        raise ReasonRequired(_("Say what was done instead, or why nothing was."), field="text")
    if outcome != HandoverOutcome.NOT_TAKEN_UP:
        if not answer.document_number.strip():
            raise Refusal(_("Type the number of the department's document."), field="document_number")
        if answer.document_date is None or answer.document_date > today:
            raise Refusal(_("Type the date of the document, today at the latest."), field="document_date")
    handover.answer, handover.document_date = answer.text.strip(), answer.document_date
    handover.document_number = answer.document_number.strip()
    handover.close(outcome, today, actor.user)
    handover.save()
    evidence.store_all(
        actor,
        answer.files,
        subject=handover,
        district_id=handover.district_id,
        institution_id=handover.institution_id,
    )
    changes = {"outcome": str(outcome), "document": handover.document_number, "files": len(answer.files)}
    timeline.record(
        actor,
        "handover.answered",
        handover,
        clause=handover.clause,
        reason=handover.answer,
        changes=changes,
    )
    return handover
