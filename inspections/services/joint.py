"""Opening, cancelling and closing a joint inspection. Clauses: S4, S5, N2."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import JointInspection, TeamMember, Visit, VisitPart
from inspections.rules.teams import TeamTerms, enforcing, enough_officers
from inspections.services.officers import reaches
from inspections.terms import InspectionState, PartState, VisitKind
from institutions.models import Institution
from institutions.services.standards import standard_on
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.rulebook.services import in_force
from portal.timeline import services as timeline


class TeamTooSmall(Refusal):
    """Fewer officers than a visit needs (N2)."""

    words = _("At least two officers make a visit.")


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
    client_id: uuid.UUID | None = None,
) -> JointInspection:
    """Open a joint inspection of `institution`: its team, its visit on a day, and a part for each department.

    A member's department takes part too; a department without enforcement power makes no part in its own
    name (N2). The same `client_id` twice opens it once. Clauses: S4, S5, N2. Raises NotAllowed, TeamTooSmall, Refusal.
    """
    actor.must("inspections.open", institution)
    known = JointInspection.objects.filter(client_id=client_id).first() if client_id else None
    if known is not None:
        return known
    team = enforcing([*departments, *(member.department for member in members if member.department)])
    if not purpose.strip():
        raise ReasonRequired(_("Write what the inspection is for."), field="purpose")
    _check_team(team, members, institution, on)
    inspection = JointInspection.objects.create(
        institution=institution,
        district_id=institution.district_id,
        purpose=purpose.strip(),
        team=f",{','.join(team)},",
        on=on,
        opened_by=actor.user,
        opened_as=actor.label,
        client_id=client_id or uuid.uuid4(),
    )
    _name_members(inspection, members)
    _plan_visit(inspection, team, on)
    changes = {"on": on.isoformat(), "departments": list(team), "officers": len(members)}
    timeline.record(actor, "inspection.opened", inspection, clause="S5", changes=changes)
    return inspection


def _check_team(
    team: Sequence[str], members: Sequence[Membership], institution: Institution, on: date
) -> None:
    if not team:
        raise Refusal(
            _("Choose a department that may enforce: street offices report what they see."),
            field="departments",
        )
    terms = in_force(TeamTerms, on=on, district_id=institution.district_id).figure
    if not enough_officers([member.user_id for member in members], terms):
        raise TeamTooSmall(
            _("At least %(n)s officers make a visit.") % {"n": terms.officers}, field="members"
        )
    strangers = [str(member.user) for member in members if not reaches(member, institution)]
    if strangers:
        raise Refusal(
            _("Not of this district: %(names)s.") % {"names": "、".join(strangers)}, field="members"
        )


def _name_members(inspection: JointInspection, members: Sequence[Membership]) -> None:
    once = {member.user_id: member for member in reversed(members)}
    TeamMember.objects.bulk_create(
        TeamMember(
            joint_inspection=inspection,
            membership=member,
            user_id=member.user_id,
            department=member.department,
            certificate=member.user.enforcement_certificate,
        )
        for member in once.values()
    )


def _plan_visit(inspection: JointInspection, team: Sequence[str], on: date) -> None:
    visit = Visit.objects.create(
        joint_inspection=inspection, kind=VisitKind.FIRST, on=on, standard=standard_on(on)
    )
    VisitPart.objects.bulk_create(VisitPart(visit=visit, department=name) for name in team)


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
    """Close the visit: every part is in, and somebody on site was heard. Clause: S5.

    Raises NotAllowed, ChangedMeanwhile, NotReady.
    """
    inspection, visit = _locked(inspection, actor)
    parts = list(visit.parts.all())
    if any(part.state != PartState.SUBMITTED for part in parts):
        raise NotReady(_("Not every department has submitted its part."))
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
