"""One special campaign of the city, and one round of sweeps of a district, half done (S5, S7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from inspections.models import SweepPlace, SweepRound
from inspections.services import campaigns, sweeps, targets
from institutions.terms import AreaKind
from portal.accounts.actors import Actor
from portal.accounts.roles import Department
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.clock import standing_at
from portal.demo.register import Place
from portal.demo.world import World
from portal.regions.models import Street

TARGETS = 24
PLACES = {
    AreaKind.COMMUNITY: "民德社区\n墩子塘社区",
    AreaKind.OFFICES: "财富广场写字楼，八一大道357号\n恒茂国际中心",
    AreaKind.SHOPPING: "百花洲商圈",
    AreaKind.SCHOOL: "育新学校周边",
    AreaKind.FACTORY: "旧针织厂厂房",
    AreaKind.ESTATE: "滨江花园小区",
}
FOUND = ("", "三楼一家艺术培训机构正在上课，证照已公示。", "一楼门面有“晚辅”招牌，未开门，已记下电话。")


def make(world: World, places: Sequence[Place]) -> None:
    """Let the city and a district begin, a few days before the day that the demonstration stands at."""
    city = world.actors["city"]
    district = world.districts[OWN_DISTRICT]
    with standing_at(world.moment(world.today - timedelta(days=12), 9)):
        campaign = campaigns.make(
            actor=city,
            districts=list(world.districts.values()),
            title="暑期校外培训专项整治",
            purpose="集中检查无证办学、预收费超期超额和消防安全隐患。",
            clauses=["S5", "S7", "S10"],
            departments=[Department.EDUCATION, Department.MARKET, Department.FIRE],
            begins=world.today - timedelta(days=12),
            ends=world.today + timedelta(days=45),
            client_id=UUID(int=world.random.getrandbits(128)),
        )
        campaigns.start(campaign, actor=city)
        codes = "\n".join(place.institution.code for place in places if place.present_on(world.today))
        targets.take_list(campaign, "\n".join(codes.split("\n")[:TARGETS]), actor=city)
        _sweep(world, world.officer(district.pk), world.streets[district.pk])


def _sweep(world: World, officer: Actor, streets: Sequence[Street]) -> None:
    """A round with places of every kind in two streets; every other one is swept."""
    first = world.today - timedelta(days=12)
    round_ = sweeps.open_round(
        actor=officer,
        district=world.districts[OWN_DISTRICT],
        title=f"{first.year}年第一轮拉网排查",
        begins=first,
        ends=first + timedelta(days=40),
    )
    for street in streets[:2]:
        for kind, lines in PLACES.items():
            sweeps.add_places(round_, actor=officer, street=street, kind=kind, lines=lines)
    _record(world, officer, round_)


def _record(world: World, officer: Actor, round_: SweepRound) -> None:
    for number, place in enumerate(SweepPlace.objects.filter(round=round_).order_by("pk")):
        if number % 2:
            found = FOUND[number // 2 % len(FOUND)]
            sweeps.sweep(
                place,
                actor=officer,
                swept_on=round_.begins,
                found=found,
                institutions_seen=1 if found else 0,
                client_id=UUID(int=world.random.getrandbits(128)),
            )
