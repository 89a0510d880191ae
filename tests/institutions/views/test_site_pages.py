"""Teaching sites, rooms, sites in another district, and what the register found by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.models import CrossSiteTask, Room, TeachingSite
from institutions.terms import CrossSiteState, Premises
from portal.accounts.actors import Actor
from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory, RoomFactory, TeachingSiteFactory
from tests.factories.papers import CrossSiteTaskFactory, SituationMarkFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/institutions/"


@pytest.fixture
def my(client_as: Callable[[Actor], Client], institution_user: Actor) -> Client:
    return client_as(institution_user)


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


@pytest.fixture
def market(client_as: Callable[[Actor], Client], market_a: Actor) -> Client:
    return client_as(market_a)


def same_queries(client: Client, url: str, fill: Callable[[int], None], exact: Any) -> None:
    fill(2)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(10)
    with exact(len(few)):
        client.get(url)


@pytest.mark.clause("S6")
def test_an_officer_enters_corrects_and_gives_up_a_site(desk: Client, institution: Any) -> None:
    new = f"/desk/institutions/{institution.code}/sites/new/"
    assert desk.get(new).status_code == 200
    said = {"address": "南昌市西湖区中山路8号", "premises": "residential", "area": "90", "reason": "巡查发现"}
    assert desk.post(new, said | {"reason": ""}).status_code == 422
    assert desk.post(new, said).status_code == 302
    site = TeachingSite.objects.get()
    assert site.cross_district
    twice = desk.post(new, said)
    assert twice.status_code == 422
    assert "address" in twice.context["form"].errors
    page = desk.get(f"/desk/institutions/{institution.code}/sites/")
    assert [space.pupils for space in page.context["spaces"]] == [30]
    correct = f"/desk/sites/{site.pk}/"
    assert desk.get(correct).status_code == 200
    here = {"address": "南昌市东湖区民德路9号", "area": "90", "premises": "commercial", "reason": "看错"}
    assert desk.post(correct, here).status_code == 302
    assert not TeachingSite.objects.get().cross_district
    give_up = f"/desk/sites/{site.pk}/give-up/"
    assert desk.get(give_up).status_code == 200
    assert desk.post(give_up, {"on": "2026-01-05", "reason": "搬离"}).status_code == 302
    assert desk.get(correct).status_code == 404


@pytest.mark.clause("D4")
def test_rooms_are_kept_by_the_officer_with_a_reason(desk: Client) -> None:
    site = TeachingSiteFactory()
    new = f"/desk/sites/{site.pk}/rooms/new/"
    assert desk.post(new, {"name": "101", "area": "0", "reason": "核查"}).status_code == 422
    assert desk.post(new, {"name": "101", "area": "60", "reason": "核查"}).status_code == 302
    room = Room.objects.get()
    assert desk.get(f"/desk/rooms/{room.pk}/").status_code == 200
    assert desk.post(f"/desk/rooms/{room.pk}/", {"name": "101", "area": "50"}).status_code == 422
    desk.post(f"/desk/rooms/{room.pk}/", {"name": "101", "area": "50", "reason": "重测"})
    assert Room.objects.get().area == 50
    assert desk.get(f"/desk/rooms/{room.pk}/give-up/").status_code == 200
    desk.post(f"/desk/rooms/{room.pk}/give-up/", {"reason": "改作办公"})
    assert not Room.objects.in_use().exists()


@pytest.mark.clause("D4")
def test_an_institution_keeps_its_rooms(my: Client, institution: Any) -> None:
    site = TeachingSiteFactory(institution=institution)
    new = f"/my/sites/{site.pk}/rooms/new/"
    assert my.get(new).status_code == 200
    assert my.post(new, {"name": "", "area": "60"}).status_code == 422
    assert my.post(new, {"name": "101", "area": "60"}).status_code == 302
    twice = my.post(new, {"name": "101", "area": "60"})
    assert twice.status_code == 422
    assert "name" in twice.context["form"].errors
    room = Room.objects.get()
    assert [space.pupils for space in my.get("/my/sites/").context["spaces"]] == [20]
    assert my.get(f"/my/rooms/{room.pk}/").status_code == 200
    assert my.post(f"/my/rooms/{room.pk}/", {"name": "101", "area": "59.9"}).status_code == 302
    assert my.post(f"/my/rooms/{room.pk}/give-up/").status_code == 302
    assert my.post(f"/my/rooms/{room.pk}/give-up/").status_code == 404
    foreign = TeachingSiteFactory()
    assert my.get(f"/my/sites/{foreign.pk}/rooms/new/").status_code == 404


@pytest.mark.clause("S6", "M7")
def test_market_supervision_handles_a_site_and_others_look_on(market: Client, desk: Client) -> None:
    task = CrossSiteTaskFactory()
    url = task.get_absolute_url()
    assert list(market.get("/desk/cross-sites/").context["rows"]) == [task]
    assert market.get(url).context["may_handle"]
    assert not desk.get(url).context["may_handle"]
    said = {"outcome": "referred", "note": "已移交执法"}
    assert desk.post(url, said).status_code == 403
    wrong = market.post(url, said | {"outcome": ""})
    assert wrong.status_code == 422
    assert "已移交执法" in wrong.content.decode()
    assert market.post(url, said).status_code == 302
    assert market.post(url, said).status_code == 409
    assert CrossSiteTask.objects.get().state == CrossSiteState.HANDLED
    assert not market.get("/desk/cross-sites/", {"state": "open"}).context["rows"]
    sent = b"".join(market.get("/desk/cross-sites/", {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "已移交执法" in sent


@pytest.mark.clause("M7")
def test_the_licensing_district_sees_its_institution_s_site(
    client_as: Callable[[Actor], Client], officer_b: Actor, institution_b: Any
) -> None:
    task = CrossSiteTaskFactory(site__institution=institution_b)
    page = client_as(officer_b).get(task.get_absolute_url())
    assert page.status_code == 200
    assert page.context["sees_institution"]


@pytest.mark.clause("Z2")
def test_a_consulting_company_is_filtered_shown_and_downloaded_with_its_evidence(desk: Client) -> None:
    mark = SituationMarkFactory()
    SituationMarkFactory(settled_on="2026-03-02")
    InstitutionFactory()
    page = desk.get(LIST, {"flag": "consulting"})
    assert list(page.context["rows"]) == [mark.institution]
    assert "Z2" in page.content.decode()
    detail = desk.get(mark.institution.get_absolute_url())
    assert list(detail.context["marks"]) == [mark]
    sent = b"".join(desk.get(LIST, {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "：咨询" in sent


@pytest.mark.clause("S6")
def test_a_site_in_a_home_is_filtered_and_flagged(desk: Client) -> None:
    site = TeachingSiteFactory(premises=Premises.RESIDENTIAL)
    TeachingSiteFactory(premises=Premises.RESIDENTIAL, closed_on="2026-01-01")
    assert list(desk.get(LIST, {"flag": "home"}).context["rows"]) == [site.institution]
    assert "S6" in desk.get(site.institution.get_absolute_url()).content.decode()


def test_a_site_given_up_no_longer_counts_as_one_in_another_district(desk: Client) -> None:
    TeachingSiteFactory(cross_district=True, closed_on="2026-01-01")
    assert not desk.get(LIST, {"flag": "cross"}).context["rows"]


def test_the_list_of_sites_in_other_districts_makes_the_same_queries(
    market: Client, django_assert_num_queries: Any
) -> None:
    def fill(n: int) -> None:
        CrossSiteTaskFactory.create_batch(n)

    same_queries(market, "/desk/cross-sites/", fill, django_assert_num_queries)


@pytest.mark.parametrize("url", ["/my/sites/", "/desk/institutions/{code}/sites/", LIST + "{code}/", LIST])
def test_pages_with_sites_make_the_same_queries_for_2_and_12(
    url: str, desk: Client, my: Client, institution: Any, django_assert_num_queries: Any
) -> None:
    url = url.format(code=institution.code)

    def fill(n: int) -> None:
        for _ in range(n):
            where = District.objects.get(slug="360102")
            RoomFactory(site=TeachingSiteFactory(institution=institution, district=where))
            SituationMarkFactory()

    same_queries(my if url.startswith("/my/") else desk, url, fill, django_assert_num_queries)
