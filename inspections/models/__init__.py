"""Joint inspections with their visits, findings with their decisions, and orders; one file an aggregate."""

from inspections.models.findings import Decision, Finding, TeachingStop
from inspections.models.joint import JointInspection, TeamMember
from inspections.models.orders import OrderExtension, RectificationOrder, RectificationReport
from inspections.models.visits import ItemResult, Visit, VisitPart

__all__ = [
    "Decision",
    "Finding",
    "ItemResult",
    "JointInspection",
    "OrderExtension",
    "RectificationOrder",
    "RectificationReport",
    "TeachingStop",
    "TeamMember",
    "Visit",
    "VisitPart",
]
