"""Some matters handed to market supervision, one of them answered, and an appeal that is pending."""

from __future__ import annotations

import uuid
from datetime import timedelta

from inspections.models import Decision, Finding
from inspections.services import appeals, handovers
from inspections.services.appeals import Lodged
from inspections.services.handovers import Answer
from inspections.terms import Group
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.clock import standing_at
from portal.demo.world import World

HANDED = 3
GROUNDS = "价格和收费行为由市场监管部门依法查处，请予调查处理并函复结果。"
DOCUMENT = "东市监函〔%s〕18号"


def make(world: World) -> None:
    """Hand over the latest fee matters of the newcomer's district, and let one decision be challenged."""
    officer, market = world.actors["donghu"], world.actors["market"]
    decided = Finding.objects.visible_to(officer).confirmed().filter(institution__district__slug=OWN_DISTRICT)
    latest = list(decided.filter(group=Group.FEES).select_related("institution").order_by("-pk")[:HANDED])
    with standing_at(world.moment(world.today)):
        sent = [
            handovers.send(one, actor=officer, to_department="market", facts=one.text, grounds=GROUNDS)
            for one in latest
        ]
        for handover in sent[1:]:
            handovers.accept(handover, actor=market)
        if len(sent) == HANDED:
            document = DOCUMENT % world.today.year
            done = Answer("done", "已立案查处，责令退还多收费用。", document, world.today)
            handovers.answer(sent[-1], actor=market, answer=done)
        _challenge(world)


def _challenge(world: World) -> None:
    officer = world.actors["donghu"]
    recent = Decision.objects.visible_to(officer).filter(decided_on__gte=world.today - timedelta(days=50))
    decision = recent.filter(finding__answerable="institution").order_by("-pk").first()
    if decision is not None:
        lodged = Lodged(
            "reconsideration",
            "东湖区人民政府",
            world.today,
            uuid.UUID(int=world.random.getrandbits(128), version=4),
            "请求撤销该处理决定。",
        )
        appeals.register(decision, actor=officer, lodged=lodged)
