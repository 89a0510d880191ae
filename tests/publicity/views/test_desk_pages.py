"""Officers propose and review; the institution answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from institutions.models import AnnualInspection
from portal.accounts.actors import Actor
from portal.desk import due, sections
from publicity.models import ListProposal, Publication
from publicity.services import proposing
from tests.factories.publicity import BlackFactory, ProposalFactory, licensed, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> int:
    """The year of the list that a proposal of today belongs to."""
    return proposing.year_of_list(timezone.localdate())


def fit(district: Any, year: int, count: int = 1) -> list[Any]:
    """Institutions that meet every condition today."""
    found = [licensed(district) for _ in range(count)]
    AnnualInspection.objects.filter(district=district).update(year=year)
    return found


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(url).status_code == 200
    return len(made)


def test_the_list_makes_the_same_queries_for_2_and_20(client_as: Any, city: Actor, district_a: Any):
    client = client_as(city)
    for _ in range(2):
        ProposalFactory(institution=licensed(district_a))
    client.get("/desk/lists/")
    few = queries(client, "/desk/lists/")
    for _ in range(18):
        ProposalFactory(institution=licensed(district_a))
    assert queries(client, "/desk/lists/") == few


def test_the_candidates_make_the_same_queries_for_2_and_20(
    client_as: Any, officer_a: Actor, district_a: Any, year: int
):
    client = client_as(officer_a)
    fit(district_a, year, 2)
    client.get("/desk/lists/candidates/")
    few = queries(client, "/desk/lists/candidates/")
    for _ in range(18):
        licensed_again = licensed(district_a)
        licensed_again.annual_returns.update(
            annual_inspection=AnnualInspection.objects.filter(district=district_a).latest("pk")
        )
    assert queries(client, "/desk/lists/candidates/") == few


def test_the_year_makes_the_same_queries_for_one_list_and_for_two(
    client_as: Any, city: Actor, district_a: Any, district_b: Any
):
    client = client_as(city)
    published(district_a, licensed(district_a))
    client.get("/desk/publications/?year=2026")
    few = queries(client, "/desk/publications/?year=2026")
    published(district_b, licensed(district_b))
    assert queries(client, "/desk/publications/?year=2026") == few


def test_what_needs_a_look_comes_first(client_as: Any, city: Actor, district_a: Any):
    ProposalFactory(institution=licensed(district_a))
    look = BlackFactory(institution=licensed(district_a))
    rows = client_as(city).get("/desk/lists/").context["rows"]
    assert rows[0] == look


def test_the_city_accepts_all_that_needs_no_look(client_as: Any, city: Actor, district_a: Any, year: int):
    fit(district_a, year, 3)
    proposing.propose_whitelist(district_a, actor=Actor.system(), year=year, today=timezone.localdate())
    BlackFactory(institution=licensed(district_a), year=year)
    response = client_as(city).post(
        "/desk/lists/accept/", {"scope": "all", "query": "district=360102"}, follow=True
    )
    assert response.status_code == 200
    assert ListProposal.objects.accepted().count() == 3


def test_the_city_accepts_those_it_ticked(client_as: Any, city: Actor, district_a: Any, year: int):
    fit(district_a, year, 2)
    proposing.propose_whitelist(district_a, actor=Actor.system(), year=year, today=timezone.localdate())
    one = ListProposal.objects.first()
    client_as(city).post("/desk/lists/accept/", {"scope": "chosen", "chosen": [one.pk, "x"], "query": ""})
    assert list(ListProposal.objects.accepted()) == [one]


@pytest.mark.clause("S9")
def test_accepting_what_misses_a_condition_without_a_reason_keeps_the_page_and_says_why(
    client_as: Any, city: Actor, institution: Any
):
    proposal = ProposalFactory(institution=institution, needs_look=True)
    response = client_as(city).post(f"/desk/lists/{proposal.pk}/accept/", {"reason": ""})
    assert response.status_code == 422
    assert "id_reason_error" in response.content.decode()
    accepted = client_as(city).post(f"/desk/lists/{proposal.pk}/accept/", {"reason": "许可证换发中"})
    assert accepted.status_code == 302


def test_a_decision_made_meanwhile_is_409_with_the_current_state(
    client_as: Any, city: Actor, institution: Any
):
    proposal = ProposalFactory(institution=institution, state="published")
    response = client_as(city).post(f"/desk/lists/{proposal.pk}/accept/", {"reason": "x"})
    assert response.status_code == 409


def test_what_is_returned_says_why_and_stands_on_the_districts_workbench(
    client_as: Any, city: Actor, officer_a: Actor, institution: Any
):
    proposal = BlackFactory(institution=institution)
    client = client_as(city)
    assert client.post(f"/desk/lists/{proposal.pk}/return/", {"reason": ""}).status_code == 422
    client.post(f"/desk/lists/{proposal.pk}/return/", {"reason": "依据不足"})
    assert "依据不足" in client_as(officer_a).get(f"/desk/lists/{proposal.pk}/").content.decode()
    titles = [item.institution for item in due.items_for(officer_a, timezone.localdate())]
    assert institution.name in titles


def test_a_district_proposes_its_candidates_at_once_or_those_ticked(
    client_as: Any, officer_a: Actor, district_a: Any, year: int
):
    first, *_rest = fit(district_a, year, 3)
    client = client_as(officer_a)
    client.post("/desk/lists/candidates/", {"scope": "chosen", "chosen": [first.pk]})
    assert ListProposal.objects.get().institution == first
    client.post("/desk/lists/candidates/", {"scope": "all"})
    assert ListProposal.objects.count() == 3


def test_candidates_that_miss_a_condition_show_which(
    client_as: Any, officer_a: Actor, district_a: Any, institution: Any
):
    response = client_as(officer_a).get("/desk/lists/candidates/?show=missing")
    [(row, conditions)] = response.context["rows"]
    assert row == institution
    assert [c.met for c in conditions][:2] == [False, False]


def test_a_district_sees_no_other_districts_candidates(client_as: Any, officer_a: Actor):
    assert client_as(officer_a).get("/desk/lists/candidates/?district=360103").status_code == 404


def test_one_is_proposed_by_hand_with_a_reason(client_as: Any, officer_a: Actor, institution: Any):
    client = client_as(officer_a)
    address = f"/desk/lists/new/{institution.code}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"kind": "black", "reason": ""}).status_code == 422
    assert client.post(address, {"kind": "black", "reason": "屡次违规"}).status_code == 302
    again = client.post(address, {"kind": "black", "reason": "又一次"})
    assert again.status_code == 422
    assert "又一次" in again.content.decode()


def test_the_city_publishes_a_list_at_once_or_is_told_why_not(
    client_as: Any, city: Actor, district_a: Any, year: int
):
    client = client_as(city)
    address = f"/desk/publications/360102/{year}/publish/"
    client.post(address)
    assert not Publication.objects.public().exists()
    fit(district_a, year)
    client.post(address)
    assert not Publication.objects.public().exists()  # opened now, waits for review
    client.post("/desk/lists/accept/", {"scope": "all", "query": ""})
    assert client.post(address).status_code == 302
    assert Publication.objects.public().get().white == 1


@pytest.mark.clause("D5")
def test_the_institution_reads_its_notice_and_answers_in_time(
    client_as: Any, institution: Any, institution_user: Actor
):
    today = timezone.localdate()
    proposal = BlackFactory(institution=institution, notice_on=today, answer_by=today + timedelta(days=7))
    client = client_as(institution_user)
    assert "逾期未整改。" in client.get("/my/lists/").content.decode()
    address = f"/my/lists/{proposal.pk}/"
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "已经整改完毕"}).status_code == 302
    assert "已经整改完毕" in client.get(address).content.decode()
    assert client.post(address, {"text": "再说一次"}).status_code == 409


def test_an_institution_does_not_see_anothers_notice(
    client_as: Any, institution_b: Any, institution_user: Actor
):
    proposal = BlackFactory(institution=institution_b)
    assert client_as(institution_user).get(f"/my/lists/{proposal.pk}/").status_code == 404


def test_the_workbench_tells_the_city_how_many_wait_in_each_district(city: Actor, district_a: Any, year: int):
    ProposalFactory(institution=licensed(district_a), year=year)
    [item] = [i for i in due.items_for(city, timezone.localdate()) if "/desk/lists/" in i.url]
    assert "district=360102" in item.url
    assert item.due == date(year, 6, 30)


def test_the_staff_page_of_an_institution_has_its_lists(officer_a: Actor, officer_b: Actor, district_a: Any):
    institution = licensed(district_a)
    published(district_a, institution)
    for actor, there in ((officer_a, True), (officer_b, False)):
        shown = sections.for_institution(actor, institution.pk)
        templates = [s.template for s in shown]
        assert ("publicity/desk/section.html" in templates) is there


def test_the_section_is_drawn(client_as: Any, officer_a: Actor, district_a: Any):
    institution = licensed(district_a)
    published(district_a, institution)
    response = client_as(officer_a).get(f"/desk/institutions/{institution.code}/")
    assert f"/institutions/{institution.code}/" in response.content.decode()


def test_the_export_has_what_is_filtered(client_as: Any, officer_a: Actor, district_a: Any):
    ProposalFactory(institution=licensed(district_a, "东方学校"))
    BlackFactory(institution=licensed(district_a, "西方学校"))
    response = client_as(officer_a).get("/desk/lists/?kind=black&export=csv")
    said = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "西方学校" in said
    assert "东方学校" not in said


def test_the_city_and_the_district_see_a_list_in_preparation_and_another_district_does_not(
    city: Actor, officer_a: Actor, officer_b: Actor, district_a: Any
):
    publication = Publication.objects.create(
        kind="annual", district=district_a, year=2026, opened_on=date(2026, 6, 1)
    )
    for actor, there in ((city, True), (officer_a, True), (officer_b, False)):
        assert Publication.objects.visible_to(actor).filter(pk=publication.pk).exists() is there
