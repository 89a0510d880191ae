"""Who may be of a team, how often an institution is visited, who approves, who joins, and the door."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inspections.models import JointInspection, VisitPart
from inspections.services import arrivals
from inspections.services.approvals import approve
from inspections.services.caps import OverCap, near_inspections
from inspections.services.joining import UnderWay, join_inspection
from inspections.services.joint import NotReady, TeamTooSmall, cancel_inspection, close_inspection
from inspections.services.parts import may_record
from inspections.terms import Source, Unannounced
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Department, Role
from portal.rulebook.services import set_figure
from portal.timeline.models import Event
from tests.factories.inspections import JointInspectionFactory
from tests.factories.lawful import opened, without_certificate
from tests.inspections.services.test_visits import answered, kept, submitted
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(officer_a, fire_a, institution):
    return opened(officer_a, institution, fire_a)


def part_for(inspection, department):
    return VisitPart.objects.get(visit__joint_inspection=inspection, department=department)


# The team


@pytest.mark.clause("N2")
def test_a_member_without_a_certificate_is_refused_by_name(officer_a, fire_a, institution):
    with pytest.raises(Refusal, match="赵消防") as refused:
        opened(officer_a, institution, without_certificate(fire_a))
    assert refused.value.field == "members"
    assert not JointInspection.objects.exists()


@pytest.mark.clause("N2")
def test_two_certified_officers_are_enough_and_one_is_not(officer_a, fire_a, institution):
    with pytest.raises(TeamTooSmall):
        opened(officer_a, institution)
    assert opened(officer_a, institution, fire_a).members.count() == 2


@pytest.mark.clause("S11", "N2")
def test_the_supervision_team_is_never_a_member(officer_a, fire_a, institution):
    team = person("team", "督查员", Role.SUPERVISION_TEAM, department=Department.EDUCATION)
    with pytest.raises(Refusal, match="督查员"):
        opened(officer_a, institution, fire_a, team)


@pytest.mark.clause("N2")
def test_a_street_officer_is_never_a_member(officer_a, fire_a, street_a, institution):
    with pytest.raises(Refusal, match="孙街道"):
        opened(officer_a, institution, fire_a, street_a)


@pytest.mark.clause("N2")
def test_the_visit_is_made_in_the_name_of_the_opener_s_department_or_of_the_one_chosen(
    officer_a, fire_a, institution
):
    assert opened(officer_a, institution, fire_a).in_name_of == "education"
    assert opened(officer_a, institution, fire_a, in_name_of="fire").in_name_of == "fire"


@pytest.mark.clause("N2")
def test_a_department_that_takes_no_part_lends_no_name(officer_a, fire_a, institution):
    with pytest.raises(Refusal) as refused:
        opened(officer_a, institution, fire_a, in_name_of="market")
    assert refused.value.field == "in_name_of"


# The cap


@pytest.mark.clause("N2")
def test_the_second_visit_of_a_year_is_opened_and_the_third_refused_with_the_days_that_count(
    officer_a, fire_a, institution
):
    today = timezone.localdate()
    for _time in range(2):
        opened(officer_a, institution, fire_a)
    with pytest.raises(OverCap, match=today.isoformat()) as refused:
        opened(officer_a, institution, fire_a)
    assert refused.value.field == "exception_reason"
    assert JointInspection.objects.count() == 2


@pytest.mark.clause("N2")
def test_complaints_and_danger_take_nothing_of_the_year(officer_a, fire_a, institution):
    for source in (
        Source.COMPLAINT,
        Source.URGENT,
        Source.PLAN,
        Source.PLAN,
        Source.COMPLAINT,
        Source.URGENT,
    ):
        opened(officer_a, institution, fire_a, source=source)
    assert JointInspection.objects.count() == 6


@pytest.mark.clause("N2")
def test_visits_called_off_and_those_of_another_year_do_not_count(officer_a, fire_a, institution):
    JointInspectionFactory(institution=institution, on=date(2020, 5, 6))
    for _time in range(2):
        cancel_inspection(opened(officer_a, institution, fire_a), actor=officer_a, reason="机构停课")
    for _time in range(2):
        opened(officer_a, institution, fire_a)
    with pytest.raises(OverCap):
        opened(officer_a, institution, fire_a)


@pytest.mark.clause("N2")
def test_the_cap_is_the_one_in_force(city, officer_a, fire_a, institution):
    set_figure(city, "N2.cap", value={"per_year": 1}, source="市联席会议纪要", valid_from=date(2020, 1, 1))
    opened(officer_a, institution, fire_a)
    with pytest.raises(OverCap):
        opened(officer_a, institution, fire_a)


@pytest.mark.clause("N2")
def test_beyond_the_cap_both_the_opener_s_and_the_approver_s_reason_are_kept(
    officer_a, officer_a2, fire_a, institution
):
    for _time in range(2):
        opened(officer_a, institution, fire_a)
    third = opened(officer_a, institution, fire_a, exception_reason="群体退费风险")
    with pytest.raises(ReasonRequired) as refused:
        approve(third, actor=officer_a2, note=" ")
    assert refused.value.field == "note"
    third = approve(third, actor=officer_a2, note="同意增加一次")
    assert (third.exception_reason, third.approval_note) == ("群体退费风险", "同意增加一次")


@pytest.mark.clause("N2")
def test_a_reason_given_while_visits_are_left_is_no_exception(officer_a, officer_a2, fire_a, institution):
    first = opened(officer_a, institution, fire_a, exception_reason="以防万一")
    assert first.exception_reason == ""
    assert approve(first, actor=officer_a2).is_approved


# The approval


@pytest.mark.clause("N2")
def test_who_opens_a_visit_does_not_approve_it(planned, officer_a):
    with pytest.raises(NotAllowed):
        approve(planned, actor=officer_a)


@pytest.mark.clause("N2")
def test_the_database_lets_nobody_approve_their_own_visit(planned, officer_a):
    with pytest.raises(IntegrityError), transaction.atomic():
        JointInspection.objects.filter(pk=planned.pk).update(
            approved_by=officer_a.user, approved_at=timezone.now(), announced_on=planned.on
        )


@pytest.mark.clause("N2")
def test_a_department_officer_and_another_district_do_not_approve(planned, fire_a, officer_b):
    for actor in (fire_a, officer_b):
        with pytest.raises(NotAllowed):
            approve(planned, actor=actor)


@pytest.mark.clause("N2")
def test_nothing_is_recorded_before_the_approval(planned, officer_a2, fire_a):
    part = part_for(planned, "fire")
    assert not may_record(part, fire_a)
    with pytest.raises(NotAllowed):
        kept(part, fire_a, answered(part))
    approve(planned, actor=officer_a2)
    assert kept(part, fire_a, answered(part)).version == 1


@pytest.mark.clause("N2")
def test_a_planned_visit_is_announced_with_its_approval_and_a_draw_is_not(
    officer_a, officer_a2, fire_a, institution
):
    plan = approve(opened(officer_a, institution, fire_a), actor=officer_a2)
    draw = approve(opened(officer_a, institution, fire_a, source=Source.DRAW), actor=officer_a2)
    assert (plan.announced_on, plan.unannounced_reason) == (timezone.localdate(), "")
    assert (draw.announced_on, draw.unannounced_reason) == (None, Unannounced.DRAW)


@pytest.mark.clause("N2")
def test_a_visit_is_approved_once(planned, officer_a2, city):
    approve(planned, actor=officer_a2)
    with pytest.raises(ChangedMeanwhile):
        approve(planned, actor=city)
    assert Event.objects.filter(verb="inspection.approved").count() == 1


@pytest.mark.clause("N2")
def test_a_visit_for_danger_begins_at_once_and_closes_only_once_approved(
    officer_a, officer_a2, fire_a, institution
):
    urgent = opened(officer_a, institution, fire_a, source=Source.URGENT)
    for name, actor in (("fire", fire_a), ("education", officer_a)):
        submitted(part_for(urgent, name), actor, answered(part_for(urgent, name)))
    with pytest.raises(NotReady):
        close_inspection(urgent, actor=officer_a)
    approve(urgent, actor=officer_a2)
    assert close_inspection(urgent, actor=officer_a).closed_on == timezone.localdate()


# Merging


@pytest.mark.clause("N2")
def test_a_visit_thirty_days_off_is_near_and_one_thirty_one_days_off_is_not(planned, institution):
    assert near_inspections(institution, planned.on + timedelta(days=30)) == [planned]
    assert near_inspections(institution, planned.on - timedelta(days=30)) == [planned]
    assert near_inspections(institution, planned.on + timedelta(days=31)) == []
    assert near_inspections(institution, planned.on, client_id=planned.client_id) == []


@pytest.mark.clause("N2", "S5")
def test_a_department_joins_with_its_officer_and_the_visit_is_approved_anew(
    planned, officer_a, officer_a2, market_a
):
    approve(planned, actor=officer_a2)
    joined = join_inspection(planned, actor=officer_a, departments=["market"], members=[market_a.membership])
    assert joined.departments == ["education", "fire", "market"]
    assert joined.members.filter(
        user=market_a.user, certificate=market_a.user.enforcement_certificate
    ).exists()
    assert part_for(joined, "market").state == "open"
    assert not joined.is_approved
    assert Event.objects.filter(verb="inspection.joined").count() == 1


@pytest.mark.clause("N2")
def test_joining_twice_is_joining_once(planned, officer_a, market_a):
    for _time in range(2):
        join_inspection(planned, actor=officer_a, departments=["market"], members=[market_a.membership])
    assert VisitPart.objects.filter(visit__joint_inspection=planned).count() == 3
    assert Event.objects.filter(verb="inspection.joined").count() == 1


@pytest.mark.clause("N2")
def test_a_department_does_not_join_without_an_officer_of_its_own(planned, officer_a, officer_a2):
    with pytest.raises(Refusal) as refused:
        join_inspection(planned, actor=officer_a, departments=["market"], members=[officer_a2.membership])
    assert refused.value.field == "members"


@pytest.mark.clause("N2")
def test_nobody_joins_without_a_certificate(planned, officer_a, market_a):
    bare = without_certificate(market_a).membership
    with pytest.raises(Refusal, match="周市监"):
        join_inspection(planned, actor=officer_a, departments=[], members=[bare])


@pytest.mark.clause("N2")
def test_nobody_joins_once_the_visit_is_under_way(planned, officer_a, officer_a2, fire_a, market_a):
    approve(planned, actor=officer_a2)
    kept(part_for(planned, "fire"), fire_a, answered(part_for(planned, "fire")))
    with pytest.raises(UnderWay):
        join_inspection(planned, actor=officer_a, departments=[], members=[market_a.membership])


# At the door


@pytest.mark.clause("N2")
def test_the_code_of_an_approved_visit_of_today_is_genuine_however_it_is_typed(inspection):
    code = inspection.visit_code
    for typed in (code, code.lower(), f" {code[:4]} {code[4:]}", f"{code[:4]}-{code[4:]}"):
        assert arrivals.genuine(typed).officers == 2


@pytest.mark.clause("N2", "N4")
def test_the_door_learns_departments_numbers_and_the_ends_of_certificates_and_no_name(inspection):
    shown = arrivals.genuine(inspection.visit_code)
    assert {team.department for team in shown.teams} == {
        str(Department.EDUCATION.label),
        str(Department.FIRE.label),
    }
    assert all(team.items and team.number == 1 for team in shown.teams)
    assert all(number.startswith("*") for team in shown.teams for number in team.certificates)
    assert "赵消防" not in repr(shown)


@pytest.mark.clause("N2")
def test_an_unapproved_visit_is_not_genuine(planned):
    with pytest.raises(arrivals.NoSuchVisit):
        arrivals.genuine(planned.visit_code)


@pytest.mark.clause("N2")
@pytest.mark.parametrize("days", [-1, 1])
def test_a_code_holds_on_its_day_only(officer_a, officer_a2, fire_a, institution, days):
    day = timezone.localdate() + timedelta(days=days)
    other = approve(opened(officer_a, institution, fire_a, on=day), actor=officer_a2)
    with pytest.raises(arrivals.NoSuchVisit):
        arrivals.genuine(other.visit_code)


@pytest.mark.parametrize("code", ["", " ", "ABCDEFGH"])
def test_what_is_no_code_is_no_visit(inspection, code):
    with pytest.raises(arrivals.NoSuchVisit):
        arrivals.genuine(code)


@pytest.mark.clause("N2")
def test_the_institution_confirms_the_visit_and_twice_is_once(inspection, institution_user):
    first = arrivals.confirm(inspection.visit_code, actor=institution_user).arrived_at
    assert first is not None
    assert arrivals.confirm(inspection.visit_code, actor=institution_user).arrived_at == first
    assert Event.objects.filter(verb="inspection.arrived").count() == 1


@pytest.mark.clause("N2")
def test_another_institution_does_not_confirm_it(inspection, institution_b):
    stranger = person("stranger", "外人", Role.INSTITUTION, institution=institution_b)
    with pytest.raises(arrivals.NoSuchVisit):
        arrivals.confirm(inspection.visit_code, actor=stranger)


@pytest.mark.clause("N2")
def test_an_officer_notes_the_arrival_with_the_institution_s_code_or_the_address_of_its_page(
    inspection, fire_a
):
    code = inspection.institution.code
    first = arrivals.arrive(inspection, actor=fire_a, code=code.lower()).arrived_at
    again = arrivals.arrive(inspection, actor=fire_a, code=f"https://example.org/institutions/{code}/")
    assert first is not None
    assert again.arrived_at == first


@pytest.mark.clause("N2")
def test_the_code_of_another_institution_is_not_the_door(inspection, fire_a, institution_b):
    with pytest.raises(arrivals.AnotherInstitution):
        arrivals.arrive(inspection, actor=fire_a, code=institution_b.code)


@pytest.mark.clause("N2")
def test_nobody_arrives_before_the_day_or_before_the_approval(officer_a, officer_a2, fire_a, institution):
    tomorrow = timezone.localdate() + timedelta(days=1)
    later = opened(officer_a, institution, fire_a, on=tomorrow)
    with pytest.raises(NotAllowed):
        arrivals.arrive(later, actor=fire_a, code=institution.code)
    approve(later, actor=officer_a2)
    with pytest.raises(Refusal):
        arrivals.arrive(later, actor=fire_a, code=institution.code)


# What the institution sees


@pytest.mark.clause("N2", "N4")
def test_the_institution_does_not_see_what_comes_unannounced_until_it_is_at_the_door(
    officer_a, officer_a2, fire_a, institution, institution_user
):
    draw = approve(opened(officer_a, institution, fire_a, source=Source.DRAW), actor=officer_a2)
    assert not institution_user.sees(draw)
    arrivals.arrive(draw, actor=fire_a, code=institution.code)
    assert institution_user.sees(draw)
