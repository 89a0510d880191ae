"""Confirming, dismissing and deciding."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.models import Decision, Finding, RectificationOrder, TeachingStop, VisitPart
from inspections.rules.ladder import months_later
from inspections.services.cases import CaseNeeded, CaseNotReady
from inspections.services.decisions import (
    AlreadyDecided,
    NotConfirmed,
    decide,
    propose_for,
)
from inspections.services.findings import confirm, dismiss
from inspections.terms import Answerable, FindingState, Group, Measure, OrderState, Severity, StopKind
from institutions.terms import Status
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.rulebook.models import DatedRule
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.factories.inspections import ConfirmedFindingFactory, FindingFactory
from tests.factories.procedure import decided, notice, open_case, step

pytestmark = pytest.mark.django_db
M = Measure


def proposed(finding):
    return propose_for(finding, timezone.localdate())[0]


def found(institution, group, *, days_ago=0, **more):
    on = timezone.localdate() - timedelta(days=days_ago)
    return ConfirmedFindingFactory(institution=institution, group=group, found_on=on, **more)


@pytest.mark.clause("S8")
def test_a_confirmed_finding_counts(institution, fire_a, officer_a):
    finding = FindingFactory(institution=institution, group=Group.FIRE)
    assert not Finding.objects.confirmed_for(institution)
    confirm(finding, actor=fire_a)
    assert list(Finding.objects.confirmed_for(institution)) == [finding]
    assert Event.objects.about(finding).first().verb == "finding.confirmed"


def test_a_finding_is_confirmed_once(institution, officer_a):
    finding = FindingFactory(institution=institution)
    confirm(finding, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        confirm(finding, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        dismiss(finding, actor=officer_a, reason="重复")


def test_the_group_can_be_put_right_when_confirming(institution, officer_a):
    finding = FindingFactory(institution=institution, group=Group.FEES)
    confirm(finding, actor=officer_a, group=Group.SCOPE)
    finding.refresh_from_db()
    assert finding.group == Group.SCOPE
    assert Event.objects.about(finding).first().changes["group_before"] == "fees"


@pytest.mark.clause("P6")
def test_a_school_that_answers_is_named(institution, officer_a):
    finding = FindingFactory(institution=institution, group=Group.ADMISSION_LINK)
    with pytest.raises(Refusal) as refused:
        confirm(finding, actor=officer_a, answerable=Answerable.PRIVATE_SCHOOL)
    assert refused.value.field == "party"
    confirmed = confirm(
        finding, actor=officer_a, answerable=Answerable.PRIVATE_SCHOOL, party="南昌市某民办中学"
    )
    assert M.CUT_ADMISSION_PLAN in proposed(confirmed).measures


@pytest.mark.clause("P7")
def test_the_severity_decides_for_a_serving_teacher_and_is_not_asked_elsewhere(institution, officer_a):
    teacher = FindingFactory(institution=institution, group=Group.SERVING_TEACHER)
    fees = FindingFactory(institution=institution, group=Group.FEES)
    assert (
        M.REVOKE_TEACHING_CERTIFICATE
        in proposed(confirm(teacher, actor=officer_a, severity=Severity.GRAVE)).measures
    )
    assert confirm(fees, actor=officer_a, severity=Severity.GRAVE).severity == Severity.ORDINARY


def test_a_dismissal_needs_a_reason(institution, officer_a):
    finding = FindingFactory(institution=institution)
    with pytest.raises(ReasonRequired):
        dismiss(finding, actor=officer_a, reason="  ")
    dismiss(finding, actor=officer_a, reason="复核后不属实")
    assert not Finding.objects.confirmed_for(institution)


def test_another_district_confirms_nothing_here(institution, officer_b):
    with pytest.raises(NotAllowed):
        confirm(FindingFactory(institution=institution), actor=officer_b)


@pytest.mark.clause("P4")
def test_the_ladder_is_counted_from_the_institution_s_confirmed_history(institution, institution_b):
    found(institution, Group.SYLLABUS, days_ago=200)
    found(institution, Group.FEES, days_ago=100)
    found(institution_b, Group.SYLLABUS, days_ago=90)
    FindingFactory(institution=institution, group=Group.SYLLABUS, found_on=timezone.localdate())
    assert proposed(found(institution, Group.SYLLABUS)).step == 2


@pytest.mark.clause("P4")
def test_two_findings_of_one_visit_are_one_time(institution):
    first = found(institution, Group.SYLLABUS)
    second = ConfirmedFindingFactory(
        institution=institution,
        group=Group.SYLLABUS,
        joint_inspection=first.joint_inspection,
        visit_part=first.visit_part,
    )
    assert [proposed(first).step, proposed(second).step] == [1, 1]
    third = found(institution, Group.SYLLABUS)
    assert proposed(third).step == 2


def test_a_later_finding_does_not_make_an_earlier_one_worse(institution):
    earlier = found(institution, Group.SYLLABUS, days_ago=30)
    found(institution, Group.SYLLABUS)
    assert proposed(earlier).step == 1


@pytest.mark.clause("D1")
def test_a_decision_as_proposed_serves_an_order_due_in_fifteen_working_days(institution, officer_a):
    decision = decide(found(institution, Group.FEES), actor=officer_a, measures=[M.RECTIFY])
    order = decision.orders.get()
    today = timezone.localdate()
    assert calendar().between(today, order.due) == 15
    assert order.visits.get().on == order.reinspect_on > order.due
    assert (decision.rule_version, order.rule_version) == ("P.ladder@default", "D1.rectification@default")
    assert not decision.departs
    assert Event.objects.about(order).get().clause == "D1"


@pytest.mark.clause("D1")
def test_the_figure_in_force_sets_the_deadline_and_the_order_keeps_its_version(institution, officer_a):
    row = DatedRule.objects.create(
        key="D1.rectification",
        value={"days": 10},
        source="市教育局通知",
        valid_from=timezone.localdate(),
        set_by="市教育局",
    )
    order = decide(found(institution, Group.FEES), actor=officer_a, measures=[M.RECTIFY]).orders.get()
    assert calendar().between(timezone.localdate(), order.due) == 10
    assert order.rule_version == row.version


@pytest.mark.clause("P1")
def test_a_departure_needs_a_reason_and_both_are_kept(institution, officer_a):
    finding = found(institution, Group.FEES)
    with pytest.raises(ReasonRequired):
        decide(finding, actor=officer_a, measures=[M.WARN])
    decision = decide(finding, actor=officer_a, measures=[M.WARN], reason="已当场退费")
    assert (decision.measures, decision.proposal["measures"]) == (["warn"], ["rectify"])
    assert decision.departs
    assert decision.reason == "已当场退费"


def test_a_finding_is_decided_once_and_the_second_officer_hears_of_it(institution, officer_a, officer_a2):
    finding = found(institution, Group.FEES)
    decide(finding, actor=officer_a, measures=[M.RECTIFY])
    with pytest.raises(AlreadyDecided):
        decide(finding, actor=officer_a2, measures=[M.WARN], reason="另议")
    assert Decision.objects.count() == RectificationOrder.objects.count() == 1
    assert Event.objects.filter(verb="finding.decided").count() == 1


def test_what_is_not_confirmed_is_not_decided_on(institution, officer_a):
    with pytest.raises(NotConfirmed):
        decide(FindingFactory(institution=institution), actor=officer_a, measures=[M.RECTIFY])


def test_a_department_officer_confirms_but_does_not_decide(institution, fire_a):
    with pytest.raises(NotAllowed):
        decide(found(institution, Group.FIRE), actor=fire_a, measures=[M.NO_TRAINING_UNTIL_MET])


@pytest.mark.parametrize("measures", [[], ["banish"], [M.BLACKLIST], [M.WAIVED, M.WARN]])
def test_measures_that_can_not_be_chosen_are_refused(institution, officer_a, measures):
    with pytest.raises(Refusal) as refused:
        decide(found(institution, Group.FEES), actor=officer_a, measures=measures, reason="试")
    assert refused.value.field == "measures"


@pytest.mark.clause("P3")
def test_fire_stops_teaching_until_put_right_and_serves_an_order(institution, officer_a):
    decision = decide(found(institution, Group.FIRE), actor=officer_a, measures=[M.NO_TRAINING_UNTIL_MET])
    institution.refresh_from_db()
    assert (institution.status, institution.teaching_stopped_until) == (Status.STOPPED, None)
    assert (decision.stop.kind, decision.stop.order) == (StopKind.UNTIL_MET, decision.orders.get())


@pytest.mark.clause("P4")
def test_the_second_exam_drill_stops_teaching_until_three_months_on(institution, officer_a):
    found(institution, Group.SYLLABUS, days_ago=60)
    decision = decided(
        found(institution, Group.SYLLABUS), actor=officer_a, measures=[M.STOP_TEACHING_THREE_MONTHS]
    )
    institution.refresh_from_db()
    until = months_later(timezone.localdate(), 3)
    assert (institution.status, institution.teaching_stopped_until) == (Status.STOPPED, until)
    assert decision.stops_until == decision.stop.until == until
    assert decision.orders.get().state == OrderState.SERVED


@pytest.mark.clause("P2")
def test_a_company_found_again_trains_no_more_until_an_officer_lifts_it(institution, officer_a):
    found(institution, Group.NO_PERMIT, days_ago=60)
    decision = decide(found(institution, Group.NO_PERMIT), actor=officer_a, measures=[M.NO_TRAINING])
    assert decision.stop.kind == StopKind.UNTIL_LIFTED
    assert not decision.orders.exists()


def third_time(institution):
    for days in (200, 100):
        found(institution, Group.SYLLABUS, days_ago=days)
    return found(institution, Group.SYLLABUS)


@pytest.mark.clause("N3")
def test_revocation_is_blocked_until_a_case_is_opened(institution, officer_a):
    with pytest.raises(CaseNeeded) as refused:
        decide(third_time(institution), actor=officer_a, measures=[M.WARN, M.REVOKE_PERMIT])
    assert refused.value.field == "measures"
    institution.refresh_from_db()
    assert institution.status == Status.OPERATING


@pytest.mark.clause("N3")
@pytest.mark.parametrize("served", [None, 0, 30])
def test_revocation_is_blocked_until_notice_defence_and_review_are_on_file(institution, officer_a, served):
    finding = third_time(institution)
    notice(open_case(finding, M.REVOKE_PERMIT, days_ago=40), served_days_ago=served)
    with pytest.raises(CaseNotReady):
        decide(finding, actor=officer_a, measures=[M.WARN, M.REVOKE_PERMIT])
    assert not Decision.objects.filter(finding=finding).exists()


@pytest.mark.clause("N3")
def test_a_case_that_considers_less_does_not_carry_a_revocation(institution, officer_a):
    finding = third_time(institution)
    case = open_case(finding, M.STOP_TEACHING_THREE_MONTHS, state="reviewed", days_ago=40)
    notice(case, served_days_ago=30)
    step(case, "reviewed")
    with pytest.raises(CaseNeeded):
        decide(finding, actor=officer_a, measures=[M.WARN, M.REVOKE_PERMIT])


@pytest.mark.clause("N3")
def test_a_milder_measure_waits_for_nothing_and_closes_the_case(institution, officer_a):
    finding = third_time(institution)
    case = open_case(finding, M.REVOKE_PERMIT)
    decision = decide(finding, actor=officer_a, measures=[M.WARN], reason="主动退费，从轻处理")
    case = type(case).objects.get(pk=case.pk)
    assert (case.state, case.decision) == ("decided", decision)
    assert not decision.needs_papers


@pytest.mark.clause("P4")
def test_the_third_exam_drill_revokes_the_permit_when_its_papers_are_on_file(institution, officer_a):
    for days in (200, 100):
        found(institution, Group.SYLLABUS, days_ago=days)
    finding = found(institution, Group.SYLLABUS)
    decision = decided(finding, actor=officer_a, measures=[M.WARN, M.REVOKE_PERMIT])
    institution.refresh_from_db()
    assert institution.status == Status.REVOKED
    assert decision.step == 3
    assert not decision.orders.exists()


@pytest.mark.clause("P1")
def test_neither_licence_nor_permit_is_banned(institution, officer_a):
    decided(found(institution, Group.NO_LICENCE_NO_PERMIT), actor=officer_a, measures=[M.BAN])
    institution.refresh_from_db()
    assert institution.status == Status.BANNED
    assert not TeachingStop.objects.exists()


@pytest.mark.clause("P3")
def test_the_second_fire_finding_closes_the_institution(institution, officer_a):
    found(institution, Group.FIRE, days_ago=30)
    decided(found(institution, Group.FIRE), actor=officer_a, measures=[M.CLOSE_FOR_RECTIFICATION])
    institution.refresh_from_db()
    assert institution.status == Status.CLOSED


def test_a_refusal_leaves_nothing_behind(institution, officer_a):
    decided(found(institution, Group.NO_LICENCE_NO_PERMIT), actor=officer_a, measures=[M.BAN])
    second = found(institution, Group.SYLLABUS)
    with pytest.raises(ChangedMeanwhile):
        decided(second, actor=officer_a, measures=[M.REVOKE_PERMIT], reason="情节严重")
    second.refresh_from_db()
    assert second.state == FindingState.CONFIRMED
    assert Decision.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_make_one_decision(institution, officer_a, officer_a2):
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    from django.db import connection

    finding = found(institution, Group.FEES)
    together = Barrier(2)

    def one(actor):
        try:
            together.wait(10)
            return decide(finding, actor=actor, measures=[M.RECTIFY])
        except AlreadyDecided as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(one, [officer_a, officer_a2]))
    assert sorted(type(result).__name__ for result in results) == ["AlreadyDecided", "Decision"]
    assert Decision.objects.count() == RectificationOrder.objects.count() == 1
    assert Event.objects.filter(verb="finding.decided").count() == 1
    assert VisitPart.objects.count() > 0
