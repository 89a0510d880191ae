"""Whitelist and blacklist: what districts proposed, what the city accepted, and every publication since.

Proposals are written in bulk; conditions are judged and publications sealed by the services themselves, each
on its own day, while the database holds no more than what was true then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from inspections.models import RectificationOrder, TeachingStop
from inspections.terms import Failure, OrderState
from institutions.models import Institution, SchoolPermit
from institutions.terms import Status
from portal.accounts.actors import Actor
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.clock import standing_at
from portal.demo.proposals import ENDED, LISTED_ALREADY, PUT_RIGHT, WHITE_REASON, WHY, decide, propose
from portal.demo.register import Place
from portal.demo.world import World
from publicity.models import ListProposal, Publication
from publicity.rules.whitelist import meets_all
from publicity.rules.years import ListDays, list_year
from publicity.services.facts import conditions_of
from publicity.services.publishing import publish
from publicity.terms import ListKind, Origin, PublicationKind, Severity

SOON = timedelta(days=25)


@dataclass(frozen=True, slots=True)
class Issue:
    """A publication to come: on which day, of which district, annual or in between."""

    on: date
    district_id: int
    year: int
    kind: str


@dataclass
class Register:
    """The institutions of one district, and what is known of them day by day."""

    world: World
    places: dict[int, list[Place]]
    orders: list[RectificationOrder]  # by the day they closed, those open last
    stops: dict[int, list[TeachingStop]]
    written: int = 0
    black: set[tuple[int, int]] = field(default_factory=set)  # institution and year that have a live proposal
    under_way: set[int] = field(default_factory=set)  # institutions that the next issue lists
    told: set[int] = field(default_factory=set)  # failed orders dealt with, and ended institutions as minus


def years_to_tell(today: date, since: date) -> list[int]:
    """The years whose lists came out within the history."""
    opening = ListDays().opening
    return [year for year in range(since.year, today.year + 1) if since <= opening(year) <= today]


def make(world: World, places: list[Place]) -> None:
    """Publish what was published, leave open what waits."""
    register = _open_register(world, places)
    for issue in _issues(world):
        _catch_up(register, issue.on)
        _blacklist(register, issue)
        if issue.kind == PublicationKind.ANNUAL:
            _whitelist(register, issue)
        _publish(world, issue)
    _catch_up(register, date.max)
    _settle(register)
    for district_id in sorted(register.places):
        _waiting(register, district_id)


def _open_register(world: World, places: list[Place]) -> Register:
    by_district: dict[int, list[Place]] = {}
    for place in places:
        by_district.setdefault(place.institution.district_id, []).append(place)
    orders = world.rows_of("inspections.RectificationOrder")
    stops: dict[int, list[TeachingStop]] = {}
    for stop in world.rows_of("inspections.TeachingStop"):
        stops.setdefault(stop.institution.pk, []).append(stop)
    return Register(world, by_district, sorted(orders, key=lambda o: (o.closed_on or date.max, o.pk)), stops)


def _issues(world: World) -> list[Issue]:
    """Every district's annual list in June and what came out in between, in the order of their days."""
    issues = []
    for year in years_to_tell(world.today, world.since):
        for place, district_id in enumerate(sorted(world.streets)):
            june = world.calendar.next_working_day(date(year, 6, 10) + timedelta(days=place))
            annual = Issue(june, district_id, year, PublicationKind.ANNUAL)
            issues.append(annual)
            for days_later in (95, 215):
                between = world.calendar.next_working_day(june + timedelta(days=days_later))
                issues.append(Issue(between, district_id, year, PublicationKind.INTERIM))
    own = world.districts[OWN_DISTRICT].pk
    latest = max((issue.year for issue in issues), default=0)
    past = [issue for issue in issues if issue.on < world.today]
    # The newcomer's own district has its last list still to publish.
    kept = [issue for issue in past if issue.district_id != own or issue.year < latest]
    return sorted(kept, key=lambda issue: (issue.on, issue.district_id))


def _catch_up(register: Register, day: date) -> None:
    """Write the orders that were closed by a day."""
    start = register.written
    orders = register.orders
    while register.written < len(orders) and (orders[register.written].closed_on or date.max) <= day:
        register.written += 1
    register.world.write_some(orders[start : register.written])


