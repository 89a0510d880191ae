"""The register: institutions with their permits and teaching sites, before anything happened to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from institutions.models import Institution, SchoolPermit, TeachingSite
from institutions.terms import Category, Situation
from portal.demo import names
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.world import World
from portal.regions.city import AREAS, Area
from portal.regions.models import Street

# How the institutions of the city spread over its districts; Donghu's own come with its register.
SHARES = {
    "360102": 30,
    "360103": 255,
    "360104": 150,
    "360111": 300,
    "360112": 195,
    "360113": 320,
    "360121": 265,
    "360123": 70,
    "360124": 125,
    "jingkai": 115,
    "gaoxin": 140,
    "wanli": 35,
}
CATEGORIES = {
    Category.SUBJECT: 30,
    Category.ARTS: 30,
    Category.SPORTS: 14,
    Category.TECH: 8,
    Category.CARE: 13,
    Category.OTHER: 5,
}
SITUATIONS = {
    Situation.BOTH: 78,
    Situation.BUSINESS_ONLY: 14,
    Situation.PERMIT_ONLY: 2,
    Situation.NEITHER: 6,
}
SUBJECTS = {
    Category.SUBJECT: ("语文", "数学", "英语", "物理", "化学"),
    Category.ARTS: ("美术", "舞蹈", "钢琴", "书法", "声乐", "播音主持"),
    Category.SPORTS: ("篮球", "足球", "游泳", "羽毛球", "跆拳道", "体能"),
    Category.TECH: ("编程", "机器人", "科学实验", "航模"),
    Category.CARE: ("午托", "晚托", "作业辅导"),
    Category.OTHER: ("口才", "围棋", "研学", "心理"),
}
# The first institutions of the newcomer's own district, and what is told of them on purpose.
SHOWN = {1: "order", 2: "finding", 3: "report"}
FEES = ("120元/课时", "2400元/季度", "3600元/期（3个月）", "80元/课时", "1800元/月", "4800元/60课时", "")
TEACHERS = ("专职3人、兼职2人", "8人", "专职12人", "5人", "专职6人、兼职4人", "")


@dataclass
class Place:
    """An institution with what the later stages need to know of it."""

    institution: Institution
    area: Area
    opened: date
    has_permit: bool
    temper: float  # how often something is wrong there: most are orderly, a few are not
    ended: date | None = None  # the day it was banned or lost its permit
    facts: dict[str, Any] = field(default_factory=dict)

    def present_on(self, day: date) -> bool:
        """Whether it was there and might teach on a day."""
        return self.opened <= day and (self.ended is None or day < self.ended)


def make(world: World) -> list[Place]:
    """Write the register and return every institution with its circumstances."""
    names_taken: set[str] = set()
    codes_taken: set[str] = set()
    places = []
    for area in AREAS:
        least = 8 if area.slug == OWN_DISTRICT else 2
        share = max(least, round(SHARES[area.slug] * world.size / sum(SHARES.values())))
        for serial in range(1, share + 1):
            places.append(_place(world, area, serial, names_taken, codes_taken))
    _permits(world, places)
    _sites(world, places)
    for place in places:
        officer = world.officer(place.institution.district_id)
        at = place.institution.created_at
        world.tell(
            at,
            officer,
            "institution.registered",
            place.institution,
            institution=place.institution,
            clause="S1",
        )
    return places


def _draw(world: World, weights: dict[Any, int]) -> Any:
    return world.random.choices(list(weights), list(weights.values()))[0]


def _place(world: World, area: Area, serial: int, taken: set[str], codes: set[str]) -> Place:
    random = world.random
    district = world.districts[area.slug]
    category, situation = _draw(world, CATEGORIES), _draw(world, SITUATIONS)
    shown = SHOWN.get(serial, "") if area.slug == OWN_DISTRICT else ""
    if shown:
        category, situation = Category.SUBJECT, Situation.BOTH
    street = random.choice(world.streets[district.pk])
    opened = world.since + timedelta(days=int(random.triangular(0, 700, 5)))
    if situation in (Situation.BOTH, Situation.BUSINESS_ONLY):
        code = names.credit_code(random, area, codes, company=world.chance(0.6))
    else:
        code = f"T{area.code or area.slug.upper()}-{90000 + serial:05d}"[:18]
    institution = world.add(
        Institution(
            code=code,
            name=names.institution(random, area, category, taken),
            district=district,
            street=street,
            address=names.address(random, area, street.name),
            category=category,
            subjects=random.sample(SUBJECTS[category], random.choice((1, 1, 2, 3))),
            situation=situation,
            organiser=names.person(random),
            legal_representative=names.person(random),
            phone=names.phone(random),
            fee_text=random.choice(FEES),
            teacher_text=random.choice(TEACHERS),
            created_at=world.moment(opened),
            updated_at=world.moment(opened),
        )
    )
    permitted = situation in (Situation.BOTH, Situation.PERMIT_ONLY)
    place = Place(institution, area, opened, permitted, random.betavariate(1.2, 5))
    if shown:
        place.temper, place.facts["shown"] = 0.1, shown
    return place


def _permits(world: World, places: list[Place]) -> None:
    serials: dict[str, int] = {}
    for place in (place for place in places if place.has_permit):
        number_space = place.area.code or names.CITY_CODE
        serials[number_space] = serials.get(number_space, 90000) + 1
        begun = place.opened - timedelta(days=world.random.randint(30, 700))
        long_term = world.chance(0.15)
        place.facts["permit"] = world.add(
            SchoolPermit(
                institution=place.institution,
                number=names.permit_number(place.area, serials[number_space]),
                valid_from=None if long_term else begun,
                valid_until=None
                if long_term
                else _last_day(begun, world.today, world.random.randint(-60, 900)),
                long_term=long_term,
            )
        )


def _last_day(begun: date, today: date, left: int) -> date:
    """A permit runs three years and is renewed: it ends some time from now."""
    return max(begun + timedelta(days=365), today + timedelta(days=left))


def _sites(world: World, places: list[Place]) -> None:
    for place in places:
        institution = place.institution
        world.add(
            TeachingSite(
                institution=institution,
                address=institution.address,
                district_id=institution.district_id,
                street=institution.street,
                is_main=True,
                cross_district=False,
            )
        )
        if world.chance(0.14):
            world.add(_second_site(world, place))


def _second_site(world: World, place: Place) -> TeachingSite:
    """A further site; one in five lies in another district (S6)."""
    elsewhere = world.chance(0.2)
    area = world.random.choice([area for area in AREAS if (area != place.area) is elsewhere])
    district = world.districts[area.slug]
    street: Street = world.random.choice(world.streets[district.pk])
    return TeachingSite(
        institution=place.institution,
        address=names.address(world.random, area, street.name),
        district=district,
        street=street,
        is_main=False,
        cross_district=elsewhere,
    )
