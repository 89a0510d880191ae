"""What others are asked about complaints of the newcomer's district: the person, fire and market, the city's urging."""

from __future__ import annotations

from datetime import timedelta

from complaints.models import Complaint
from complaints.services import asking, templates, together, urging
from complaints.terms import State
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.clock import standing_at
from portal.demo.world import World

TEMPLATES = (
    ("已退费", "refund", "您反映的{机构}退费问题已办结：经核查，该机构已将剩余费用退还。感谢您的监督。"),
    (
        "已责令整改",
        "",
        "您于{日期}反映的{机构}有关问题（编号{编号}）经核查属实，已责令限期整改，我们将进行复查。",
    ),
)
COMMON = ("未发现问题", "", "您反映的情况经现场核查未发现。如有新的线索，请凭编号{编号}补充。")


def make(world: World) -> None:
    """Two days before the day that the demonstration stands at, in the district's latest complaints."""
    officer, city = world.actors["donghu"], world.actors["city"]
    with standing_at(world.moment(world.today - timedelta(days=2), 10)):
        for title, kind, text in TEMPLATES:
            templates.write(actor=officer, title=title, kind=kind, text=text)
        title, kind, text = COMMON
        templates.write(actor=city, title=title, kind=kind, text=text)
        running = Complaint.objects.visible_to(officer).filter(
            state__in=[State.ACCEPTED, State.IN_PROGRESS], paused_on=None, district__slug=OWN_DISTRICT
        )
        latest = list(running.order_by("-received_on", "-pk")[:2])
        if latest:
            first = latest[0]
            words = "请核查该机构疏散通道和收费公示情况，并反馈处理意见。"
            together.ask(first, actor=officer, departments=["fire", "market"], text=words)
            urging.urge(first, actor=city, text="群众多次来电催问，请于本周内答复。")
        if len(latest) > 1:
            asking.ask(latest[1], actor=officer, text="请补充付款时间和凭证，便于核实退费金额。")