def _blacklist(register: Register, issue: Issue) -> None:
    """Propose and accept what had failed in time for the issue."""
    world = register.world
    proposals: list[ListProposal | None] = []
    heard = issue.on - timedelta(days=14)
    register.under_way.clear()
    for order in register.orders:
        if order.state != OrderState.FAILED or order.pk in register.told:
            continue
        if order.institution.district_id == issue.district_id and (order.closed_on or date.max) <= heard:
            register.told.add(order.pk)
            proposals.append(_of_order(register, order, issue.on))
    for place in register.places[issue.district_id]:
        if place.ended is not None and place.ended <= heard and -place.institution.pk not in register.told:
            register.told.add(-place.institution.pk)
            proposals.append(_of_ended(register, place, issue.on))
    world.write_some([proposal for proposal in proposals if proposal is not None])


def _of_order(register: Register, order: RectificationOrder, by: date) -> ListProposal:
    """The proposal that a failed order brought, and what the city made of it."""
    world = register.world
    failed_on = order.closed_on
    assert failed_on is not None
    proposal = propose(
        world,
        order.institution,
        ListKind.BLACK,
        list_year(failed_on, ListDays()),
        failed_on,
        Actor.system(),
        origin=Origin.FAILED_ORDER,
        clause="P8",
        reason=f"整改通知书 {order.number} 未完成整改：{WHY[Failure(order.failure)]}。",
        severity=Severity.GENERAL,
        source_order=order,
        needs_look=True,
    )
    if _put_right_soon(register, order, failed_on):
        decide(world, proposal, by, PUT_RIGHT)
    elif not _take(register, order.institution.pk, proposal.year):
        decide(world, proposal, by, LISTED_ALREADY)
    else:
        decide(world, proposal, by)
    return proposal


def _take(register: Register, institution_id: int, year: int) -> bool:
    """Whether the institution may still be proposed for the year's blacklist; from now on it is."""
    if (institution_id, year) in register.black or institution_id in register.under_way:
        return False
    register.black.add((institution_id, year))
    register.under_way.add(institution_id)
    return True


def _put_right_soon(register: Register, order: RectificationOrder, failed_on: date) -> bool:
    return any(
        other.institution is order.institution
        and other.state == OrderState.PASSED
        and failed_on <= (other.closed_on or date.max) <= failed_on + SOON
        for other in register.orders
    )


def _of_ended(register: Register, place: Place, by: date) -> ListProposal | None:
    """Who was banned or lost its permit is proposed by the district, once."""
    assert place.ended is not None
    year = list_year(place.ended, ListDays())
    if not _take(register, place.institution.pk, year):
        return None
    clause, reason = ENDED[place.facts["end"]]
    proposal = propose(
        register.world,
        place.institution,
        ListKind.BLACK,
        year,
        place.ended,
        register.world.officer(place.institution.district_id),
        origin=Origin.BY_HAND,
        clause=clause,
        reason=reason,
        severity=Severity.SERIOUS,
        needs_look=True,
    )
    decide(register.world, proposal, by)
    return proposal


def _whitelist(register: Register, issue: Issue) -> None:
    """Propose and accept who met every condition on the day the list opened."""
    world = register.world
    opened = ListDays().opening(issue.year)
    officer = world.officer(issue.district_id)
    proposals = []
    for place, conditions in _eligible(register, issue.district_id, issue.year, issue.on):
        proposal = propose(
            world,
            place.institution,
            ListKind.WHITE,
            issue.year,
            opened,
            officer,
            origin=Origin.COMPUTED,
            clause="S9",
            reason=WHITE_REASON,
            conditions=conditions,
        )
        decide(world, proposal, issue.on)
        proposals.append(proposal)
    world.write_some(proposals)


