"""Joining a visit that is planned already, rather than making a second one. Clauses: S5, N2."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from inspections.models import JointInspection, Visit, VisitPart
from inspections.rules.teams import enforcing
from inspections.services import teams
from inspections.services.topics import narrowed_to
from inspections.terms import InspectionState, VisitKind, VisitState
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.timeline import services as timeline


class UnderWay(Refusal):
    """The visit has begun: what was approved is what is made."""

    words = _("The visit is under way: departments join it only before it begins.")


@transaction.atomic
def join_inspection(
    inspection: JointInspection,
    *,
    actor: Actor,
    departments: Sequence[str],
    members: Sequence[Membership],
) -> JointInspection:
    """Add departments with their officers, and a part for each, to a visit that has not begun. Clauses: S5, N2.

    The team is another one then: an approval given before is given anew. Who takes part already stays; joining
    with nobody new changes nothing. Raises NotAllowed, ChangedMeanwhile, UnderWay, Refusal.
    """
    inspection = JointInspection.objects.lock(inspection)
    actor.must("inspections.open", inspection)
    visit = Visit.objects.select_for_update().get(joint_inspection=inspection, kind=VisitKind.FIRST)
    if inspection.state != InspectionState.OPEN:
        raise ChangedMeanwhile()
    if visit.state != VisitState.PLANNED:
        raise UnderWay()
    wanted = enforcing([*departments, *(member.department for member in members if member.department)])
    teams.check_members(members, inspection.institution)
    joining = [name for name in wanted if name not in inspection.departments]
    named = set(inspection.members.values_list("user_id", flat=True))
    narrowed_to(inspection.topic_keys, departments=joining, on=inspection.on, field="departments")
    people = [member for member in members if member.user_id not in named]
    if not joining and not people:
        return inspection
    _check_each_sends_somebody(joining, members)
    VisitPart.objects.bulk_create(VisitPart(visit=visit, department=name) for name in joining)
    teams.name_members(inspection, people)
    _keep(inspection, joining)
    changes = {"departments": joining, "officers": len(people)}
    timeline.record(actor, "inspection.joined", inspection, clause="N2", changes=changes)
    return inspection


def _check_each_sends_somebody(joining: Sequence[str], members: Sequence[Membership]) -> None:
    sent = {member.department for member in members}
    if not set(joining) <= sent:
        raise Refusal(_("Each department that joins sends an officer of its own."), field="members")


def _keep(inspection: JointInspection, joining: Sequence[str]) -> None:
    """Write the larger team and take the approval back; what was announced stays announced."""
    inspection.team = f",{','.join([*inspection.departments, *joining])},"
    inspection.approved_by, inspection.approved_as, inspection.approved_at = None, "", None
    inspection.approval_note = ""
    inspection.save(update_fields=["team", "approved_by", "approved_as", "approved_at", "approval_note"])
