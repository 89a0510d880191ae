"""Campaigns: made, targets taken, inspected, closed."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.due.campaigns import campaigns_due, without_targets_due
from inspections.figures import campaigns as figures
from inspections.models import Campaign, CampaignTarget, JointInspection
from inspections.services import campaigns, targets
from inspections.services.joint import open_inspection
from inspections.terms import CampaignState, InspectionState
from institutions.models import Institution
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.regions.models import District
from portal.timeline.models import Event
from tests.factories.campaigns import CampaignFactory, CampaignTargetFactory
from tests.factories.inspections import FindingFactory, JointInspectionFactory, OrderFactory
from tests.factories.institutions import InstitutionFactory

pytestmark = pytest.mark.django_db


def values(**more):
    today = timezone.localdate()
    return {
        "title": "暑期专项整治",
        "purpose": "查无证办学。",
        "clauses": ["S5", "S7"],
        "departments": ["education", "fire"],
        "begins": today,
        "ends": today + timedelta(days=30),
    } | more


@pytest.mark.clause("S5")
def test_a_district_makes_a_campaign_of_its_own(officer_a, district_a):
    made = campaigns.make(actor=officer_a, districts=[district_a], **values())
    assert (made.owner, made.state, made.departments) == (district_a, "draft", ["education", "fire"])
    assert made.number.startswith("ZX-360102-")
    assert Event.objects.filter(verb="campaign.made", subject_id=str(made.pk)).exists()


def test_a_campaign_sent_twice_is_made_once(officer_a, district_a):
    key = uuid.uuid4()
    first = campaigns.make(actor=officer_a, districts=[district_a], client_id=key, **values())
    assert campaigns.make(actor=officer_a, districts=[district_a], client_id=key, **values()) == first
    assert Campaign.objects.count() == 1


def test_a_district_names_no_other_district(officer_a, district_b):
    with pytest.raises(NotAllowed):
        campaigns.make(actor=officer_a, districts=[district_b], **values())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"departments": []}, "departments"), ({"ends": timezone.localdate() - timedelta(9)}, "ends")],
)
def test_a_campaign_without_departments_or_days_is_refused(officer_a, district_a, wrong, field):
    with pytest.raises(Refusal) as refusal:
        campaigns.make(actor=officer_a, districts=[district_a], **values(**wrong))
    assert refusal.value.field == field


def test_a_street_officer_makes_none(street_a, district_a):
    with pytest.raises(NotAllowed):
        campaigns.make(actor=street_a, districts=[district_a], **values())


def test_a_draft_of_the_city_is_seen_by_the_city_only(city, officer_a, officer_b, district_a):
    made = campaigns.make(actor=city, districts=[district_a], **values())
    assert not Campaign.objects.visible_to(officer_a).exists()
    campaigns.start(made, actor=city)
    assert list(Campaign.objects.visible_to(officer_a)) == [made]
    assert not Campaign.objects.visible_to(officer_b).exists()


def test_a_district_does_not_close_the_citys_campaign_but_names_its_targets(city, officer_a, institution):
    made = campaigns.make(actor=city, districts=list(District.objects.all()), **values())
    campaigns.start(made, actor=city)
    with pytest.raises(NotAllowed):
        campaigns.close(made, actor=officer_a, summary="完成")
    lines = targets.take_list(made, institution.code, actor=officer_a)
    assert [line.result for line in lines] == ["found"]


@pytest.mark.clause("S5")
def test_each_line_of_a_list_says_what_becomes_of_it(officer_a, institution, institution_b):
    campaign = CampaignFactory()
    InstitutionFactory(name="同名培训")
    InstitutionFactory(name="同名培训")
    text = f"{institution.code}\n{institution.name}\n{institution_b.code}\n查无此校\n同名培训"
    before = CampaignTarget.objects.count()
    lines = targets.read_list(campaign, text, actor=officer_a)
    # What lies in another territory is answered as what does not exist.
    assert [line.result for line in lines] == ["found", "known", "unknown", "unknown", "several"]
    assert CampaignTarget.objects.count() == before
    targets.take_list(campaign, text, actor=officer_a)
    assert [row.institution for row in campaign.targets.all()] == [institution]


def test_the_city_is_told_of_a_district_that_takes_no_part(city, institution_b):
    campaign = CampaignFactory()
    assert targets.read_list(campaign, institution_b.name, actor=city)[0].result == "outside"


def test_a_filter_takes_what_is_new_only(officer_a, institution, institution_b):
    campaign = CampaignFactory()
    CampaignTargetFactory(campaign=campaign, institution=institution)
    InstitutionFactory()
    assert targets.take_chosen(campaign, Institution.objects.all(), actor=officer_a) == 1
    assert not campaign.targets.filter(institution=institution_b).exists()


def test_a_target_is_taken_out_with_a_reason_and_only_before_its_inspection(officer_a):
    target = CampaignTargetFactory()
    with pytest.raises(ReasonRequired):
        targets.drop(target, actor=officer_a, reason=" ")
    JointInspectionFactory(institution=target.institution, campaign=target.campaign)
    with pytest.raises(Refusal):
        targets.drop(target, actor=officer_a, reason="已停办")
    JointInspection.objects.update(state=InspectionState.CANCELLED, cancel_reason="改期")
    targets.drop(target, actor=officer_a, reason="已停办")
    assert not CampaignTarget.objects.exists()


def test_a_district_with_targets_is_not_left_out(city, district_a, district_b):
    campaign = CampaignFactory(owner=None, districts=[district_a, district_b])
    CampaignTargetFactory(campaign=campaign, institution=InstitutionFactory(district=district_b))
    with pytest.raises(Refusal) as refusal:
        campaigns.change(campaign, actor=city, districts=[district_a], **values())
    assert refusal.value.field == "districts"


def opened(actor, other, institution, campaign):
    return open_inspection(
        actor=actor,
        institution=institution,
        purpose="专项整治",
        departments=["education", "fire"],
        members=[actor.membership, other.membership],
        on=timezone.localdate(),
        campaign=campaign,
    )


@pytest.mark.clause("S5")
def test_a_target_is_visited_when_its_inspection_is_closed(officer_a, fire_a):
    target = CampaignTargetFactory()
    inspection = opened(officer_a, fire_a, target.institution, target.campaign)
    row = CampaignTarget.objects.for_list().get()
    assert (row.visited, row.underway, row.inspection_pk) == (False, True, inspection.pk)
    JointInspection.objects.update(state=InspectionState.CLOSED, closed_on=timezone.localdate())
    row = CampaignTarget.objects.for_list().get()
    assert (row.visited, row.underway, row.visited_on) == (True, False, timezone.localdate())
    assert not CampaignTarget.objects.left().exists()


def test_an_inspection_for_a_campaign_needs_a_target_of_one_under_way(officer_a, fire_a, institution):
    for campaign in (CampaignFactory(), CampaignTargetFactory(campaign__state="draft").campaign):
        with pytest.raises(Refusal) as refusal:
            opened(officer_a, fire_a, institution, campaign)
        assert refusal.value.field == "campaign"


def test_an_inspection_of_no_campaign_leaves_the_target_unvisited():
    target = CampaignTargetFactory()
    JointInspectionFactory(institution=target.institution, state="closed", closed_on=timezone.localdate())
    assert CampaignTarget.objects.left().exists()


@pytest.mark.clause("S5")
def test_the_sums_count_visits_findings_and_open_orders_once(officer_a):
    target, other = CampaignTargetFactory.create_batch(2, campaign=(campaign := CampaignFactory()))
    inspection = JointInspectionFactory(
        institution=target.institution, campaign=campaign, state="closed", closed_on=timezone.localdate()
    )
    FindingFactory(institution=target.institution, joint_inspection=inspection)
    order = OrderFactory(decision__finding__institution=target.institution)
    order.decision.finding.joint_inspection = inspection
    order.decision.finding.save()
    FindingFactory(institution=target.institution)  # of another inspection
    tally = figures.totals(campaign, CampaignTarget.objects.all())
    assert tally.as_dict() == {"targets": 2, "visited": 1, "findings": 2, "orders_open": 1}
    rows = list(CampaignTarget.objects.for_list())
    assert [(row.pk, row.findings, row.orders_open) for row in rows] == [(other.pk, 0, 0), (target.pk, 2, 1)]
    assert [row.name for row in figures.by_street(campaign, CampaignTarget.objects.all())] == [""]


@pytest.mark.clause("S5")
def test_closing_needs_a_summary_and_keeps_the_figures(officer_a):
    campaign = CampaignTargetFactory().campaign
    with pytest.raises(ReasonRequired) as refusal:
        campaigns.close(campaign, actor=officer_a, summary=" ")
    assert refusal.value.field == "summary"
    row = campaigns.close(campaign, actor=officer_a, summary="一家机构停办，未检查。")
    assert row.state == CampaignState.CLOSED
    assert row.closing["targets"] == 1
    with pytest.raises(ChangedMeanwhile):
        campaigns.close(campaign, actor=officer_a, summary="再次")
    with pytest.raises(ChangedMeanwhile):
        targets.take_list(campaign, "甲", actor=officer_a)


def test_a_campaign_that_ends_soon_with_targets_left_is_due(officer_a, officer_b, street_a):
    today = timezone.localdate()
    late = CampaignTargetFactory(campaign__ends=today + timedelta(days=14)).campaign
    CampaignTargetFactory(campaign__ends=today + timedelta(days=15))
    (item,) = campaigns_due(officer_a, today)
    assert (item.due, item.url) == (late.ends, f"{late.get_absolute_url()}?visit=left")
    assert not list(campaigns_due(officer_b, today))
    assert not list(campaigns_due(street_a, today))


def test_a_campaign_over_with_all_visited_is_to_be_closed(officer_a):
    today = timezone.localdate()
    target = CampaignTargetFactory(campaign__ends=today - timedelta(days=1))
    JointInspectionFactory(
        institution=target.institution, campaign=target.campaign, state="closed", closed_on=today
    )
    (item,) = campaigns_due(officer_a, today)
    assert item.url == target.campaign.get_absolute_url()


def test_a_district_without_targets_is_told(officer_a, city):
    campaign = CampaignFactory(owner=None, districts=District.objects.filter(slug="360102"))
    (item,) = without_targets_due(officer_a, timezone.localdate())
    assert item.url == campaign.get_absolute_url()
    assert not list(without_targets_due(city, timezone.localdate()))
