"""What the street of the newcomer's district reported: one open, one urgent, one answered; and the risk picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from inspections.services import anomalies, risk
from inspections.terms import AnomalyAnswer, AnomalyKind
from portal.demo.clock import standing_at
from portal.demo.register import Place
from portal.demo.world import World

FLAT = "滨江花园3栋2单元501"
SEEN = "晚上七点多有十来名学生上楼，窗户贴着拼音表。"
LOCKED = "后门被锁，楼梯间堆放桌椅。"
KNOWN = "已现场核实：该处为书店阅读角，不收费，不授课。"


def make(world: World, places: Sequence[Place]) -> None:
    """Report as the street officer does, the last days before the day the demonstration stands at."""
    street, officer = world.actors["street"], world.actors["donghu"]
    membership = street.membership
    if membership is None or membership.street is None:
        return
    own = membership.street
    near = next(
        (
            place.institution
            for place in places
            if place.institution.street_id == own.pk and place.present_on(world.today)
        ),
        None,
    )
    here: dict[str, Any] = {"district": own.district, "street": own}

    def key() -> UUID:
        return UUID(int=world.random.getrandbits(128))

    with standing_at(world.moment(world.today - timedelta(days=6), 10)):
        old = anomalies.report(
            actor=street, kind=AnomalyKind.NEW_PLACE, place="民德路书店二楼", client_id=key(), **here
        )
    with standing_at(world.moment(world.today - timedelta(days=5), 15)):
        anomalies.answer(old, actor=officer, kind=AnomalyAnswer.LOOKED_AT, text=KNOWN)
    with standing_at(world.moment(world.today - timedelta(days=1), 19)):
        anomalies.report(
            actor=street, kind=AnomalyKind.AT_HOME, place=FLAT, text=SEEN, client_id=key(), **here
        )
    if near is not None:
        with standing_at(world.moment(world.today, 9)):
            anomalies.report(
                actor=street, kind=AnomalyKind.DANGER, institution=near, text=LOCKED, client_id=key(), **here
            )


def draw_risk(world: World) -> None:
    """The risk picture, once the lists stand."""
    with standing_at(world.moment(world.today)):
        risk.redraw_all(world.today)
