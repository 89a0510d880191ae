"""A visit that came from a complaint, made among those of a random draw, so that its day tells nothing. Clauses: N4, N2."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from inspections.models import DrawnTarget, JointInspection
from inspections.terms import InspectionState
from portal.accounts.refusals import Refusal


def batches_for(complaint: Complaint) -> dict[int, JointInspection]:
    """By draw, one of its visits that are still to be made in the complaint's district. Clause: N4."""
    planned = DrawnTarget.objects.filter(
        draw__district=complaint.district_id,
        joint_inspection__state=InspectionState.OPEN,
        joint_inspection__on__gte=timezone.localdate(),
    )
    found: dict[int, JointInspection] = {}
    for target in planned.select_related("draw", "joint_inspection").order_by("draw", "pk"):
        if target.joint_inspection is not None:
            found.setdefault(target.draw_id, target.joint_inspection)
    return found


def like_batch(complaint: Complaint, draw_pk: int) -> JointInspection:
    """The visit of the draw that the complaint's is made to look like. Raises Refusal where none is left to be made."""
    batch = batches_for(complaint).get(draw_pk)
    if batch is None:
        raise Refusal(_("No visit of this draw is left to be made."), field="among")
    return batch
