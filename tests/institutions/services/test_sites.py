"""Teaching sites, rooms, and sites in another district."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from institutions.models import CrossSiteTask, Notice, TeachingSite
from institutions.services import corrections, cross_sites, sites
from institutions.terms import Audience, CrossSiteOutcome, CrossSiteState, Premises, RequestState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Department, Role
from portal.regions.models import District
from portal.rulebook.services import set_figure
from portal.timeline.models import Event
from tests.factories.institutions import RoomFactory, TeachingSiteFactory
from tests.factories.papers import CrossSiteTaskFactory, ProfileRequestFactory
from tests.people import person

pytestmark = pytest.mark.django_db
ELSEWHERE = "南昌市西湖区中山路8号"
DAY = date(2026, 3, 18)


@pytest.fixture
def market_b(district_b: District) -> Actor:
    return person(
        "market_b", "徐市监", Role.DEPARTMENT_OFFICER, district=district_b, department=Department.MARKET
    )


@pytest.mark.clause("S6", "M7")
def test_a_site_in_another_district_becomes_a_task_there_at_once(
    institution: Any, officer_a: Actor, district_b: District
) -> None:
    site = sites.add_site(institution, actor=officer_a, reason="巡查发现", address=ELSEWHERE)
    assert site.cross_district
    task = CrossSiteTask.objects.get()
    assert (task.site, task.district, task.state) == (site, district_b, CrossSiteState.OPEN)
    assert cross_sites.review_all(DAY) == 0


@pytest.mark.clause("S6")
def test_a_site_at_home_becomes_none(institution: Any, officer_a: Actor) -> None:
    site = sites.add_site(institution, actor=officer_a, reason="新址", address="南昌市东湖区民德路9号")
    assert not site.cross_district
    assert not CrossSiteTask.objects.exists()


@pytest.mark.clause("S6", "M7")
def test_the_daily_work_opens_what_an_import_brought_once(institution: Any, district_b: District) -> None:
    TeachingSiteFactory(institution=institution, district=district_b, cross_district=True)
    TeachingSiteFactory(institution=institution, district=None)
    closed = {"cross_district": True, "closed_on": DAY}
    TeachingSiteFactory(institution=institution, district=district_b, **closed)
    assert cross_sites.review_all(DAY) == 1
    assert cross_sites.review_all(DAY + timedelta(days=1)) == 0


@pytest.mark.clause("S6")
def test_corrected_back_or_given_up_the_task_settles_itself(institution: Any, officer_a: Actor) -> None:
    site = sites.add_site(institution, actor=officer_a, reason="巡查发现", address=ELSEWHERE)
    sites.correct_site(site, actor=officer_a, reason="看错", address="南昌市东湖区民德路9号", district=None)
    assert CrossSiteTask.objects.get().outcome == CrossSiteOutcome.MOVED_BACK
    other = sites.add_site(institution, actor=officer_a, reason="巡查发现", address=ELSEWHERE)
    sites.give_up_site(other, actor=officer_a, reason="已搬离", on=timezone.localdate())
    assert CrossSiteTask.objects.get(site=other).outcome == CrossSiteOutcome.CLOSED


@pytest.mark.clause("M7")
def test_market_supervision_of_the_site_s_district_handles_it_and_the_licensing_district_is_told(
    institution: Any, officer_a: Actor, market_a: Actor, market_b: Actor, officer_b: Actor
) -> None:
    sites.add_site(institution, actor=officer_a, reason="巡查发现", address=ELSEWHERE)
    task = CrossSiteTask.objects.get()
    said = {"outcome": CrossSiteOutcome.REFERRED, "note": "已移交"}
    for other in (market_a, officer_b, officer_a):
        with pytest.raises(NotAllowed):
            cross_sites.handle(task, actor=other, **said)
    with pytest.raises(ReasonRequired):
        cross_sites.handle(task, actor=market_b, outcome=CrossSiteOutcome.REFERRED, note=" ")
    with pytest.raises(Refusal):
        cross_sites.handle(task, actor=market_b, outcome="nothing", note="已移交")
    handled = cross_sites.handle(task, actor=market_b, **said)
    assert (handled.state, handled.handled_by) == (CrossSiteState.HANDLED, market_b.user)
    with pytest.raises(ChangedMeanwhile):
        cross_sites.handle(task, actor=market_b, **said)
    assert Notice.objects.get().audience == Audience.DISTRICT
    assert Event.objects.about(task).first().verb == "cross_site.handled"  # type: ignore[union-attr]
    assert cross_sites.review_all(DAY) == 0


@pytest.mark.clause("M7")
def test_who_sees_a_site_in_another_district(
    city: Actor, auditor: Actor, market_a: Actor, officer_a: Actor, officer_b: Actor, institution_user: Actor
) -> None:
    here = CrossSiteTaskFactory()
    own = CrossSiteTaskFactory(
        site__institution=institution_user.membership.institution,  # type: ignore[union-attr]
        district=District.objects.get(slug="360103"),
    )
    seen = {
        actor.role: set(CrossSiteTask.objects.visible_to(actor))
        for actor in (city, auditor, market_a, officer_a, institution_user)
    }
    assert seen == {
        Role.CITY_BUREAU: {here, own},
        Role.AUDITOR: {here, own},
        Role.DEPARTMENT_OFFICER: {here, own},
        Role.DISTRICT_BUREAU: {here, own},
        Role.INSTITUTION: {own},
    }
    assert set(CrossSiteTask.objects.visible_to(officer_b)) == {own}
    assert not CrossSiteTask.objects.visible_to(Actor.citizen())


@pytest.mark.clause("D4")
def test_a_site_holds_what_its_rooms_hold(institution: Any, city: Actor) -> None:
    site = TeachingSiteFactory(institution=institution, area=Decimal(300))
    empty = TeachingSiteFactory(institution=institution, area=Decimal(90))
    unknown = TeachingSiteFactory(institution=institution)
    RoomFactory(site=site, area=Decimal("59.9"))
    RoomFactory(site=site, area=Decimal(31))
    RoomFactory(site=site, area=Decimal(60), closed_on=DAY)

    def held() -> list[int | None]:
        rows = list(TeachingSite.objects.filter(pk__in=[site.pk, empty.pk, unknown.pk]).order_by("pk"))
        return [space.pupils for space in sites.spaces_of(institution, rows, DAY)]

    assert held() == [29, 30, None]
    set_figure(
        city, "D4.space", value={"square_metres_a_pupil": "4"}, source="测试", valid_from=DAY, reason="测试"
    )
    assert held() == [21, 22, None]


def test_sites_are_changed_by_their_district_with_a_reason(
    institution: Any, officer_a: Actor, officer_b: Actor, institution_user: Actor
) -> None:
    site = TeachingSiteFactory(institution=institution)
    for stranger in (officer_b, institution_user):
        with pytest.raises(NotAllowed):
            sites.correct_site(site, actor=stranger, reason="核对", premises=Premises.RESIDENTIAL)
    with pytest.raises(ReasonRequired):
        sites.correct_site(site, actor=officer_a, reason="", premises=Premises.RESIDENTIAL)
    sites.correct_site(site, actor=officer_a, reason="现场核查", premises=Premises.RESIDENTIAL)
    event = Event.objects.about(site).first()
    assert event is not None
    assert event.changes == {"premises": ["", "residential"]}
    assert event.district_id == institution.district_id


def test_there_is_one_main_site_and_one_site_an_address(institution: Any, officer_a: Actor) -> None:
    first = TeachingSiteFactory(institution=institution, is_main=True)
    second = sites.add_site(
        institution, actor=officer_a, reason="新址", address="南昌市东湖区民德路9号", is_main=True
    )
    first.refresh_from_db()
    assert not first.is_main
    with pytest.raises(Refusal) as twice:
        sites.add_site(institution, actor=officer_a, reason="新址", address=second.address)
    assert twice.value.field == "address"
    with pytest.raises(Refusal):
        sites.give_up_site(second, actor=officer_a, reason="搬离", on=timezone.localdate())
    sites.give_up_site(first, actor=officer_a, reason="搬离", on=timezone.localdate())
    sites.give_up_site(second, actor=officer_a, reason="停办", on=timezone.localdate())
    with pytest.raises(ChangedMeanwhile):
        sites.give_up_site(second, actor=officer_a, reason="停办", on=timezone.localdate())


def test_a_day_to_come_is_no_last_day(institution: Any, officer_a: Actor) -> None:
    site = TeachingSiteFactory(institution=institution, opened_on=timezone.localdate())
    for day in (timezone.localdate() + timedelta(days=1), timezone.localdate() - timedelta(days=1)):
        with pytest.raises(Refusal) as refusal:
            sites.give_up_site(site, actor=officer_a, reason="搬离", on=day)
        assert refusal.value.field == "on"


@pytest.mark.clause("D4")
def test_an_institution_keeps_its_own_rooms_and_no_other(
    institution: Any, institution_user: Actor, institution_b: Any
) -> None:
    site = TeachingSiteFactory(institution=institution)
    room = sites.add_room(site, actor=institution_user, name="101", area=Decimal(60))
    with pytest.raises(Refusal) as twice:
        sites.add_room(site, actor=institution_user, name="101", area=Decimal(50))
    assert twice.value.field == "name"
    sites.correct_room(room, actor=institution_user, name="101", area=Decimal(55))
    sites.give_up_room(room, actor=institution_user)
    with pytest.raises(ChangedMeanwhile):
        sites.give_up_room(room, actor=institution_user)
    again = sites.add_room(site, actor=institution_user, name="101", area=Decimal(50))
    assert (again.pk, again.closed_on) == (room.pk, None)
    verbs = {event.verb for event in Event.objects.about(room)}
    assert verbs == {"room.added", "room.corrected", "room.given_up"}
    with pytest.raises(NotAllowed):
        sites.add_room(
            TeachingSiteFactory(institution=institution_b), actor=institution_user, name="1", area=Decimal(9)
        )


def test_an_officer_changes_a_room_only_with_a_reason(officer_a: Actor) -> None:
    room = RoomFactory()
    with pytest.raises(ReasonRequired):
        sites.give_up_room(room, actor=officer_a)
    sites.give_up_room(room, actor=officer_a, reason="现场核查")


@pytest.mark.clause("S1")
def test_a_wish_for_a_correction_is_answered_once(officer_a: Actor, officer_b: Actor) -> None:
    wish = ProfileRequestFactory()
    with pytest.raises(NotAllowed):
        corrections.answer(wish, actor=officer_b, answer="已更正", is_corrected=True)
    with pytest.raises(ReasonRequired):
        corrections.answer(wish, actor=officer_a, answer=" ", is_corrected=True)
    answered = corrections.answer(wish, actor=officer_a, answer="已更正", is_corrected=True)
    assert answered.state == RequestState.CORRECTED
    assert "已更正" in Notice.objects.get().text
    with pytest.raises(ChangedMeanwhile):
        corrections.answer(wish, actor=officer_a, answer="不改", is_corrected=False)
