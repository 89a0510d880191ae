"""Random draws at the desk and for everybody. Clause: N2."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import Draw, InterestDeclaration, JointInspection
from inspections.rules import draws as rules
from inspections.services import draw_visits, draws
from inspections.terms import DrawState
from tests.factories.campaigns import CampaignFactory
from tests.factories.draws import (
    close_visits,
    committed,
    drawn,
    inspectors_in,
    interest,
    prepared,
    schools,
)
from tests.factories.inspections import ConfirmedFindingFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/desk/draws/", "/desk/draws/new/"
INTERESTS = "/desk/draws/interests/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def people(district_a):
    return inspectors_in(district_a)


@pytest.fixture
def targets(district_a):
    return schools(district_a)


@pytest.fixture
def finished(officer_a, district_a, people, targets):
    """A draw whose visits are made: one with a finding."""
    draw = drawn(officer_a, district_a)
    draw_visits.open_visits(
        draw, actor=officer_a, on=timezone.localdate(), departments=[], purpose="双随机抽查"
    )
    close_visits(draw)
    found = draw.targets.get(rank=1)
    ConfirmedFindingFactory(institution=found.institution, joint_inspection=found.joint_inspection)
    return draw


def url(draw, act=""):
    return f"/desk/draws/{draw.pk}/{act}"


def text(answer):
    return answer.content.decode()


@pytest.mark.clause("N2")
def test_an_officer_goes_the_whole_way(desk, district_a, people, targets):
    asked = {"district": district_a.slug, "title": "春季双随机抽查", "share": 40, "inspectors": 2}
    assert desk.post(NEW, asked).status_code == 302
    draw = Draw.objects.get()
    page = desk.get(url(draw))
    assert targets[0].name in text(page)
    seen = page.context["commit_form"].initial["seen"]
    assert desk.post(url(draw, "commit/"), {"seen": seen}).status_code == 302
    Draw.objects.update(committed_at=timezone.now() - timedelta(minutes=5))
    assert desk.post(url(draw, "draw/")).status_code == 302
    visits = {"on": timezone.localdate().isoformat(), "departments": ["education"], "purpose": "双随机抽查"}
    assert desk.post(url(draw, "visits/"), visits).status_code == 302
    assert JointInspection.objects.count() == 2
    assert desk.post(url(draw, "publish/")).status_code == 422
    close_visits(draw)
    assert desk.post(url(draw, "publish/")).status_code == 302
    draw.refresh_from_db()
    assert draw.state == DrawState.PUBLISHED
    assert desk.get(url(draw)).status_code == 200


def test_what_was_typed_stays_where_it_is_refused(desk, district_a):
    asked = {"district": district_a.slug, "title": "春季双随机抽查", "share": 5, "count": 9, "inspectors": 2}
    answer = desk.post(NEW, asked)
    assert answer.status_code == 422
    assert "春季双随机抽查" in text(answer)
    assert answer.context["form"].errors["share"]


def test_a_stale_pool_is_said_so_and_shown_as_it_is_now(desk, officer_a, district_a, people, targets):
    draw = prepared(officer_a, district_a)
    answer = desk.post(url(draw, "commit/"), {"seen": "0" * 64})
    assert answer.status_code == 409
    assert answer.context["commit_form"].initial["seen"] != "0" * 64


def test_a_redraw_without_a_reason_is_refused_beside_its_field(desk, officer_a, district_a):
    draw = prepared(officer_a, district_a)
    answer = desk.post(url(draw, "redraw/"), {"reason": ""})
    assert answer.status_code == 422
    assert answer.context["redraw_form"].errors["reason"]
    assert desk.post(url(draw, "redraw/"), {"reason": "标题有误"}).status_code == 302
    assert "标题有误" in text(desk.get(url(draw)))


def test_who_may_not_make_draws_sees_no_buttons(client_as, auditor, officer_a, district_a):
    draw = prepared(officer_a, district_a)
    assert "commit/" not in text(client_as(auditor).get(url(draw)))


def test_who_does_not_draw_learns_of_the_targets_with_the_public(
    client_as, auditor, officer_a, district_a, people, targets
):
    draw = drawn(officer_a, district_a)
    seen = client_as(people[0]).get(url(draw))
    assert seen.context["targets"] == []
    assert draw.seed not in text(seen)
    assert len(client_as(auditor).get(url(draw)).context["targets"]) == 2


@pytest.mark.parametrize("address", [LIST, "/draws/"])
def test_the_list_makes_the_same_queries_for_2_and_20(address, desk, officer_a, district_a, people, targets):
    def queries(count):
        for _n in range(count):
            committed(officer_a, district_a)
        desk.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    assert queries(2) == queries(18)


def test_a_draw_page_makes_the_same_queries_for_2_and_20_targets(desk, officer_a, district_a, people):
    schools(district_a, 20)

    def queries(count, of):
        draw = drawn(officer_a, district_a, count=count)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(of(draw)).status_code == 200
        return len(seen)

    queries(2, url)
    assert queries(2, url) == queries(20, url)


def test_the_list_can_be_taken_along(desk, officer_a, district_a):
    draw = prepared(officer_a, district_a)
    sent = b"".join(desk.get(LIST, {"export": "csv"}).streaming_content).decode()
    assert draw.number in sent


def test_an_empty_list_says_what_to_do(desk):
    assert NEW in text(desk.get(LIST))


@pytest.mark.clause("N2")
def test_the_commitment_is_public_at_once_and_the_result_is_not(officer_a, district_a, people, targets):
    draw = committed(officer_a, district_a)
    draws.draw_now(draw, actor=officer_a)
    draw.refresh_from_db()
    page = text(Client().get(draw.get_public_url()))
    assert draw.pool_hash in page
    assert draw.seed_commitment in page
    assert draw.seed not in page
    said = Client().get(f"/draws/{draw.pk}.json").json()
    assert (said["seed"], said["result"]) == (None, None)
    assert rules.pool_hash(said["pool"]) == said["pool_hash"]


def test_a_pool_that_is_still_looked_at_is_not_public(officer_a, district_a):
    draw = prepared(officer_a, district_a)
    assert Client().get(f"/draws/{draw.pk}/").status_code == 404
    assert Client().get(f"/draws/{draw.pk}.json").status_code == 404
    assert draw.number not in text(Client().get("/draws/"))


@pytest.mark.clause("N2")
@pytest.mark.clause("N4")
def test_the_published_result_names_institutions_and_no_officer(finished, officer_a, people):
    draw = draw_visits.publish(finished, actor=officer_a)
    page = text(Client().get(draw.get_public_url()))
    assert draw.seed in page
    first = draw.targets.get(rank=1)
    assert first.institution.name in page
    assert [row.result for row in Client().get(draw.get_public_url()).context["drawn"]] == ["found", "clean"]
    said = json.dumps(Client().get(f"/draws/{draw.pk}.json").json(), ensure_ascii=False)
    assert "抽查员" not in page + said
    assert "赣A" not in page + said


def test_a_draw_set_aside_stays_public_with_the_reason(officer_a, district_a, people, targets):
    draw = drawn(officer_a, district_a)
    draws.redraw(draw, actor=officer_a, reason="名录遗漏两家机构")
    page = text(Client().get(draw.get_public_url()))
    assert "名录遗漏两家机构" in page
    draw.refresh_from_db()
    assert draw.seed in page


def test_the_public_page_makes_the_same_queries_for_2_and_20(officer_a, district_a, people):
    schools(district_a, 40)

    def queries(count):
        draw = drawn(officer_a, district_a, count=count)
        draw_visits.open_visits(
            draw, actor=officer_a, on=timezone.localdate(), departments=[], purpose="双随机抽查"
        )
        close_visits(draw)
        draw_visits.publish(draw, actor=officer_a)
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(draw.get_public_url()).status_code == 200
        return len(seen)

    queries(2)
    assert queries(2) == queries(20)


@pytest.mark.clause("N4")
def test_an_officer_sees_the_own_conflicts_only(
    client_as, desk, fire_a, market_a, institution, institution_b
):
    interest(fire_a.user, institution)
    interest(market_a.user, institution)
    mine = text(client_as(fire_a).get(INTERESTS))
    assert "赵消防" in mine
    assert "周市监" not in mine
    assert "周市监" in text(desk.get(INTERESTS))


def test_an_officer_declares_a_conflict_by_the_name_of_the_institution(client_as, fire_a, institution):
    client = client_as(fire_a)
    typed = {"officer": fire_a.membership.pk, "institution": institution.name, "reason": "配偶在该机构任教"}
    assert client.post(f"{INTERESTS}new/", typed).status_code == 302
    assert InterestDeclaration.objects.get().user == fire_a.user
    again = client.post(f"{INTERESTS}new/", typed)
    assert again.status_code == 422
    assert "配偶在该机构任教" in text(again)
    unknown = client.post(f"{INTERESTS}new/", typed | {"institution": "没有这一家"})
    assert unknown.context["form"].errors["institution"]


def test_the_conflicts_make_the_same_queries_for_2_and_20(desk, fire_a, district_a):
    def queries(count):
        for one in schools(district_a, count):
            interest(fire_a.user, one)
        desk.get(INTERESTS)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(INTERESTS).status_code == 200
        return len(seen)

    assert queries(2) == queries(18)


def test_the_reason_of_a_conflict_is_not_taken_along(desk, fire_a, institution):
    interest(fire_a.user, institution)
    sent = b"".join(desk.get(INTERESTS, {"export": "csv"}).streaming_content).decode()
    assert "赵消防" in sent
    assert "配偶" not in sent


def test_the_district_ends_a_conflict(desk, fire_a, institution):
    declared = interest(fire_a.user, institution)
    assert desk.get(f"{INTERESTS}{declared.pk}/end/").status_code == 200
    assert desk.post(f"{INTERESTS}{declared.pk}/end/").status_code == 302
    assert desk.post(f"{INTERESTS}{declared.pk}/end/").status_code == 409
    assert f"{declared.pk}/end/" not in text(desk.get(INTERESTS, {"standing": "no"}))


def test_the_workbench_says_what_to_do_next(desk, officer_a, district_a, people, targets):
    draw = committed(officer_a, district_a)
    assert draw.number in text(desk.get("/desk/"))


@pytest.mark.clause("S5")
def test_visits_of_a_draw_are_opened_for_a_campaign_of_the_district(
    client_as, officer_a, district_a, district_b
):
    inspectors_in(district_a)
    schools(district_a)
    here, _elsewhere = CampaignFactory(topics=",fees,food,fire,premises,"), CampaignFactory(owner=district_b)
    desk, draw = client_as(officer_a), drawn(officer_a, district_a)
    page = desk.get(draw.get_absolute_url())
    assert list(page.context["visits_form"].fields["campaign"].queryset) == [here]
    today = timezone.localdate().isoformat()
    typed = {"on": today, "purpose": "抽查", "departments": [], "campaign": here.pk}
    assert desk.post(reverse("inspections:draw_visits", args=[draw.pk]), typed).status_code == 302
    assert here.targets.count() == draw.targets.count()
    assert {row.topics for row in JointInspection.objects.filter(campaign=here)} == {here.topics}
