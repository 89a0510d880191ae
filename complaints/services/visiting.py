"""Who can be sent to look."""

from django.utils import timezone

from complaints.models import Complaint
from portal.accounts.models import Membership
from portal.accounts.roles import CAPABILITIES

RECORDERS = [role for role, held in CAPABILITIES.items() if "inspections.record" in held]


def inspectors_for(complaint: Complaint) -> list[Membership]:
    """The officers of the handling district who record visits, department by department."""
    if complaint.district_id is None:
        return []
    held = Membership.objects.in_force(timezone.localdate()).filter(
        role__in=RECORDERS, district_id=complaint.district_id
    )
    return list(held.for_acting().order_by("department", "pk"))
