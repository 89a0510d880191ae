"""Who can make a visit. Clauses: S5, N2."""

from django.utils import timezone

from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.roles import CAPABILITIES


def holding(capability: str, institution: Institution) -> list[Membership]:
    """The memberships in force today that hold `capability` over the institution's district, department by department."""
    roles = [role for role, held in CAPABILITIES.items() if capability in held]
    held = Membership.objects.in_force(timezone.localdate()).filter(role__in=roles).exclude(department="")
    reaching = [
        membership
        for membership in held.for_acting().order_by("department", "pk")
        if reaches(membership, institution)
    ]
    return reaching


def reaches(membership: Membership, institution: Institution) -> bool:
    """Whether the institution lies in the membership's territory."""
    districts = Actor.of(membership).district_ids
    return districts is None or institution.district_id in districts


def inspectors_for(institution: Institution) -> list[Membership]:
    """Who can be a member of a team that visits the institution."""
    return holding("inspections.record", institution)


def companions_for(institution: Institution, actor: Actor) -> list[Membership]:
    """Who can go along to a re-inspection: another officer than the one who records it."""
    others = holding("orders.reinspect", institution)
    return [membership for membership in others if actor.user is None or membership.user_id != actor.user.pk]
