"""Three annual inspections: opened in March, concluded in May, and the zombies they bring to light."""

from __future__ import annotations

from datetime import date

from institutions.models import AnnualInspection, AnnualReturn
from institutions.rules.annual import AnnualDays, zombie_since
from institutions.terms import AnnualResult, AnnualState
from portal.accounts.actors import Actor
from portal.demo.register import Place
from portal.demo.world import World

RESULTS = {AnnualResult.PASSED: 84, AnnualResult.BASIC: 11, AnnualResult.FAILED: 5}
DORMANT = 0.012  # share of the licensed that have gone quiet for good
MISSED_ONCE = 0.02
NOTES = {
    AnnualResult.ABSENT: "未在规定时间内报送年检材料。",
    AnnualResult.FAILED: "整改事项未完成，年检不合格。",
}
STATEMENTS = (
    "本年度依法办学，收费已公示，消防设施完好。",
    "本年度新增教室两间，教师均持证上岗。",
    "本年度无投诉，按备案班次开展培训。",
)


def years_until(today: date) -> list[int]:
    """The last three years whose annual inspection has opened."""
    latest = today.year if today >= date(today.year, 3, 1) else today.year - 1
    return [latest - 2, latest - 1, latest]


def make(world: World, places: list[Place]) -> None:
    """Hold the inspections of every district and mark who has had no result for two years."""
    years = years_until(world.today)
    licensed = [place for place in places if place.has_permit]
    for place in licensed:
        place.facts["quiet_since"] = years[1] if world.chance(DORMANT) else None
    returns: list[AnnualReturn] = []
    for year in years:
        inspections = [world.add(_inspection(world, pk, year)) for pk in sorted(world.streets)]
        of_district = {inspection.district_id: inspection for inspection in inspections}
        for place in licensed:
            if place.present_on(date(year, 3, 1)):
                returns.append(world.add(_return(world, place, of_district[place.institution.district_id])))
        for inspection in inspections:
            _tell(world, inspection)
    _tell_results(world, returns)
    _mark_zombies(world, licensed, returns)


def _inspection(world: World, district_id: int, year: int) -> AnnualInspection:
    days = AnnualDays()
    conclude_by = days.conclude_by(year)
    done = world.today > conclude_by
    return AnnualInspection(
        district_id=district_id,
        year=year,
        opened_on=days.opens(year),
        report_by=days.report_by(year),
        conclude_by=conclude_by,
        concluded_on=world.workday(date(year, 5, 18), date(year, 5, 28)) if done else None,
        rule_version=f"{AnnualDays.KEY}@default",
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
    row.note = NOTES.get(AnnualResult(row.result), "")
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
        at = world.moment(inspection.concluded_on, 18)
        world.tell(
            at, officer, "annual.concluded", inspection, district_id=inspection.district_id, clause="D6"
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


def _mark_zombies(world: World, licensed: list[Place], returns: list[AnnualReturn]) -> None:
    """Who has had no result for two years running is a zombie (M7)."""
    results: dict[int, list[tuple[int, str]]] = {}
    for row in returns:
        if row.annual_inspection.concluded_on is not None:
            results.setdefault(row.institution.pk, []).append((row.annual_inspection.year, row.result))
    for place in licensed:
        institution = place.institution
        since = zombie_since(results.get(institution.pk, []))
        if since is not None:
            place.facts["zombie_since"] = date(since, 1, 1)
            found = world.moment(date(max(year for year, _ in results[institution.pk]), 6, 1), 6)
            system = Actor.system()
            world.tell(found, system, "institution.zombie", institution, institution=institution, clause="M7")
