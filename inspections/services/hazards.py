"""Stopping teaching at once for a major hazard. Clause: Z5."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from inspections.models import Decision, Finding, HazardStop, VisitPart
from inspections.rules import hazards as rule
from inspections.rules.hazards import HazardTerms
from inspections.rules.ladder import MAJOR_HAZARD, Proposal
from inspections.services import orders, stops
from inspections.services.decisions import as_json
from inspections.services.joint import TeamTooSmall
from inspections.services.officers import inspectors_for
from inspections.terms import Group, HazardKind, Severity, StopKind, VisitState
from institutions.services import notices
from institutions.terms import Audience, NoticeKind
from portal import jobs
from portal.accounts.actors import Actor
from portal.accounts.models import Membership, User
from portal.accounts.refusals import ReasonRequired, Refusal
from portal.evidence import services as evidence
from portal.rulebook.services import in_force
from portal.timeline import services as timeline

TOLD = gettext_noop("Teaching is stopped at once for a major hazard: %(text)s")


class NoVisit(Refusal):
    """A hazard is recorded on a visit or right after it."""

    words = gettext_lazy("A major hazard is recorded during a visit or right after it.")


@dataclass(frozen=True, slots=True)
class Hazard:
    """What two officers saw that could not wait."""

    kind: str
    text: str
    since: datetime
    companion: Membership
    client_id: uuid.UUID
    files: Sequence[UploadedFile] = field(default_factory=tuple)


def companions_of(part: VisitPart, actor: Actor) -> list[Membership]:
    """Who can be the second officer: another one who may record visits there. Clause: N2."""
    able = inspectors_for(part.visit.joint_inspection.institution)
    return [member for member in able if actor.user is None or member.user_id != actor.user.pk]


@transaction.atomic
def stop_at_once(part: VisitPart, *, actor: Actor, hazard: Hazard) -> HazardStop:
    """Stop teaching now, until the hazard is put right and a re-inspection has passed. Clause: Z5.

    A safety measure, no penalty: it waits for none of N3's papers. The finding is confirmed and decided, its order
    served, the institution told, and the public's page drawn anew after the commit. A fire hazard leaves besides a
    finding to be confirmed, which climbs P3's ladder with its papers. The same `client_id` twice stops once.
    Raises NotAllowed, NoVisit, ReasonRequired, TeamTooSmall, Refusal, BadUpload.
    """
    part = VisitPart.objects.lock(part)
    actor.must("hazards.stop", part)
    known = HazardStop.objects.filter(client_id=hazard.client_id).first()
    if known is not None:
        return known
    officer = _check(part, actor, hazard)
    finding = _found(part, actor, hazard.text.strip())
    stop = HazardStop.objects.create(
        finding=finding,
        institution=finding.institution,
        kind=hazard.kind,
        text=finding.text,
        since=hazard.since,
        officer=officer,
        companion=hazard.companion.user,
        client_id=hazard.client_id,
    )
    evidence.store_all(
        actor, hazard.files, subject=stop, district_id=stop.district_id, institution_id=stop.institution_id
    )
    decision = _decided(finding, actor)
    changes = {"kind": hazard.kind, "officers": [str(actor.user), str(hazard.companion.user)]}
    timeline.record(actor, "hazard.stopped", stop, clause="Z5", reason=finding.text, changes=changes)
    if hazard.kind == HazardKind.FIRE:
        _also_fire(finding, actor)
    _tell(stop, actor, decision)
    jobs.after_commit("publicity.refresh_records", [stop.institution_id])
    return stop


def _check(part: VisitPart, actor: Actor, hazard: Hazard) -> User:
    """Whoever records it. Raises NoVisit, ReasonRequired, TeamTooSmall, Refusal."""
    visit, today = part.visit, timezone.localdate()
    terms = in_force(HazardTerms, on=today, district_id=part.visit.joint_inspection.district_id).figure
    on_visit = rule.may_record(visit.on, today=today, terms=terms)
    if visit.state == VisitState.CANCELLED or not on_visit:
        raise NoVisit()
    if not hazard.text.strip():
        raise ReasonRequired(_("Write what the hazard is."), field="text")
    if hazard.since > timezone.now():
        raise Refusal(_("This lies in the future."), field="since")
    if actor.user is None or hazard.companion.pk not in {m.pk for m in companions_of(part, actor)}:
        raise TeamTooSmall(field="companion")
    return actor.user


def _found(part: VisitPart, actor: Actor, text: str) -> Finding:
    """The finding, grave and confirmed at once."""
    inspection = part.visit.joint_inspection
    finding = Finding(
        joint_inspection=inspection,
        institution=inspection.institution,
        visit_part=part,
        group=Group.PREMISES,
        severity=Severity.GRAVE,
        text=text,
        found_on=timezone.localdate(),
    )
    finding.confirm(actor.user, timezone.now())
    finding.save()
    changes = {"group": finding.group, "severity": finding.severity}
    timeline.record(actor, "finding.confirmed", finding, clause="Z5", changes=changes)
    return finding


def _decided(finding: Finding, actor: Actor) -> Decision:
    today = timezone.localdate()
    proposal = Proposal(1, MAJOR_HAZARD.measures, None, MAJOR_HAZARD.clause)
    decision = Decision.objects.create(
        finding=finding,
        step=1,
        clause=MAJOR_HAZARD.clause,
        measures=[str(measure) for measure in MAJOR_HAZARD.measures],
        proposal=as_json(proposal),
        rule_version="Z5",
        departs=False,
        decided_by=actor.user,
        decided_as=actor.label,
        decided_on=today,
    )
    finding.decide()
    finding.save(update_fields=["state"])
    changes = {"step": 1, "measures": decision.measures, "departs": False}
    timeline.record(actor, "finding.decided", finding, clause="Z5", changes=changes)
    order = orders.serve(decision, actor=actor, requirement=finding.text)
    stops.impose(decision, StopKind.UNTIL_MET, order, actor=actor)
    return decision


def _also_fire(finding: Finding, actor: Actor) -> None:
    """What P3 says of it is decided by the ladder, with the papers that this needs."""
    fire = Finding.objects.create(
        joint_inspection=finding.joint_inspection,
        institution=finding.institution,
        visit_part=finding.visit_part,
        group=Group.FIRE,
        text=finding.text,
        found_on=finding.found_on,
    )
    timeline.record(actor, "finding.recorded", fire, clause="P3", changes={"group": fire.group})


def _tell(stop: HazardStop, actor: Actor, decision: Decision) -> None:
    order = decision.orders.first()
    notices.tell(
        stop.institution,
        audience=Audience.INSTITUTION,
        kind=NoticeKind.OTHER,
        words=TOLD,
        values={"text": stop.text[:200]},
        unique_key=f"hazard:{stop.pk}",
        day=decision.decided_on,
        due=order.due if order else None,
        url=order.get_own_url() if order else "",
        clause="Z5",
        actor=actor,
    )
