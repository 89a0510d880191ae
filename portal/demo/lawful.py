"""What makes the told visits lawful: where they come from, who approved them, and the scan at the door (N2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from inspections.models import JointInspection
from inspections.models.joint import LONG, SIGNS
from inspections.rules.lawful import why_unannounced
from inspections.terms import Source
from portal.accounts.actors import Actor
from portal.accounts.roles import Department
from portal.demo.world import World

SOURCES = {
    "“双随机、一公开”抽查": Source.DRAW,
    "暑期专项治理": Source.CAMPAIGN,
    "寒假专项治理": Source.CAMPAIGN,
}
UNSCANNED = 11  # one visit in so many was begun without the scan


def colleague(world: World, inspection: JointInspection) -> Actor:
    """The district's second officer, who approves what the first opened."""
    return world.inspector(inspection.district_id, Department.EDUCATION)


def name_source(inspection: JointInspection) -> None:
    """Where it comes from and its code, drawn from its own key: the city's random course stays as it was."""
    inspection.source = SOURCES.get(inspection.purpose, Source.PLAN)
    inspection.unannounced_reason = why_unannounced(inspection.source)
    inspection.in_name_of = inspection.departments[0]
    left, code = inspection.client_id.int, ""
    for _sign in range(LONG):
        left, place = divmod(left, len(SIGNS))
        code += SIGNS[place]
    inspection.visit_code = code


def approve(world: World, inspection: JointInspection) -> None:
    """The second officer approves half an hour later; what is not drawn is announced."""
    actor, at = colleague(world, inspection), inspection.opened_at + timedelta(minutes=30)
    inspection.approved_by, inspection.approved_as, inspection.approved_at = actor.user, actor.label, at
    if not inspection.unannounced_reason:
        inspection.announced_on = min(inspection.opened_at.date(), inspection.on)
    institution = inspection.institution
    world.tell(at, actor, "inspection.approved", inspection, institution=institution, clause="N2")


def arrive(world: World, inspection: JointInspection, first: datetime) -> None:
    """The code is scanned at the door an hour before the first part is in; now and then nobody does."""
    if inspection.client_id.int % UNSCANNED:
        inspection.arrived_at = first - timedelta(minutes=70)
        inspector = world.inspector(inspection.district_id, inspection.departments[-1])
        institution = inspection.institution
        world.tell(
            inspection.arrived_at,
            inspector,
            "inspection.arrived",
            inspection,
            institution=institution,
            clause="N2",
        )
