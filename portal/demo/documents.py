"""Papers of enforcement: the latest orders of the newcomer's district as notices, one handed over, one waiting."""

from __future__ import annotations

from inspections.models import JointInspection, RectificationOrder
from inspections.services.documents.issuing import issue
from inspections.services.documents.serving import Served, record_service
from inspections.terms import DocumentKind, InspectionState, ServiceManner
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.clock import standing_at
from portal.demo.world import World

ISSUED = 3
RECEIVER, RELATION = "熊国华", "教学负责人"


def make(world: World) -> None:
    """Issue the record of the last visit and the notices of the latest orders; what is oldest was handed over."""
    officer = world.actors["donghu"]
    own = RectificationOrder.objects.visible_to(officer).for_page().open()
    latest = list(own.filter(institution__district__slug=OWN_DISTRICT).order_by("-pk")[:ISSUED])
    visits = JointInspection.objects.visible_to(officer).for_page().filter(state=InspectionState.CLOSED)
    with standing_at(world.moment(world.today, 16)):
        for inspection in visits.filter(district__slug=OWN_DISTRICT).order_by("-on", "-pk")[:1]:
            issue(DocumentKind.RECORD, inspection, actor=officer)
        issued = [issue(DocumentKind.RECTIFICATION, order, actor=officer) for order in latest]
        for paper in issued[-1:]:
            handed = Served(ServiceManner.DIRECT, world.today, RECEIVER, RELATION)
            record_service(paper, actor=officer, served=handed)
