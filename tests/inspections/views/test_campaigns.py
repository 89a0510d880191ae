"""Campaigns at the desk."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import Campaign, CampaignTarget, JointInspection
from tests.factories.campaigns import CampaignFactory, CampaignTargetFactory
from tests.factories.inspections import JointInspectionFactory
from tests.factories.institutions import InstitutionFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/campaigns/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def campaign(district_a):
    return CampaignFactory(owner=district_a)


def typed(district, **more):
    today = timezone.localdate()
    return {
        "title": "暑期专项整治",
        "purpose": "查无证办学。",
        "districts": [district.pk],
        "departments": ["education"],
        "clauses": ["S7"],
        "begins": today.isoformat(),
        "ends": (today + timedelta(days=30)).isoformat(),
        "client_id": str(uuid.uuid4()),
    } | more


def test_an_officer_makes_a_campaign_changes_it_and_puts_it_under_way(desk, district_a):
    answer = desk.post(f"{LIST}new/", typed(district_a))
    made = Campaign.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    change = f"{made.get_absolute_url()}change/"
    assert "查无证办学" in desk.get(change).content.decode()
    assert desk.post(change, typed(district_a, title="秋季专项整治")).status_code == 302
    assert desk.post(f"{made.get_absolute_url()}start/").status_code == 302
    made = Campaign.objects.get()
    assert (made.title, made.is_open) == ("秋季专项整治", True)


def test_wrong_days_keep_what_was_typed(desk, district_a):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = desk.post(f"{LIST}new/", typed(district_a, ends=yesterday))
    assert answer.status_code == 422
    assert answer.context["form"].errors["ends"]
    assert "查无证办学" in answer.content.decode()


def test_another_district_can_not_be_named(desk, district_b):
    assert desk.post(f"{LIST}new/", typed(district_b)).status_code == 422


def test_the_citys_campaign_is_not_changed_by_a_district(desk, district_a):
    campaign = CampaignFactory(owner=None, districts=[district_a])
    assert desk.get(campaign.get_absolute_url()).status_code == 200
    for page in ("change", "close"):
        assert desk.get(f"{campaign.get_absolute_url()}{page}/").status_code == 403
    assert desk.post(f"{campaign.get_absolute_url()}start/").status_code == 403


def test_a_filter_shows_how_many_before_it_takes_them(desk, campaign, institution, institution_b):
    InstitutionFactory(situation="neither")
    url = f"{campaign.get_absolute_url()}targets/filter/"
    assert desk.get(url).context["asked"] is False
    page = desk.get(url, {"situation": "both"})
    assert (page.context["fitting"], page.context["new"]) == (1, 1)
    assert not CampaignTarget.objects.exists()
    assert desk.post(f"{url}?situation=both").status_code == 302
    assert CampaignTarget.objects.get().institution == institution
    assert desk.get(url, {"situation": "both"}).context["new"] == 0


@pytest.mark.parametrize(
    ("query", "n"),
    [({"q": "新苗"}, 1), ({"flag": "zombie"}, 1), ({"flag": "cross"}, 0), ({"category": "arts"}, 1)],
)
def test_each_filter_narrows(desk, campaign, institution, query, n):
    InstitutionFactory(zombie_since=timezone.localdate(), category="arts")
    assert desk.get(f"{campaign.get_absolute_url()}targets/filter/", query).context["new"] == n


def test_a_list_shows_each_line_before_it_is_taken(desk, campaign, institution):
    url = f"{campaign.get_absolute_url()}targets/list/"
    post = {"lines": f"{institution.code}\n查无此校"}
    page = desk.post(url, post)
    assert [line.result for line in page.context["lines"]] == ["found", "unknown"]
    assert "查无此校" in page.content.decode()
    assert not CampaignTarget.objects.exists()
    assert desk.post(url, post | {"take": "1"}).status_code == 302
    assert CampaignTarget.objects.count() == 1


def test_too_long_a_list_is_refused_and_kept(desk, campaign):
    lines = "\n".join(f"第{n}校" for n in range(501))
    answer = desk.post(f"{campaign.get_absolute_url()}targets/list/", {"lines": lines})
    assert answer.status_code == 422
    assert "第500校" in answer.content.decode()


def test_a_target_is_taken_out_with_a_reason(desk, campaign):
    target = CampaignTargetFactory(campaign=campaign)
    url = f"{LIST}targets/{target.pk}/drop/"
    assert desk.post(url, {"reason": ""}).status_code == 422
    assert desk.post(url, {"reason": "已停办"}).status_code == 302
    assert not CampaignTarget.objects.exists()


@pytest.mark.clause("S5")
def test_a_target_leads_to_opening_its_inspection_for_the_campaign(
    desk, campaign, institution, officer_a, fire_a
):
    CampaignTargetFactory(campaign=campaign, institution=institution)
    page = desk.get(campaign.get_absolute_url()).content.decode()
    link = f"/desk/inspections/new/?institution={institution.code}&campaign={campaign.pk}"
    assert link.replace("&", "&amp;") in page
    form = desk.get(link).context["form"]
    assert form["campaign"].value() == campaign.pk
    post = {
        "purpose": form["purpose"].value(),
        "on": timezone.localdate().isoformat(),
        "departments": form["departments"].value(),
        "members": [officer_a.membership.pk, fire_a.membership.pk],
        "client_id": str(uuid.uuid4()),
        "campaign": campaign.pk,
    }
    assert desk.post(link, post).status_code == 302
    assert JointInspection.objects.get().campaign == campaign


@pytest.mark.clause("S5")
def test_what_is_not_visited_stands_first(desk, campaign):
    done, left = CampaignTargetFactory.create_batch(2, campaign=campaign)
    JointInspectionFactory(
        institution=done.institution, campaign=campaign, state="closed", closed_on=timezone.localdate()
    )
    page = desk.get(campaign.get_absolute_url())
    assert list(page.context["rows"]) == [left, done]
    assert (page.context["left"], page.context["visited"]) == (1, 1)
    for visit, row in (("left", left), ("visited", done)):
        assert list(desk.get(campaign.get_absolute_url(), {"visit": visit}).context["rows"]) == [row]
    assert not desk.get(campaign.get_absolute_url(), {"visit": "underway"}).context["rows"]


def test_the_city_sees_districts_and_goes_on_to_streets(client_as, city, district_a, district_b):
    campaign = CampaignFactory(owner=None, districts=[district_a, district_b])
    for district in (district_a, district_b):
        CampaignTargetFactory(campaign=campaign, institution=InstitutionFactory(district=district))
    desk = client_as(city)
    assert desk.get(campaign.get_absolute_url()).context["by_district"]
    page = desk.get(campaign.get_absolute_url(), {"district": district_b.slug})
    assert len(page.context["tallies"]) == 1
    assert not page.context["by_district"]


def test_a_campaign_is_closed_with_a_summary_that_stays(desk, campaign):
    CampaignTargetFactory(campaign=campaign)
    url = f"{campaign.get_absolute_url()}close/"
    assert desk.post(url, {"summary": ""}).status_code == 422
    assert desk.post(url, {"summary": "基本完成。"}).status_code == 302
    page = desk.get(campaign.get_absolute_url()).content.decode()
    assert "基本完成。" in page
    assert "/close/" not in page


def queries(desk, url):
    desk.get(url)  # what is read once a process is read now
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(url).status_code == 200
    return len(asked)


def test_the_list_makes_the_same_queries_for_2_and_20_campaigns(desk):
    CampaignFactory.create_batch(2)
    few = queries(desk, LIST)
    CampaignFactory.create_batch(18)
    assert queries(desk, LIST) == few


def test_the_progress_makes_the_same_queries_for_2_and_20_targets(desk, campaign):
    CampaignTargetFactory.create_batch(2, campaign=campaign)
    few = queries(desk, campaign.get_absolute_url())
    CampaignTargetFactory.create_batch(18, campaign=campaign)
    assert queries(desk, campaign.get_absolute_url()) == few


def test_both_lists_can_be_taken_along(desk, campaign):
    target = CampaignTargetFactory(campaign=campaign)
    text = b"".join(desk.get(LIST, {"export": "csv"})).decode()
    assert campaign.number in text
    text = b"".join(desk.get(campaign.get_absolute_url(), {"export": "csv"})).decode()
    assert target.institution.code in text


def test_empty_pages_say_what_to_do(desk, campaign):
    without_targets = desk.get(campaign.get_absolute_url()).content.decode()
    assert "targets/filter/" in without_targets
    assert 'name="q"' not in without_targets, "nothing to filter yet"
    CampaignTargetFactory(campaign=campaign)
    nothing_fits = desk.get(campaign.get_absolute_url(), {"q": "没有"}).content.decode()
    assert 'name="q"' in nothing_fits, "a filter that hides all can be taken away"
    assert "campaigns/new/" in desk.get(LIST, {"q": "没有"}).content.decode()


@pytest.mark.clause("S5")
def test_a_campaign_is_made_and_changed_with_topics(client_as, officer_a, district_a):
    desk, today = client_as(officer_a), timezone.localdate()
    typed = {
        "title": "消防专项",
        "purpose": "查通道",
        "begins": today.isoformat(),
        "ends": today.isoformat(),
        "districts": [district_a.pk],
        "departments": ["fire"],
        "topics": ["fire"],
        "client_id": str(uuid.uuid4()),
    }
    desk.post(reverse("inspections:campaign_new"), typed)
    made = Campaign.objects.get()
    assert made.topic_keys == ["fire"]
    change = reverse("inspections:campaign_change", args=[made.pk])
    assert desk.get(change).context["form"]["topics"].value() == ["fire"]
    refused = desk.post(change, typed | {"topics": ["fees"]})
    assert refused.context["form"].errors["topics"]
    desk.post(change, typed | {"topics": []})
    made.refresh_from_db()
    assert made.topics == ""
    assert "消防专项" in desk.get(made.get_absolute_url()).content.decode()
