"""Three years of joint inspections over all institutions, and the visits that are still to come."""

from __future__ import annotations

from datetime import date, timedelta

from inspections.terms import Group
from institutions.terms import Category, Situation
from portal.accounts.roles import Department
from portal.demo import lawful
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.findings import Court
from portal.demo.register import Place
from portal.demo.visits import (
    PURPOSES,
    Checklist,
    departments_for,
    first_visit,
    open_inspection,
    planned_visit,
)
from portal.demo.world import World

D = Department
# Who finds what, and how often against the rest.
COMMON: tuple[tuple[Group, Department, int], ...] = (
    (Group.FIRE, D.FIRE, 22),
    (Group.FEES, D.MARKET, 14),
    (Group.ADVERTISING, D.MARKET, 12),
    (Group.TEACHING_PLAN, D.EDUCATION, 10),
    (Group.STAFF, D.EDUCATION, 9),
    (Group.PREMISES, D.EDUCATION, 9),
    (Group.SCOPE, D.MARKET, 6),
    (Group.HOURS, D.EDUCATION, 5),
    (Group.CROSS_DISTRICT, D.EDUCATION, 3),
    (Group.HOME_WORKSHOP, D.EDUCATION, 2),
    (Group.SERVING_TEACHER, D.EDUCATION, 2),
)
OF_SUBJECT_CLASSES = (
    (Group.SYLLABUS, D.EDUCATION, 16),
    (Group.EXAM_COMPETITION, D.EDUCATION, 4),
    (Group.ADMISSION_LINK, D.EDUCATION, 2),
)
OF_CARE = ((Group.FOOD, D.HEALTH, 20),)
PLANNED = 0.012
WAITING = 3  # of so many planned visits in the own district one waits for the newcomer's approval
A_YEAR = 365


def make(world: World, places: list[Place]) -> None:
    """Inspect everybody some times, with all that follows."""
    checklist = Checklist.load()
    for place in places:
        court = Court(world, place, checklist)
        if place.facts.get("shown"):
            _shown(world, court)
        for purpose in [] if place.facts.get("shown") else _occasions(world, place):
            if place.ended is not None or not _visit(world, court, purpose):
                break
        court.course = ""
        _plan(world, place, checklist)
        place.facts["settle"] = court.settle


def _occasions(world: World, place: Place) -> list[str]:
    """How often somebody comes in three years: more often where more was wrong (N2)."""
    often = int(world.chance(0.6)) + int(world.chance(0.15 + place.temper)) + int(world.chance(place.temper))
    return world.random.sample(PURPOSES, often)


def _visit(world: World, court: Court, purpose: str) -> bool:
    """Make the next visit; False where there is no day left for it."""
    place = court.place
    earliest = max(place.opened + timedelta(days=20), court.until + timedelta(days=30))
    if earliest >= world.today:
        return False
    span = min((world.today - earliest).days - 1, A_YEAR + 200)
    on = world.calendar.next_working_day(earliest + timedelta(days=world.random.randint(0, max(0, span))))
    if on >= world.today:
        return False
    departments = departments_for(world, place)
    _inspect(world, court, on, purpose, departments, _wrong(world, place, departments))
    return True


def _inspect(
    world: World, court: Court, on: date, purpose: str, departments: list[str], wrong: dict[str, list[Group]]
) -> None:
    """Go there on a day; what was found takes its course."""
    place = court.place
    inspection = open_inspection(world, place, on, departments, purpose)
    lawful.approve(world, inspection)
    court.until = on
    for part in first_visit(world, inspection, court.checklist, wrong):
        for group in dict.fromkeys(wrong.get(part.department, [])):
            if place.ended is None:
                court.find(inspection, part, group)
    if on < world.today - timedelta(days=4) or world.chance(0.5):
        inspection.close(on)
        court.tell(on, court.officer, "inspection.closed", inspection, clause="S5")


def _shown(world: World, court: Court) -> None:
    """What a newcomer finds in the own district: an order to report on, one to re-inspect, a finding to decide."""
    team = [str(D.EDUCATION), str(D.FIRE), str(D.MARKET)]
    lately = world.calendar.next_working_day(world.today - timedelta(days=11))
    if court.place.facts["shown"] == "order":
        court.course = "serve"
        _inspect(world, court, lately, PURPOSES[0], team, {str(D.MARKET): [Group.FEES]})
        return
    if court.place.facts["shown"] == "report":
        court.course = "report"
        before = world.calendar.next_working_day(world.today - timedelta(days=24))
        _inspect(world, court, before, PURPOSES[4], team, {str(D.FIRE): [Group.FIRE]})
        return
    court.course = "pass"
    earlier = world.calendar.next_working_day(max(court.place.opened, world.today - timedelta(days=300)))
    _inspect(world, court, earlier, PURPOSES[1], team, {str(D.EDUCATION): [Group.SYLLABUS]})
    court.course = "confirm"
    _inspect(world, court, lately, PURPOSES[2], team, {str(D.EDUCATION): [Group.SYLLABUS]})


def _wrong(world: World, place: Place, departments: list[str]) -> dict[str, list[Group]]:
    """What each department finds: mostly nothing."""
    situation = place.institution.situation
    if situation == Situation.NEITHER and world.chance(0.5):
        return {str(D.EDUCATION): [Group.NO_LICENCE_NO_PERMIT]}
    wrong: dict[str, list[Group]] = {}
    if situation == Situation.BUSINESS_ONLY and world.chance(0.35):
        wrong[str(D.EDUCATION)] = [Group.NO_PERMIT]
    if not world.chance(0.06 + 1.3 * place.temper):
        return wrong
    groups = list(COMMON)
    if place.institution.category == Category.SUBJECT:
        groups += OF_SUBJECT_CLASSES
    if place.institution.category == Category.CARE:
        groups += OF_CARE
    able = [entry for entry in groups if str(entry[1]) in departments]
    for group, department, _weight in world.random.choices(
        able, [weight for _group, _department, weight in able], k=world.random.choice((1, 1, 1, 2))
    ):
        wrong.setdefault(str(department), []).append(group)
    return wrong


def _plan(world: World, place: Place, checklist: Checklist) -> None:
    """A few visits are still to come; in the district of the newcomer several."""
    share = 0.25 if place.area.slug == OWN_DISTRICT else PLANNED
    if place.ended is None and world.chance(share):
        on = world.calendar.add(world.today, world.random.randint(1, 8))
        departments = [str(D.EDUCATION), str(D.FIRE), str(D.MARKET)]
        purpose = world.random.choice(PURPOSES)
        waits = place.area.slug == OWN_DISTRICT and place.institution.pk % WAITING == 0
        second = world.inspector(place.institution.district_id, D.EDUCATION) if waits else None
        inspection = open_inspection(world, place, on, departments, purpose, second)
        if not waits:
            lawful.approve(world, inspection)
        planned_visit(world, inspection, checklist)
