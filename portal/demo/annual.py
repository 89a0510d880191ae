"""Three annual inspections: opened in March, concluded in May, and the zombies they bring to light."""

from __future__ import annotations

from datetime import date, timedelta

from institutions.models import AnnualInspection, AnnualReturn, Institution
from institutions.terms import AnnualResult, AnnualState
from portal.accounts.actors import Actor
from portal.demo.register import Place
from portal.demo.world import World, put

RESULTS = {AnnualResult.PASSED: 84, AnnualResult.BASIC: 11, AnnualResult.FAILED: 5}
DORMANT = 0.012  # share of the licensed that have gone quiet for good
MISSED_ONCE = 0.02
STATEMENTS = (
    "本年度依法办学，收费已公示，消防设施完好。",
    "本年度新增教室两间，教师均持证上岗。",
    "本年度无投诉，按备案班次开展培训。",
)


def years_until(today: date) -> list[int]:
    """The last three years whose annual inspection has opened."""
    latest = today.year if today >= date(today.year, 3, 1) else today.year - 1
    return [latest - 2, latest - 1, latest]


def make(world: World, places: list[Place], version: str) -> None:
    """Hold the inspections of every district and mark who has had no result for two years."""
    years = years_until(world.today)
    licensed = [place for place in places if place.has_permit]
    for place in licensed:
        place.facts["quiet_since"] = years[1] if world.chance(DORMANT) else None
    returns: list[AnnualReturn] = []
    for year in years:
        inspections = put(_inspection(world, pk, year, version) for pk in sorted(world.streets))
        of_district = {inspection.district_id: inspection for inspection in inspections}
        for place in licensed:
            if place.present_on(date(year, 3, 1)):
                returns.append(_return(world, place, of_district[place.institution.district_id]))
        for inspection in inspections:
            _tell(world, inspection)
    put(returns)
    _tell_results(world, returns)
    _mark_zombies(world, licensed, years[-1])


def _inspection(world: World, district_id: int, year: int, version: str) -> AnnualInspection:
    conclude_by = date(year, 5, 31)
    done = world.today > conclude_by
    return AnnualInspection(
        district_id=district_id,
        year=year,
        opened_on=date(year, 3, 1),
        report_by=date(year, 3, 31),
        conclude_by=conclude_by,
        concluded_on=world.workday(date(year, 5, 18), date(year, 5, 28)) if done else None,
        rule_version=version,
        state=AnnualState.CONCLUDED if done else AnnualState.OPEN,
    )


def _return(world: World, place: Place, inspection: AnnualInspection) -> AnnualReturn:
    quiet = place.facts["quiet_since"]
    silent = (quiet is not None and inspection.year >= quiet) or world.chance(MISSED_ONCE)
    row = AnnualReturn(annual_inspection=inspection, institution=place.institution)
    last_report = min(inspection.report_by, world.today)
    if not silent and (world.today > inspection.report_by or world.chance(0.6)):
        row.reported_at = world.moment(world.workday(inspection.opened_on, last_report))
        row.pupils = world.random.randint(12, 260)
        row.teachers = max(2, row.pupils // 15)
        row.statement = world.random.choice(STATEMENTS)
    if inspection.concluded_on is None:
        return row
    row.result = AnnualResult.ABSENT if silent else _result(world, place)
    row.decided_by = world.officer(inspection.district_id).user
    row.decided_at = world.moment(world.workday(date(inspection.year, 4, 6), inspection.concluded_on))
    return row


def _result(world: World, place: Place) -> str:
    worse = place.temper > 0.45
    weights = {AnnualResult.PASSED: 45, AnnualResult.BASIC: 35, AnnualResult.FAILED: 20} if worse else RESULTS
    return str(world.random.choices(list(weights), list(weights.values()))[0])


def _tell(world: World, inspection: AnnualInspection) -> None:
    opened = world.moment(inspection.opened_on, 8)
    world.tell(
        opened, Actor.system(), "annual.opened", inspection, district_id=inspection.district_id, clause="D6"
    )
    if inspection.concluded_on:
        officer = world.officer(inspection.district_id)
        at = world.moment(inspection.concluded_on + timedelta(days=0), 18)
        world.tell(
            at, officer, "annual.concluded", inspection, district_id=inspection.district_id, clause="M7"
        )


def _tell_results(world: World, returns: list[AnnualReturn]) -> None:
    for row in returns:
        if row.decided_at is not None:
            institution = row.institution
            world.tell(
                row.decided_at,
                world.officer(institution.district_id),
                "annual.decided",
                row,
                institution=institution,
                clause="M7",
                changes={"result": row.result},
            )


def _mark_zombies(world: World, licensed: list[Place], latest: int) -> None:
    """Who has had no result for two years is a zombie (M7)."""
    found = date(latest, 6, 1)
    if world.today < found:
        return
    zombies = [place.institution for place in licensed if place.facts["quiet_since"] == latest - 1]
    Institution.objects.filter(pk__in=[zombie.pk for zombie in zombies]).update(zombie_since=found)
    for zombie in zombies:
        zombie.zombie_since = found
        world.tell(
            world.moment(found, 6),
            Actor.system(),
            "institution.zombie",
            zombie,
            institution=zombie,
            clause="M7",
        )
