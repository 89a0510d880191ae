"""Three annual inspections: opened in March, concluded in May, and the zombies they bring to light."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from institutions.models import (
    AnnualInspection,
    AnnualReport,
    AnnualReturn,
    AnnualScore,
    ScoringItem,
    ScoringScheme,
    ZombieTask,
)
from institutions.rules.annual import AnnualDays, zombie_since
from institutions.rules.scoring import AnnualNotice, AnnualScores
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
# How many points go with a result: from, to.
POINTS = {AnnualResult.PASSED: (82, 98), AnnualResult.BASIC: (62, 78), AnnualResult.FAILED: (41, 58)}
REASONS = ("资料不全，酌情扣分。", "现场核查与自评不符。", "整改完成时间超期。")
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
    _fill(world, returns, years[-1])
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
        scheme=ScoringScheme.objects.in_force(days.opens(year)),
        state=AnnualState.CONCLUDED if done else AnnualState.OPEN,
    )


def _return(world: World, place: Place, inspection: AnnualInspection) -> AnnualReturn:
    quiet = place.facts["quiet_since"]
    silent = (quiet is not None and inspection.year >= quiet) or world.chance(MISSED_ONCE)
    row = AnnualReturn(annual_inspection=inspection, institution=place.institution)
    last_report = min(inspection.report_by, world.today)
    if not silent and (world.today > inspection.report_by or world.chance(0.6)):
        row.report(world.moment(world.workday(inspection.opened_on, last_report)))
        row.pupils = world.random.randint(12, 260)
        row.teachers = max(2, row.pupils // 15)
        row.statement = world.random.choice(STATEMENTS)
    if inspection.concluded_on is None:
        return row
    result = AnnualResult.ABSENT if silent else _result(world, place)
    note = NOTES.get(AnnualResult(result), "")
    decided = world.moment(world.workday(date(inspection.year, 4, 6), inspection.concluded_on))
    row.decided_by = world.officer(inspection.district_id).user
    if silent:
        row.miss(note, decided)
    else:
        _decide(world, row, str(result), note, decided)
    return row


def _decide(world: World, row: AnnualReturn, result: str, note: str, decided: datetime) -> None:
    """Reviewed, in notice for five working days, and final the day after."""
    until = decided.date() - timedelta(days=1)
    given = world.calendar.next_working_day(until - timedelta(days=8))
    row.begin_review(row.decided_by)
    row.propose(result, min(given, until), until)
    row.rule_result, row.note = result, note
    row.scores_version = f"{AnnualScores.KEY}@default"
    row.notice_version = f"{AnnualNotice.KEY}@default"
    scheme = row.annual_inspection.scheme
    row.scheme_version = scheme.version if scheme else ""
    row.finish(decided)


def _result(world: World, place: Place) -> str:
    worse = place.temper > 0.45
    weights = {AnnualResult.PASSED: 45, AnnualResult.BASIC: 35, AnnualResult.FAILED: 20} if worse else RESULTS
    return str(world.random.choices(list(weights), list(weights.values()))[0])


def _fill(world: World, returns: list[AnnualReturn], year: int) -> None:
    """The last year in full: figures and own points of every report, and the district's where it has decided."""
    last = [row for row in returns if row.annual_inspection.year == year and row.reported_at is not None]
    scheme = ScoringScheme.objects.in_force(date(year, 3, 1))
    items = list(ScoringItem.objects.filter(section__scheme=scheme)) if scheme else []
    for row in last:
        dice = Random(f"annual {row.pk}")
        world.add(_figures(row, dice))
        decided = row.proposed != ""
        low, high = POINTS[AnnualResult(row.proposed or AnnualResult.PASSED)]
        losses = _losses(items, 100 - dice.randint(low, high), dice)
        if decided:
            row.score = sum(item.points for item in items) - sum(losses.values())
        for item in items:
            world.add(_score(row, item, losses[item.pk], dice, decided=decided))


def _losses(items: list[ScoringItem], lost: int, dice: Random) -> dict[int, int]:
    """Where the points went that an institution did not get."""
    losses = dict.fromkeys((item.pk for item in items), 0)
    while items and lost > 0:
        item = dice.choice(items)
        off = min(lost, item.points - losses[item.pk], dice.randint(1, 3))
        losses[item.pk] += off
        lost -= off
    return losses


def _score(row: AnnualReturn, item: ScoringItem, lost: int, dice: Random, *, decided: bool) -> AnnualScore:
    points = item.points - lost
    own = points if dice.random() < 0.7 else min(item.points, points + dice.randint(1, 2))
    reason = dice.choice(REASONS) if decided and own != points else ""
    return AnnualScore(
        annual_return=row, item=item, self_points=own, points=points if decided else None, reason=reason
    )


def _figures(row: AnnualReturn, dice: Random) -> AnnualReport:
    """Figures that go with the pupils and teachers of the report."""
    pupils, teachers = row.pupils or 0, row.teachers or 0
    assert row.reported_at is not None
    primary = pupils * dice.randint(40, 80) // 100
    junior = (pupils - primary) * dice.randint(60, 100) // 100
    income = Decimal(pupils * dice.randint(18, 46) * 100)
    return AnnualReport(
        annual_return=row,
        pupils_preschool=0,
        pupils_primary=primary,
        pupils_junior=junior,
        pupils_senior=pupils - primary - junior,
        teachers=teachers,
        certified=max(0, teachers - dice.choice((0, 0, 0, 1))),
        classes=max(1, pupils // 18),
        fee_income=income,
        refunds=income * dice.randint(0, 4) / 100,
        area=Decimal(max(90, pupils * dice.randint(3, 5))),
        records_checked_on=date(row.annual_inspection.year - 1, dice.randint(7, 9), dice.randint(1, 28)),
        statement=row.statement,
        saved_at=row.reported_at,
    )


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
            task = world.add(ZombieTask(institution=institution, since_year=since, opened_on=found.date()))
            world.tell(found, system, "zombie.opened", task, institution=institution, clause="M7")
