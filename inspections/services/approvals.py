"""Approving a visit: another person's act, before anything is recorded. Clause: N2."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import JointInspection
from inspections.terms import InspectionState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired
from portal.timeline import services as timeline


@transaction.atomic
def approve(inspection: JointInspection, *, actor: Actor, note: str = "") -> JointInspection:
    """Approve a visit that somebody else opened; what must be announced is announced with it. Clause: N2.

    One beyond the year's cap needs the approver's own reason. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    inspection = JointInspection.objects.lock(inspection)
    actor.must("visits.approve", inspection)
    if inspection.state != InspectionState.OPEN or inspection.is_approved:
        raise ChangedMeanwhile()
    if actor.user is not None and actor.user.pk == inspection.opened_by_id:
        raise NotAllowed(_("Another person than the one who opened the visit approves it."))
    if inspection.exception_reason and not note.strip():
        raise ReasonRequired(_("One visit beyond the year's cap: write why you allow it."), field="note")
    now = timezone.now()
    inspection.approved_by, inspection.approved_as, inspection.approved_at = actor.user, actor.label, now
    inspection.approval_note = note.strip()[:500]
    if not inspection.unannounced_reason and inspection.announced_on is None:
        inspection.announced_on = timezone.localdate(now)
    inspection.save(
        update_fields=["approved_by", "approved_as", "approved_at", "approval_note", "announced_on"]
    )
    changes = {"exception": inspection.exception_reason} if inspection.exception_reason else {}
    timeline.record(
        actor, "inspection.approved", inspection, clause="N2", reason=note.strip(), changes=changes
    )
    return inspection
