"""Confirming or dismissing a finding. Clauses: S8, S9, P6, P7."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Finding
from inspections.rules.ladder import ASKS_SEVERITY, ASKS_WHO_ANSWERS
from inspections.terms import Answerable, FindingState, Group, Severity
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline import services as timeline


def _locked(finding: Finding, actor: Actor) -> Finding:
    """The recorded finding, locked. Raises NotAllowed, ChangedMeanwhile."""
    finding = Finding.objects.lock(finding)
    actor.must("inspections.confirm", finding)
    if finding.state != FindingState.RECORDED:
        raise ChangedMeanwhile()
    return finding


@transaction.atomic
def confirm(
    finding: Finding,
    *,
    actor: Actor,
    group: str = "",
    answerable: str = Answerable.INSTITUTION,
    party: str = "",
    severity: str = Severity.ORDINARY,
) -> Finding:
    """Confirm a finding: from now on it counts. The group can be put right here, by whoever confirms.

    Who answers is asked for training results linked to admission (P6), the severity for serving teachers
    (P7) and hazards of the premises (Z5). Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    finding = _locked(finding, actor)
    before = finding.group
    finding.group = Group(group) if group else finding.group
    _say_who_answers(finding, answerable, party.strip())
    allowed = ASKS_SEVERITY.get(Group(finding.group), (Severity.ORDINARY,))
    finding.severity = Severity(severity) if severity in allowed else Severity.ORDINARY
    finding.confirm(actor.user, timezone.now())
    finding.save()
    changes = {"group": finding.group, "severity": finding.severity, "answerable": finding.answerable}
    if before != finding.group:
        changes["group_before"] = before
    timeline.record(actor, "finding.confirmed", finding, clause="S8", changes=changes)
    return finding


def _say_who_answers(finding: Finding, answerable: str, party: str) -> None:
    if finding.group not in ASKS_WHO_ANSWERS:
        answerable, party = Answerable.INSTITUTION, ""
    if answerable != Answerable.INSTITUTION and not party:
        raise Refusal(_("Name the school that answers."), field="party")
    finding.answerable, finding.party = Answerable(answerable), party


@transaction.atomic
def dismiss(finding: Finding, *, actor: Actor, reason: str) -> Finding:
    """Dismiss a finding, with the reason: it never counts. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    finding = _locked(finding, actor)
    if not reason.strip():
        raise ReasonRequired(_("Say why it is dismissed."))
    finding.dismiss(reason.strip())
    finding.save()
    timeline.record(actor, "finding.dismissed", finding, clause="S8", reason=reason.strip())
    return finding
