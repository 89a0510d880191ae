"""Orders: reported, extended, withdrawn, re-inspected, missed; and teaching that may go on."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.models import Finding, RectificationOrder, RectificationReport, TeachingStop, Visit
from inspections.rules.ladder import months_later
from inspections.services import orders, stops
from inspections.services.decisions import decide, propose_for
from inspections.services.findings import confirm
from inspections.services.joint import TeamTooSmall
from inspections.services.reinspections import StillTime, fail_missed, fail_reinspection, pass_reinspection
from inspections.terms import Failure, FindingState, Group, Measure, OrderState, VisitState
from institutions.terms import Status
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.evidence.models import Evidence
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.factories.inspections import ConfirmedFindingFactory
from tests.factories.procedure import decided
from tests.inspections.conftest import photo

pytestmark = pytest.mark.django_db
M = Measure


@pytest.fixture
def queued(monkeypatch):
    """What was queued, by name."""
    calls = []
    monkeypatch.setattr("portal.jobs.after_commit", lambda *call: calls.append(call))
    return calls


@pytest.fixture
def order(an_order):
    return an_order()


def reported(order, actor, **more):
    given = {"text": "已退还超收费用。", "files": [], "client_id": uuid.uuid4()} | more
    return orders.report(order, actor=actor, **given)


def back_date(order, days):
    """As if it had been served so many days before."""
    earlier = timedelta(days=days)
    RectificationOrder.objects.filter(pk=order.pk).update(
        served_on=order.served_on - earlier,
        due=order.due - earlier,
        reinspect_on=order.reinspect_on - earlier,
    )
    order.refresh_from_db()
    return order


@pytest.mark.clause("D1")
def test_the_institution_reports_with_evidence(order, institution_user):
    filed = reported(order, institution_user, files=[photo()])
    order.refresh_from_db()
    assert order.state == OrderState.REPORTED
    assert Evidence.objects.of(filed).count() == 1
    assert Event.objects.about(order).first().verb == "order.reported"


def test_the_district_reports_for_the_institution(order, officer_a):
    assert reported(order, officer_a).reported_as == officer_a.label


def test_the_same_report_twice_is_filed_once(order, institution_user, client_id):
    for _time in range(2):
        reported(order, institution_user, client_id=client_id, files=[photo()])
    assert RectificationReport.objects.count() == Evidence.objects.count() == 1


def test_an_institution_reports_on_its_own_orders_only(order, institution_b):
    from portal.accounts.roles import Role
    from tests.people import person

    stranger = person("stranger", "外人", Role.INSTITUTION, institution=institution_b)
    with pytest.raises(NotAllowed):
        reported(order, stranger)


@pytest.mark.clause("P8")
def test_a_report_after_the_deadline_is_too_late(order, institution_user):
    back_date(order, 40)
    with pytest.raises(orders.DeadlinePassed):
        reported(order, institution_user)


@pytest.mark.clause("D1")
def test_an_order_is_extended_once_with_a_reason_and_the_re_inspection_moves(order, officer_a):
    before = order.due
    with pytest.raises(ReasonRequired):
        orders.extend(order, actor=officer_a, days=5, reason="")
    extended = orders.extend(order, actor=officer_a, days=5, reason="消防施工需要")
    assert calendar().between(before, extended.due) == 5
    assert Visit.objects.get(order=order).on == extended.reinspect_on > extended.due
    with pytest.raises(orders.AlreadyExtended):
        orders.extend(order, actor=officer_a, days=1, reason="再次")


@pytest.mark.clause("D1")
def test_thirty_working_days_are_the_most(order, officer_a):
    with pytest.raises(Refusal) as refused:
        orders.extend(order, actor=officer_a, days=16, reason="施工")
    assert refused.value.field == "days"
    longest = orders.extend(order, actor=officer_a, days=15, reason="施工")
    assert calendar().between(order.served_on, longest.due) == 30


def test_the_institution_does_not_extend_its_own_order(order, institution_user):
    with pytest.raises(NotAllowed):
        orders.extend(order, actor=institution_user, days=5, reason="来不及")


@pytest.mark.clause("N3")
def test_an_order_is_withdrawn_with_its_reason_and_the_re_inspection_called_off(order, officer_a):
    withdrawn = orders.withdraw(order, actor=officer_a, reason="对象有误")
    assert withdrawn.state == OrderState.WITHDRAWN
    assert Visit.objects.get(order=order).state == VisitState.CANCELLED
    with pytest.raises(ChangedMeanwhile):
        orders.withdraw(order, actor=officer_a, reason="再次")


@pytest.mark.clause("D1")
def test_an_order_closes_well_only_by_a_re_inspection_of_two_officers(order, officer_a, seen):
    reported(order, officer_a)
    pass_reinspection(order, actor=officer_a, seen=seen(files=[photo()]))
    order.refresh_from_db()
    visit = Visit.objects.get(order=order)
    assert (order.state, order.closed_on) == (OrderState.PASSED, timezone.localdate())
    assert (visit.state, visit.officer, visit.companion.username) == (
        VisitState.DONE,
        officer_a.user,
        "fire_a",
    )
    assert Evidence.objects.of(visit.parts.get()).count() == 1


@pytest.mark.clause("N2")
def test_nobody_re_inspects_with_themselves(order, officer_a, seen):
    from dataclasses import replace

    with pytest.raises(TeamTooSmall):
        pass_reinspection(order, actor=officer_a, seen=replace(seen(), companion=officer_a.membership))


@pytest.mark.clause("P8")
def test_a_re_inspection_not_passed_proposes_the_blacklist_and_finds_it_again(order, officer_a, seen, queued):
    reported(order, officer_a)
    fail_reinspection(order, actor=officer_a, seen=seen("学费仍未退还。"))
    order.refresh_from_db()
    again = Finding.objects.get(follows=order)
    assert (order.state, order.failure) == (OrderState.FAILED, Failure.NOT_UP_TO_STANDARD)
    assert queued == [("publicity.propose_blacklist", order.pk)]
    assert (again.group, again.state, again.text) == (Group.FEES, FindingState.RECORDED, "学费仍未退还。")
    assert list(RectificationOrder.objects.failed()) == [order]
    assert Event.objects.about(order).first().clause == "P8"


def test_nothing_fails_while_there_is_time_and_nothing_was_reported(order, officer_a, seen):
    with pytest.raises(StillTime):
        fail_reinspection(order, actor=officer_a, seen=seen())


@pytest.mark.clause("P8")
def test_the_daily_work_fails_what_was_missed_once(order, queued):
    assert fail_missed(order.due) == 0
    assert fail_missed(order.due + timedelta(days=1)) == 1
    assert fail_missed(order.due + timedelta(days=1)) == 0
    order.refresh_from_db()
    assert (order.state, order.failure) == (OrderState.FAILED, Failure.MISSED)
    assert queued == [("publicity.propose_blacklist", order.pk)]
    assert Finding.objects.get(missed_order=order).follows == order
    assert Visit.objects.get(order=order).state == VisitState.CANCELLED


@pytest.mark.clause("P8")
def test_what_was_reported_waits_for_its_re_inspection(order, institution_user, queued):
    reported(order, institution_user)
    assert fail_missed(order.due + timedelta(days=60)) == 0
    assert queued == []


@pytest.mark.clause("P3")
def test_fire_put_right_reopens_at_once(an_order, institution, officer_a, seen):
    order = an_order(Group.FIRE)
    institution.refresh_from_db()
    assert institution.status == Status.STOPPED
    pass_reinspection(order, actor=officer_a, seen=seen())
    institution.refresh_from_db()
    assert institution.status == Status.OPERATING
    assert TeachingStop.objects.get().lifted_on == timezone.localdate()


@pytest.mark.clause("P3")
def test_fire_not_put_right_closes_the_institution_and_then_revokes_the_permit(
    an_order, institution, officer_a, fire_a, seen, queued
):
    order, steps = an_order(Group.FIRE), []
    for expected in (Status.CLOSED, Status.REVOKED):
        reported(order, officer_a)
        fail_reinspection(order, actor=officer_a, seen=seen("仍未整改。"))
        finding = confirm(Finding.objects.get(follows=order), actor=officer_a)
        proposal, _version = propose_for(finding, timezone.localdate())
        decision = decided(finding, actor=officer_a, measures=proposal.measures)
        steps.append(proposal.step)
        institution.refresh_from_db()
        assert institution.status == expected
        order = decision.orders.first()
    assert steps == [2, 3]
    assert order is None


@pytest.fixture
def suspended(institution, officer_a):
    """Teaching stopped for three months from today, and the order that goes with it."""
    ConfirmedFindingFactory(
        institution=institution, group=Group.SYLLABUS, found_on=timezone.localdate() - timedelta(days=90)
    )
    finding = ConfirmedFindingFactory(institution=institution, group=Group.SYLLABUS)
    return decided(finding, actor=officer_a, measures=[M.STOP_TEACHING_THREE_MONTHS]).orders.get()


@pytest.mark.clause("P4")
def test_a_passed_re_inspection_does_not_shorten_the_three_months(suspended, institution, officer_a, seen):
    pass_reinspection(suspended, actor=officer_a, seen=seen())
    day_before = months_later(timezone.localdate(), 3) - timedelta(days=1)
    assert stops.lift_due(day_before) == 0
    institution.refresh_from_db()
    assert institution.status == Status.STOPPED


@pytest.mark.clause("P4")
def test_three_months_alone_do_not_lift_the_stop(suspended, institution, institution_user):
    reported(suspended, institution_user)
    assert stops.lift_due(months_later(timezone.localdate(), 4)) == 0
    institution.refresh_from_db()
    assert institution.status == Status.STOPPED


@pytest.mark.clause("P4")
def test_when_the_term_is_over_and_the_re_inspection_has_passed_the_daily_work_lifts_the_stop_once(
    suspended, institution, officer_a, seen
):
    pass_reinspection(suspended, actor=officer_a, seen=seen())
    over = months_later(timezone.localdate(), 3)
    assert [stops.lift_due(over), stops.lift_due(over)] == [1, 0]
    institution.refresh_from_db()
    assert (institution.status, institution.teaching_stopped_until) == (Status.OPERATING, None)
    assert (
        Event.objects.of_institution(institution.pk).filter(verb="institution.resume_teaching").count() == 1
    )


@pytest.mark.clause("P4")
def test_one_stop_lifted_leaves_another_standing(suspended, an_order, institution, officer_a, seen):
    fire = an_order(Group.FIRE)
    pass_reinspection(fire, actor=officer_a, seen=seen())
    institution.refresh_from_db()
    assert institution.status == Status.STOPPED
    assert TeachingStop.objects.standing().get().order == suspended


@pytest.mark.clause("P2")
def test_what_an_officer_stopped_an_officer_lifts_with_a_reason(institution, officer_a, fire_a):
    ConfirmedFindingFactory(
        institution=institution, group=Group.NO_PERMIT, found_on=timezone.localdate() - timedelta(days=9)
    )
    finding = ConfirmedFindingFactory(institution=institution, group=Group.NO_PERMIT)
    stop = decide(finding, actor=officer_a, measures=[M.NO_TRAINING]).stop
    with pytest.raises(NotAllowed):
        stops.lift(stop, actor=fire_a, reason="已取得许可证")
    with pytest.raises(ReasonRequired):
        stops.lift(stop, actor=officer_a, reason="")
    stops.lift(stop, actor=officer_a, reason="已取得办学许可证")
    institution.refresh_from_db()
    assert institution.status == Status.OPERATING
    with pytest.raises(ChangedMeanwhile):
        stops.lift(stop, actor=officer_a, reason="再次")


@pytest.mark.clause("P4")
def test_no_officer_lifts_a_term_before_its_end(suspended, officer_a):
    with pytest.raises(stops.NotYet):
        stops.lift(TeachingStop.objects.get(), actor=officer_a, reason="提前恢复")


@pytest.mark.clause("P4")
def test_a_stop_waits_for_the_order_that_took_the_failed_one_s_place(
    an_order, institution, officer_a, seen, queued
):
    first = an_order(Group.FIRE)
    reported(first, officer_a)
    fail_reinspection(first, actor=officer_a, seen=seen("仍未整改。"))
    finding = confirm(Finding.objects.get(follows=first), actor=officer_a)
    second = decide(
        finding, actor=officer_a, measures=[M.NO_TRAINING_UNTIL_MET], reason="再给一次机会"
    ).orders.get()
    assert {stop.order_id for stop in TeachingStop.objects.standing()} == {second.pk}
    pass_reinspection(second, actor=officer_a, seen=seen())
    institution.refresh_from_db()
    assert institution.status == Status.OPERATING
    assert not RectificationOrder.objects.open_for(institution)
