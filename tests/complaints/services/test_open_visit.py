"""A joint inspection opened from a complaint."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint
from complaints.services import handling, mixing
from complaints.terms import State
from inspections.models import JointInspection
from inspections.services import draw_visits
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.timeline.models import Event
from tests.factories.complaints import ComplaintFactory
from tests.factories.draws import drawn, inspectors_in, schools

pytestmark = [pytest.mark.django_db, pytest.mark.clause("S5")]


@pytest.fixture
def team(officer_a, fire_a, market_a):
    return [fire_a.membership, market_a.membership]


@pytest.fixture
def plan(team):
    return {
        "purpose": "专项检查",
        "departments": ["fire", "market"],
        "members": team,
        "on": timezone.localdate() + timedelta(days=1),
    }


def test_it_opens_the_inspection_of_the_institution_and_is_looked_into(accepted, officer_a, plan):
    complaint = handling.open_visit(accepted, actor=officer_a, **plan)
    assert complaint.state == State.IN_PROGRESS
    assert complaint.joint_inspection.institution == complaint.institution
    assert Event.objects.about(complaint)[0].verb == "complaint.visit_opened"


@pytest.mark.clause("N4")
def test_the_inspection_says_nothing_of_the_complaint(accepted, officer_a, plan, institution):
    complaint = handling.open_visit(accepted, actor=officer_a, **plan)
    inspection = complaint.joint_inspection
    told = repr(list(Event.objects.of_institution(institution.pk).values())) + repr(inspection.__dict__)
    assert complaint.number not in told
    assert complaint.description not in told


def test_a_second_one_says_changed_meanwhile_and_opens_nothing(accepted, officer_a, officer_a2, plan):
    handling.open_visit(accepted, actor=officer_a, **plan)
    with pytest.raises(ChangedMeanwhile):
        handling.open_visit(accepted, actor=officer_a2, **plan)
    assert JointInspection.objects.count() == 1


def test_a_team_too_small_opens_nothing_and_leaves_the_complaint_as_it_was(accepted, officer_a, plan):
    with pytest.raises(Refusal):
        handling.open_visit(accepted, actor=officer_a, **plan | {"members": plan["members"][:1]})
    assert Complaint.objects.get().state == State.ACCEPTED
    assert not JointInspection.objects.exists()


def test_what_is_not_in_the_register_or_not_accepted_cannot_be_visited(
    officer_a, complaint, plan, district_a
):
    with pytest.raises(ChangedMeanwhile):
        handling.open_visit(complaint, actor=officer_a, **plan)
    described = ComplaintFactory(district=district_a, state=State.ACCEPTED, accepted_on=timezone.localdate())
    with pytest.raises(Refusal):
        handling.open_visit(described, actor=officer_a, **plan)


def test_another_district_opens_nothing(accepted, officer_b, plan):
    with pytest.raises(NotAllowed):
        handling.open_visit(accepted, actor=officer_b, **plan)


def test_the_page_offers_the_districts_inspectors_and_opens_it(client_as, accepted, officer_a, team, plan):
    client = client_as(officer_a)
    url = reverse("complaints:visit", args=[accepted.pk])
    page = client.get(url).content.decode()
    assert "赵消防" in page
    given = plan | {"members": [member.pk for member in team]}
    assert client.post(url, given).headers["Location"] == accepted.get_absolute_url()
    inspection = JointInspection.objects.get()
    assert (
        reverse("inspections:detail", args=[inspection.pk])
        in client.get(accepted.get_absolute_url()).content.decode()
    )


@pytest.mark.clause("N2")
def test_among_the_visits_of_a_draw_nothing_tells_it_apart(
    accepted, officer_a, plan, district_a, institution
):
    schools(district_a)
    inspectors_in(district_a)
    draw = drawn(officer_a, district_a)
    day = timezone.localdate() + timedelta(days=3)
    targets = draw_visits.open_visits(
        draw, actor=officer_a, on=day, departments=["education", "fire"], purpose="双随机检查"
    )
    other = next(one.joint_inspection for one in targets)
    assert list(mixing.batches_for(accepted)) == [draw.pk]
    mixed = handling.open_visit(accepted, actor=officer_a, **plan, among=draw.pk).joint_inspection
    same = ("on", "purpose", "source", "unannounced_reason")
    assert [getattr(mixed, name) for name in same] == [getattr(other, name) for name in same]
    assert mixed.institution == institution
    assert not draw.targets.filter(joint_inspection=mixed).exists()


def test_a_draw_without_visits_left_mixes_nothing(accepted, officer_a, plan):
    with pytest.raises(Refusal) as refused:
        handling.open_visit(accepted, actor=officer_a, **plan, among=9)
    assert refused.value.field == "among"
    assert not JointInspection.objects.exists()
