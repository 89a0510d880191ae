"""Opening, cancelling and closing a joint inspection. Clauses: S4, S5, N2."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Campaign, JointInspection, Visit, VisitPart
from inspections.rules.lawful import why_unannounced
from inspections.rules.teams import enforcing
from inspections.services import teams
from inspections.services.campaigns import for_inspection
from inspections.services.caps import check_cap
from inspections.services.teams import TeamTooSmall
from inspections.services.topics import narrowed_to
from inspections.terms import InspectionState, PartState, Source, VisitKind
from institutions.models import Institution
from institutions.services.standards import standard_on
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline import services as timeline

__all__ = ["NotReady", "TeamTooSmall", "cancel_inspection", "close_inspection", "open_inspection"]


class NotReady(Refusal):
    """The visit can't be closed yet."""


@transaction.atomic
def open_inspection(
    *,
    actor: Actor,
    institution: Institution,
    purpose: str,
    departments: Sequence[str],
    members: Sequence[Membership],
    on: date,
    source: str = Source.PLAN,
    in_name_of: str = "",
    exception_reason: str = "",
    client_id: uuid.UUID | None = None,
    campaign: Campaign | None = None,
    topics: Sequence[str] | None = None,
) -> JointInspection:
    """Open a joint inspection of `institution`: its team, its visit on a day, and a part for each department.

    No `topics` means the campaign's, an empty list all. Beyond the cap it needs `exception_reason`. The same
    `client_id` opens it once. Clauses: S4, S5, N2. Raises NotAllowed, TeamTooSmall, OverCap, Refusal.
    """
    actor.must("inspections.open", institution)
    if client_id and (known := JointInspection.objects.filter(client_id=client_id).first()):
        return known
    if not purpose.strip():
        raise ReasonRequired(_("Write what the inspection is for."), field="purpose")
    team = enforcing([*departments, *(member.department for member in members if member.department)])
    teams.check_team(team, members, institution, on)
    institution = Institution.objects.lock(institution)  # two at once would both find the last visit free
    opened = _create(
        *(actor, institution, team),
        on=on,
        purpose=purpose.strip(),
        source=source,
        topics=_topics(topics, campaign, team, on),
        campaign=for_inspection(campaign, institution, actor=actor),
        in_name_of=teams.leading(team, in_name_of, actor),
        exception_reason=check_cap(institution, on=on, source=source, reason=exception_reason),
        client_id=client_id or uuid.uuid4(),
    )
    return _send(opened, actor, members)


def _topics(chosen: Sequence[str] | None, campaign: Campaign | None, team: Sequence[str], on: date) -> str:
    """The topics chosen, else those of the campaign. Clause: S5. Raises Refusal."""
    handed_on = campaign.topic_keys if campaign else []
    return narrowed_to(handed_on if chosen is None else chosen, departments=team, on=on)


def _create(
    actor: Actor, institution: Institution, team: Sequence[str], *, source: str, **given: Any
) -> JointInspection:
    """Write the row; a source that must be announced is, with the approval. Clause: N2."""
    return JointInspection.objects.create(
        institution=institution,
        district_id=institution.district_id,
        team=f",{','.join(team)},",
        source=source,
        unannounced_reason=why_unannounced(source),
        opened_by=actor.user,
        opened_as=actor.label,
        **given,
    )


def _send(inspection: JointInspection, actor: Actor, members: Sequence[Membership]) -> JointInspection:
    """Name the members, plan the visit with a part for each department, and leave the event."""
    on, team = inspection.on, inspection.departments
    teams.name_members(inspection, members)
    visit = Visit.objects.create(
        joint_inspection=inspection, kind=VisitKind.FIRST, on=on, standard=standard_on(on)
    )
    VisitPart.objects.bulk_create(VisitPart(visit=visit, department=name) for name in team)
    changes: dict[str, Any] = {"on": on.isoformat(), "departments": team, "officers": len(members)}
    if inspection.topics:
        changes["topics"] = inspection.topic_keys
    timeline.record(actor, "inspection.opened", inspection, clause="S5", changes=changes)
    return inspection


def _locked(inspection: JointInspection, actor: Actor) -> tuple[JointInspection, Visit]:
    """The open inspection and its visit, locked. Raises NotAllowed, ChangedMeanwhile."""
    inspection = JointInspection.objects.lock(inspection)
    actor.must("inspections.open", inspection)
    visit = Visit.objects.select_for_update().get(joint_inspection=inspection, kind=VisitKind.FIRST)
    if inspection.state != InspectionState.OPEN:
        raise ChangedMeanwhile()
    return inspection, visit


@transaction.atomic
def close_inspection(inspection: JointInspection, *, actor: Actor) -> JointInspection:
    """Close the visit: it is approved, every part is in, and somebody on site was heard. Clauses: S5, N2.

    Raises NotAllowed, ChangedMeanwhile, NotReady.
    """
    inspection, visit = _locked(inspection, actor)
    parts = list(visit.parts.all())
    if any(part.state != PartState.SUBMITTED for part in parts):
        raise NotReady(_("Not every department has submitted its part."))
    if not inspection.is_approved:
        raise NotReady(_("The visit began at once and is still to be approved (N2)."))
    if not any(part.has_statement for part in parts):
        raise NotReady(_("No part holds a statement of the person on site, nor that it was refused."))
    visit.finish()
    visit.save(update_fields=["state"])
    inspection.close(timezone.localdate())
    inspection.save(update_fields=["state", "closed_on"])
    timeline.record(actor, "inspection.closed", inspection, clause="S5")
    return inspection


@transaction.atomic
def cancel_inspection(inspection: JointInspection, *, actor: Actor, reason: str) -> JointInspection:
    """Call it off, while no department has submitted anything. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    inspection, visit = _locked(inspection, actor)
    if not reason.strip():
        raise ReasonRequired(_("Say why it is called off."))
    if visit.parts.filter(state=PartState.SUBMITTED).exists():
        raise NotReady(_("A department has submitted its part already: close the visit instead."))
    visit.cancel()
    visit.save(update_fields=["state"])
    inspection.cancel(reason.strip()[:500])
    inspection.save(update_fields=["state", "cancel_reason"])
    timeline.record(actor, "inspection.cancelled", inspection, clause="S5", reason=reason.strip())
    return inspection