def _eligible(
    register: Register, district_id: int, year: int, on: date
) -> Iterable[tuple[Place, list[dict[str, Any]]]]:
    """The institutions of a district that may stand on the whitelist, with their conditions as found."""
    candidates = {
        place.institution.pk: place
        for place in register.places[district_id]
        if place.opened <= ListDays().opening(year)
        and place.present_on(on)
        and not _is_busy(register, place, on)
    }
    judged = conditions_of(list(candidates), year=year, today=on)
    for pk, place in candidates.items():
        if meets_all(judged[pk]):
            yield place, [asdict(condition) for condition in judged[pk]]


def _is_busy(register: Register, place: Place, on: date) -> bool:
    """Whether teaching was stopped or an order was open on a day."""
    if any(
        stop.since <= on and (stop.lifted_on is None or stop.lifted_on > on)
        for stop in register.stops.get(place.institution.pk, [])
    ):
        return True
    return any(
        order.served_on <= on < (order.closed_on or date.max) for order in place.facts.get("orders", [])
    )


def _publish(world: World, issue: Issue) -> None:
    """Let the service publish, on its day."""
    annual = issue.kind == PublicationKind.ANNUAL
    opened = ListDays().opening(issue.year) if annual else issue.on
    publication = Publication(
        kind=issue.kind, district_id=issue.district_id, year=issue.year, opened_on=opened
    )
    with standing_at(world.moment(issue.on, 10)):
        publication.save()
        if publish(publication, actor=world.actors["city"], today=issue.on) is None:
            publication.delete()
    if annual:
        at = world.moment(opened, 6)
        district_id = issue.district_id
        world.tell(at, Actor.system(), "list.opened", publication, district_id=district_id, clause="M8")


def _settle(register: Register) -> None:
    """From here on the institutions stand as their history leaves them."""
    places = [place for several in register.places.values() for place in several]
    for place in places:
        place.facts["settle"]()
    changed = [
        place
        for place in places
        if place.institution.status != Status.OPERATING or place.institution.zombie_since
    ]
    fields = ["status", "teaching_stopped_until", "zombie_since"]
    Institution.objects.bulk_update([place.institution for place in changed], fields, batch_size=200)
    permits = [place.facts["permit"] for place in changed if place.ended and "permit" in place.facts]
    SchoolPermit.objects.bulk_update(permits, ["revoked_on"], batch_size=200)


def _waiting(register: Register, district_id: int) -> None:
    """What waits for the city today: failed orders not yet decided, and the newcomer's own list."""
    world, proposals = register.world, []
    year = list_year(world.today, ListDays())
    for order in register.orders:
        if order.state != OrderState.FAILED or order.institution.district_id != district_id:
            continue
        if order.pk not in register.told and (order.institution.pk, year) not in register.black:
            register.black.add((order.institution.pk, year))
            proposals.append(_open_of_order(world, order, year))
    if district_id == world.districts[OWN_DISTRICT].pk:
        proposals += _own_list(register, district_id, year)
    world.write_some(proposals)


def _open_of_order(world: World, order: RectificationOrder, year: int) -> ListProposal:
    assert order.closed_on is not None
    return propose(
        world,
        order.institution,
        ListKind.BLACK,
        year,
        order.closed_on,
        Actor.system(),
        origin=Origin.FAILED_ORDER,
        clause="P8",
        reason=f"整改通知书 {order.number} 未完成整改：{WHY[Failure(order.failure)]}。",
        severity=Severity.GENERAL,
        source_order=order,
        needs_look=True,
    )


def _own_list(register: Register, district_id: int, year: int) -> list[ListProposal]:
    """The list of the newcomer's district is open; what it proposed waits for the city's review."""
    world = register.world
    opened = ListDays().opening(year)
    publication = Publication(
        kind=PublicationKind.ANNUAL, district_id=district_id, year=year, opened_on=opened
    )
    publication.save()
    world.tell(
        world.moment(opened, 6),
        Actor.system(),
        "list.opened",
        publication,
        district_id=district_id,
        clause="M8",
    )
    return [
        propose(
            world,
            place.institution,
            ListKind.WHITE,
            year,
            opened,
            world.officer(district_id),
            origin=Origin.COMPUTED,
            clause="S9",
            reason=WHITE_REASON,
            conditions=conditions,
        )
        for place, conditions in _eligible(register, district_id, year, world.today)
    ]
