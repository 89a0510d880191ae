"""What the sites are like: rooms with their area, the kind of premises, and the papers beside the school permit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from institutions.models import Paper, Room, TeachingSite
from institutions.services import cross_sites, expiry, marks
from institutions.terms import Category, PaperKind, PaperState, Premises, Situation
from portal.demo.clock import standing_at
from portal.demo.register import Place
from portal.demo.world import World

PREMISES = {
    Premises.COMMERCIAL: 76,
    Premises.SCHOOL: 8,
    Premises.INDUSTRIAL: 4,
    Premises.RESIDENTIAL: 4,
    "": 8,
}
SCOPES = {
    Situation.BOTH: "校外培训；教育用品销售。",
    Situation.BUSINESS_ONLY: "教育咨询服务；文化艺术交流活动策划；办公用品销售（依法须经批准的项目，经相关部门批准后方可开展）。",
}


def make(world: World, places: list[Place]) -> None:
    """Furnish every site and hand in the papers.

    The draws are this stage's own: the rest of the city comes out as it would without it.
    """
    random = Random(world.size)
    of = {place.institution.pk: place for place in places}
    for site in world.rows_of("institutions.TeachingSite"):
        _furnish(world, random, of[site.institution_id], site)
    for place in places:
        _papers(world, random, place)


def look(world: World) -> None:
    """Let the daily work find what there is to find, on the day that the demonstration stands at."""
    with standing_at(world.moment(world.today, 1)):
        marks.review_all(world.today)
        cross_sites.review_all(world.today)
        expiry.tell_of_endings(world.today)


def _furnish(world: World, random: Random, place: Place, site: TeachingSite) -> None:
    kind = random.choices(list(PREMISES), list(PREMISES.values()))[0]
    site.premises = str(kind)
    site.opened_on = place.opened
    if not kind:
        return  # of these nobody has said anything yet
    rooms = [Decimal(random.randint(36, 150)) / 2 for _ in range(random.randint(2, 7))]
    site.area = sum(rooms, Decimal(0)) + random.randint(20, 120)
    floor = random.randint(1, 4)
    for number, area in enumerate(rooms, start=1):
        world.add(Room(site=site, name=f"{floor}{number:02d}教室", area=area))


def _papers(world: World, random: Random, place: Place) -> None:
    """The registration of every company or private school, and what its premises need."""
    institution = place.institution
    if institution.has_credit_code:
        is_company = institution.code.startswith("91")
        kind = PaperKind.BUSINESS if is_company else PaperKind.NONPROFIT
        scope = SCOPES.get(Situation(institution.situation), "") if is_company else "校外培训"
        _paper(world, place, kind, institution.code, scope=scope)
    if not place.has_permit:
        return
    serial = institution.pk
    _paper(world, place, PaperKind.FIRE, f"洪消安检字〔{place.opened.year}〕第{serial:04d}号")
    _paper(world, place, PaperKind.LEASE, f"房租{serial:05d}", _end(world.today, random, place.opened))
    if institution.category == Category.CARE or random.random() < 0.1:
        number = f"JY336{serial:010d}"
        _paper(world, place, PaperKind.FOOD, number, _end(world.today, random, place.opened))


def _end(today: date, random: Random, opened: date) -> date:
    """A term of some years; most have a while to run, a few end soon or have ended."""
    return max(opened + timedelta(days=365), today + timedelta(days=random.randint(-40, 900)))


def _paper(
    world: World, place: Place, kind: str, number: str, until: date | None = None, *, scope: str = ""
) -> None:
    officer = world.officer(place.institution.district_id)
    at = place.institution.created_at
    paper = Paper(
        institution=place.institution,
        kind=kind,
        number=number,
        issued_on=place.opened,
        valid_until=until,
        long_term=until is None,
        scope=scope,
        state=PaperState.CONFIRMED,
        sent_by=officer.user,
        sent_at=at,
        decided_by=officer.user,
        decided_at=at,
        updated_at=at,
    )
    world.add(paper)
    world.tell(at, officer, "paper.added", paper, institution=place.institution, clause="S1")
