"""Visits and campaigns narrowed to topics: what each department looks at, and what is said of the rest."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inspections.models import Campaign, JointInspection, Visit, VisitPart
from inspections.rules.checklist import Answer
from inspections.services import campaigns, draw_visits
from inspections.services.approvals import approve
from inspections.services.arrivals import genuine
from inspections.services.documents.contents import content_of
from inspections.services.joining import join_inspection
from inspections.services.joint import open_inspection
from inspections.services.parts import Entry, items_of, keep_part, not_looked_at, submit_part
from inspections.services.targets import take_drawn
from inspections.terms import Outcome, Source, TargetSource, Topic
from institutions.models import SettingStandard
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.timeline.models import Event
from tests.factories.campaigns import CampaignFactory, CampaignTargetFactory
from tests.factories.draws import drawn, inspectors_in, schools
from tests.factories.inspections import JointInspectionFactory
from tests.inspections.conftest import answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def narrow(institution, officer_a, officer_a2, fire_a, market_a):
    """Fire and market supervision look at fire safety and food, and nothing else."""

    def go(topics=("fire", "food"), **more):
        given = {
            "purpose": "消防食品专项检查",
            "departments": ["fire", "market"],
            "members": [fire_a.membership, market_a.membership],
            "on": timezone.localdate(),
            "topics": topics,
        }
        opened = open_inspection(actor=officer_a, institution=institution, **(given | more))
        return approve(opened, actor=officer_a2)

    return go


def part_of(inspection, department):
    return VisitPart.objects.get(visit__joint_inspection=inspection, department=department)


def codes(items):
    return [item.code for item in items]


@pytest.mark.clause("S5")
@pytest.mark.clause("S6")
def test_a_department_looks_only_at_the_items_of_the_topics(narrow):
    inspection, today = narrow(), timezone.localdate()
    market = part_of(inspection, "market")
    assert codes(items_of(market, today)) == ["E3"]
    assert codes(not_looked_at(market, today)) == ["A2", "A3", "F3", "F4"]
    assert codes(items_of(part_of(inspection, "fire"), today)) == ["D1", "D2", "D3"]


def test_without_topics_everything_is_looked_at_and_nothing_is_kept(narrow):
    inspection, today = narrow(topics=[]), timezone.localdate()
    market = part_of(inspection, "market")
    assert (inspection.topics, inspection.topic_labels) == ("", [])
    assert (len(items_of(market, today)), not_looked_at(market, today)) == (5, [])


def test_the_topics_stand_in_the_event(narrow):
    opened = Event.objects.about(narrow()).get(verb="inspection.opened")
    assert opened.changes["topics"] == ["food", "fire"]


def test_a_department_that_would_have_nothing_to_look_at_is_named(narrow):
    with pytest.raises(Refusal, match=r"消防|fire") as refusal:
        narrow(topics=["food"])
    assert refusal.value.field == "topics"
    assert not JointInspection.objects.exists()


def test_the_department_of_a_member_counts_as_well(narrow, fire_a, market_a):
    with pytest.raises(Refusal):
        narrow(topics=["food"], departments=["market"])


def test_who_joins_has_something_to_look_at(narrow, officer_a):
    inspection = narrow()
    with pytest.raises(Refusal) as refusal:
        join_inspection(
            inspection, actor=officer_a, departments=["education"], members=[officer_a.membership]
        )
    assert refusal.value.field == "departments"


def test_a_part_is_submitted_with_the_items_of_its_topics_alone(narrow, market_a):
    part = part_of(narrow(), "market")
    sent = submit_part(
        part, actor=market_a, entry=answered(part), client_id=uuid.uuid4(), version=part.version
    )
    assert [result.item.code for result in sent.results.all()] == ["E3"]


@pytest.mark.clause("S4")
def test_an_answer_to_what_is_not_looked_at_is_refused(narrow, market_a):
    part = part_of(narrow(), "market")
    outside = not_looked_at(part, timezone.localdate())[0]
    entry = Entry(answers=[Answer(outside.pk, Outcome.MET)])
    with pytest.raises(ChangedMeanwhile):
        keep_part(part, actor=market_a, entry=entry, client_id=uuid.uuid4(), version=part.version)


@pytest.mark.clause("S4")
def test_a_standard_of_a_later_day_changes_nothing_of_a_visit_under_way(narrow, market_a):
    part = part_of(narrow(), "market")
    kept = keep_part(part, actor=market_a, entry=answered(part), client_id=uuid.uuid4(), version=part.version)
    later = timezone.localdate() + timedelta(days=3)
    SettingStandard.objects.create(version="next", title="新标准", in_force_from=later)
    assert codes(items_of(VisitPart.objects.get(pk=kept.pk), later + timedelta(days=1))) == ["E3"]


@pytest.mark.clause("N2")
def test_the_door_is_told_what_is_looked_at(narrow):
    told = genuine(narrow().visit_code)
    assert {item.code for team in told.teams for item in team.items} == {"D1", "D2", "D3", "E3"}


@pytest.mark.clause("N3")
def test_the_paper_says_what_was_not_checked(narrow, market_a):
    inspection = narrow()
    part = part_of(inspection, "market")
    submit_part(part, actor=market_a, entry=answered(part), client_id=uuid.uuid4(), version=part.version)
    paper = str(content_of("record", inspection, "东湖区")["blocks"])
    assert "本次未检查（不作是否合格的认定）：A2 " in paper
    assert "F4 广告宣传真实" in paper
    assert "检查内容" in paper


def test_the_paper_of_a_whole_visit_says_nothing_of_the_kind(inspection):
    paper = str(content_of("record", inspection, "东湖区")["blocks"])
    assert "未检查" not in paper
    assert "各部门全部检查事项" in paper


@pytest.mark.parametrize("wrong", ["fire", ",fire", ",fire,unknown,", ",,", "fire,", ",firefees,"])
@pytest.mark.parametrize("model", [JointInspectionFactory, CampaignFactory])
def test_the_database_keeps_known_topics_only(model, wrong):
    row = model()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(topics=wrong)


def test_the_database_keeps_all_topics_together():
    row = CampaignFactory()
    Campaign.objects.filter(pk=row.pk).update(topics=f",{','.join(Topic.values)},")
    row.refresh_from_db()
    assert row.topic_keys == Topic.values


@pytest.mark.clause("S5")
def test_a_campaign_hands_its_topics_on_to_its_visits(narrow, institution):
    campaign = CampaignFactory(topics=",fire,food,")
    CampaignTargetFactory(campaign=campaign, institution=institution)
    assert narrow(topics=None, campaign=campaign).topic_keys == ["food", "fire"]


def test_whoever_opens_a_visit_for_a_campaign_may_widen_it(narrow, institution):
    campaign = CampaignFactory(topics=",fire,food,")
    CampaignTargetFactory(campaign=campaign, institution=institution)
    assert narrow(topics=[], campaign=campaign).topic_keys == []


def test_a_campaign_with_a_department_that_has_nothing_to_do_is_refused(officer_a, district_a):
    today = timezone.localdate()
    words = {"title": "消防专项", "purpose": "查通道", "clauses": [], "begins": today, "ends": today}
    given = words | {"departments": ["fire", "price"], "topics": ["fire"]}
    with pytest.raises(Refusal) as refusal:
        campaigns.make(actor=officer_a, districts=[district_a], **given)
    assert refusal.value.field == "topics"
    made = campaigns.make(actor=officer_a, districts=[district_a], **(given | {"departments": ["fire"]}))
    assert made.topic_keys == ["fire"]


@pytest.fixture
def a_draw(officer_a, district_a):
    inspectors_in(district_a)
    schools(district_a)
    return drawn(officer_a, district_a)


@pytest.mark.clause("N2")
@pytest.mark.clause("S5")
def test_what_was_drawn_becomes_targets_of_the_campaign_and_takes_its_topics(a_draw, officer_a):
    campaign = CampaignFactory(topics=",no_licence,fees,food,fire,premises,")
    opened = draw_visits.open_visits(
        a_draw, actor=officer_a, on=timezone.localdate(), departments=[], purpose="抽查", campaign=campaign
    )
    assert {row.institution_id for row in campaign.targets.all()} == {row.institution_id for row in opened}
    assert {row.source for row in campaign.targets.all()} == {TargetSource.DRAW}
    made = JointInspection.objects.filter(campaign=campaign, source=Source.DRAW)
    assert made.count() == len(opened) > 0
    assert {row.topics for row in made} == {campaign.topics}
    assert Visit.objects.filter(joint_inspection__in=made).count() == len(opened)


def test_a_campaign_elsewhere_takes_nothing_drawn_here(a_draw, officer_a, city, district_b, institution):
    elsewhere = CampaignFactory(owner=district_b)
    with pytest.raises(NotAllowed):
        take_drawn(elsewhere, [institution], actor=officer_a)
    with pytest.raises(Refusal) as refusal:
        take_drawn(elsewhere, [institution], actor=city)
    assert refusal.value.field == "campaign"


def test_a_target_drawn_again_is_a_target_once(officer_a, institution):
    campaign = CampaignFactory()
    CampaignTargetFactory(campaign=campaign, institution=institution)
    assert take_drawn(campaign, [institution], actor=officer_a) == 0
