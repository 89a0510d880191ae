"""Deciding on a confirmed finding: the rule proposes, an officer decides. Clauses: P1–P8, S8, N3."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Decision, Finding
from inspections.rules import ladder
from inspections.rules.effects import Effects, effects_of
from inspections.rules.ladder import LadderTerms, Proposal
from inspections.services import cases, orders, stops
from inspections.services.cases import OnFile
from inspections.terms import Answerable, FindingState, Group, Measure, Severity
from institutions.services import standing
from portal import jobs
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.accounts.roles import Department
from portal.rulebook.services import in_force
from portal.timeline import services as timeline


class AlreadyDecided(ChangedMeanwhile):
    """Another officer was quicker."""

    words = _("Another officer has decided on this finding meanwhile. The decision stands below.")


class NotConfirmed(Refusal):
    """What is not confirmed can't be decided on."""

    words = _("This finding is not confirmed.")


def propose_for(finding: Finding, today: date) -> tuple[Proposal, str]:
    """What the rule proposes for a confirmed finding, and the version of the rule. Clauses: P1–P7."""
    terms = in_force(LadderTerms, on=today, district_id=finding.district_id)
    proposal = ladder.propose_measures(
        Group(finding.group),
        confirmed_before=Finding.objects.times_before(finding),
        today=today,
        answerable=Answerable(finding.answerable),
        severity=Severity(finding.severity),
        terms=terms.figure,
    )
    return proposal, terms.version


@transaction.atomic
def decide(
    finding: Finding,
    *,
    actor: Actor,
    measures: Sequence[str],
    reason: str = "",
    requirement: str = "",
) -> Decision:
    """Record the officer's decision on a confirmed finding and set what follows in motion.

    A decision that departs from the proposal needs a reason (P, preamble); what is suspended, closed, revoked or
    banned needs a penalty case that is ready (N3). An order is served, teaching stopped, a permit revoked in the same transaction.
    Raises NotAllowed, NotConfirmed, AlreadyDecided, ReasonRequired, CaseNeeded, CaseNotReady, Refusal.
    """
    finding = Finding.objects.lock(finding)
    actor.must("inspections.decide", finding)
    _must_wait_for_a_decision(finding)
    chosen = _checked(finding, measures)
    today = timezone.localdate()
    proposal, version = propose_for(finding, today)
    if ladder.departs(frozenset(chosen), proposal) and not reason.strip():
        raise ReasonRequired()
    effects = effects_of(chosen)
    case, on_file = cases.guard(finding, chosen, today)
    decision = _write(finding, actor, chosen, proposal, version, reason.strip(), on_file, today)
    finding.decide()
    finding.save(update_fields=["state"])
    cases.decided(case, decision, actor=actor)
    timeline.record(
        actor,
        "finding.decided",
        finding,
        clause=proposal.clause,
        reason=reason.strip(),
        changes={"step": proposal.step, "measures": decision.measures, "departs": decision.departs},
    )
    _carry_out(decision, effects, actor, requirement.strip())
    return decision


def _must_wait_for_a_decision(finding: Finding) -> None:
    if finding.is_decided:
        raise AlreadyDecided()
    if finding.state != FindingState.CONFIRMED:
        raise NotConfirmed()


def _checked(finding: Finding, measures: Sequence[str]) -> tuple[Measure, ...]:
    """The chosen measures in the order they are offered. Raises Refusal."""
    offered = ladder.offered_for(Group(finding.group))
    chosen = tuple(measure for measure in offered if measure in set(measures))
    if not chosen or set(measures) - set(offered):
        raise Refusal(_("Choose at least one of the measures offered."), field="measures")
    if Measure.WAIVED in chosen and len(chosen) > 1:
        raise Refusal(_("No measure and a measure do not go together."), field="measures")
    return chosen


def as_json(proposal: Proposal) -> dict[str, Any]:
    """The proposal as the decision keeps it."""
    until = proposal.training_stops_until
    return {
        "step": proposal.step,
        "measures": [str(measure) for measure in proposal.measures],
        "until": until.isoformat() if until else None,
        "clause": proposal.clause,
    }


def _write(
    finding: Finding,
    actor: Actor,
    chosen: tuple[Measure, ...],
    proposal: Proposal,
    version: str,
    reason: str,
    on_file: OnFile,
    today: date,
) -> Decision:
    terms = in_force(LadderTerms, on=today, district_id=finding.district_id).figure
    stopping = ladder.Rung(chosen, proposal.clause)
    return Decision.objects.create(
        finding=finding,
        step=proposal.step,
        clause=proposal.clause,
        measures=[str(measure) for measure in chosen],
        proposal=as_json(proposal),
        rule_version=version,
        departs=ladder.departs(frozenset(chosen), proposal),
        reason=reason,
        stops_until=stopping.stop_until(today, terms),
        needs_papers=effects_of(chosen).needs_papers,
        notice_ref=on_file.notice,
        defence_ref=on_file.defence,
        legal_review_ref=on_file.legal_review,
        decided_by=actor.user,
        decided_as=actor.label,
        decided_on=today,
    )


def _carry_out(decision: Decision, effects: Effects, actor: Actor, requirement: str) -> None:
    """Serve the order, stop teaching, revoke or ban; hand over what others have the power for. Clauses: P1–P5, D1."""
    finding = decision.finding
    institution, clause = finding.institution, decision.clause
    order = orders.serve(decision, actor=actor, requirement=requirement) if effects.order else None
    if effects.bans:
        standing.ban(institution, actor=actor, clause=clause, reason=finding.text)
    elif effects.revokes_permit:
        standing.revoke_permit(institution, actor=actor, clause=clause, reason=finding.text)
    elif effects.stop is not None:
        stops.impose(decision, effects.stop, order, actor=actor)
    if order is not None and finding.follows is not None:
        stops.hand_over(finding.follows, order)
    jobs.after_commit("publicity.refresh_records", [institution.pk])  # the public reads it at once
    jobs.after_commit(
        "inspections.open_handovers", decision.pk, actor.department or Department.EDUCATION.value
    )
