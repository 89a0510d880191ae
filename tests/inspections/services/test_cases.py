"""Penalty cases: opened, kept on file, reviewed, closed."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inspections.models import CaseStep, PenaltyCase
from inspections.services import case_steps, cases
from inspections.services.case_steps import Said, TermOver
from inspections.services.cases import Opening
from inspections.services.documents import issuing, serving
from inspections.services.documents.serving import Served
from inspections.terms import CaseState, Group, Measure, Severity, Stage, StepKind
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.evidence.models import Evidence
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.factories.inspections import ConfirmedFindingFactory, FindingFactory
from tests.factories.procedure import notice, open_case, reviewed_case, step
from tests.inspections.conftest import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N3")]
M, K = Measure, StepKind


@pytest.fixture
def finding(institution):
    return ConfirmedFindingFactory(institution=institution, group=Group.SYLLABUS)


@pytest.fixture
def opening(officer_a2):
    def make(**more):
        today = timezone.localdate()
        values = {
            "measures": [M.STOP_TEACHING_THREE_MONTHS],
            "grounds": "笔录和教案证明超纲教学。",
            "ended_on": today,
            "companion": officer_a2.membership,
            "client_id": uuid.uuid4(),
        }
        return Opening(**(values | more))

    return make


def said(kind, **more):
    return Said(
        **({"kind": kind, "on": timezone.localdate(), "client_id": uuid.uuid4(), "text": "如下。"} | more)
    )


def now(case):
    return cases.standing_of(PenaltyCase.objects.for_list().get(pk=case.pk), timezone.localdate()).stage


def test_a_case_is_opened_by_two_officers_with_its_clock(finding, officer_a, opening):
    case = cases.open_case(finding, actor=officer_a, opening=opening())
    assert case.decide_by == timezone.localdate() + timedelta(days=90)
    assert (case.officer, now(case)) == (officer_a.user, Stage.NOTICE)
    assert case.number.startswith("东湖教罚立")
    assert Event.objects.about(case).first().verb == "case.opened"


def test_the_same_case_twice_is_opened_once(finding, officer_a, opening):
    same = opening()
    assert cases.open_case(finding, actor=officer_a, opening=same) == cases.open_case(
        finding, actor=officer_a, opening=same
    )
    with pytest.raises(ChangedMeanwhile):
        cases.open_case(finding, actor=officer_a, opening=opening())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"measures": []}, "measures"),
        ({"measures": [M.RECTIFY]}, "measures"),
        ({"grounds": "  "}, "grounds"),
        ({"companion": None}, "companion"),
        ({"ended_on": timezone.localdate() + timedelta(days=2)}, "ended_on"),
        ({"ended_on": timezone.localdate() - timedelta(days=800)}, "ended_on"),
    ],
)
def test_what_can_not_be_opened_is_refused_beside_its_field(finding, officer_a, opening, wrong, field):
    with pytest.raises(Refusal) as refused:
        cases.open_case(finding, actor=officer_a, opening=opening(**wrong))
    assert refused.value.field == field
    assert not PenaltyCase.objects.exists()


def test_an_unconfirmed_finding_has_no_case(institution, officer_a, opening):
    with pytest.raises(ChangedMeanwhile):
        cases.open_case(FindingFactory(institution=institution), actor=officer_a, opening=opening())


def test_a_department_officer_opens_none(finding, fire_a, opening):
    with pytest.raises(NotAllowed):
        cases.open_case(finding, actor=fire_a, opening=opening())


def test_the_database_keeps_one_open_case_a_finding_and_two_officers(finding):
    case = open_case(finding)
    with pytest.raises(IntegrityError), transaction.atomic():
        open_case(finding)
    with pytest.raises(IntegrityError), transaction.atomic():
        PenaltyCase.objects.filter(pk=case.pk).update(companion=case.officer)


def test_the_whole_way_to_the_decision(finding, officer_a, officer_a2, city, opening, institution_user):
    case = cases.open_case(finding, actor=officer_a, opening=opening())
    paper = issuing.issue("case_notice", case, actor=officer_a)
    assert "五个工作日" in str(paper.content) or "5个工作日" in str(paper.content)
    assert now(case) == Stage.SERVICE
    serving.record_service(
        paper, actor=officer_a, served=Served("direct", timezone.localdate(), "王校长", "法定代表人")
    )
    assert now(case) == Stage.TERM
    case_steps.record(case, actor=institution_user, said=said(K.STATEMENT, files=[photo()]))
    case_steps.record(case, actor=institution_user, said=said(K.HEARING_GIVEN_UP))
    assert now(case) == Stage.ANSWER
    case_steps.record(case, actor=officer_a, said=said(K.ANSWERED, text="部分采纳。"))
    assert now(case) == Stage.REVIEW
    case_steps.review(case, actor=city, passes=True, opinion="事实清楚。", client_id=uuid.uuid4())
    assert now(case) == Stage.READY
    assert Evidence.objects.of(case.steps.first()).count() == 1
    assert issuing.issue("legal_review", PenaltyCase.objects.get(pk=case.pk), actor=officer_a).number


def test_a_step_sent_twice_is_on_file_once(finding, officer_a):
    case = open_case(finding)
    notice(case)
    same = said(K.STATEMENT)
    first = case_steps.record(case, actor=officer_a, said=same)
    assert case_steps.record(case, actor=officer_a, said=same) == first
    assert CaseStep.objects.count() == 1


def test_the_institution_speaks_for_itself_only(finding, institution_user):
    case = open_case(finding)
    notice(case)
    with pytest.raises(NotAllowed):
        case_steps.record(case, actor=institution_user, said=said(K.ANSWERED))
    step(case, K.STATEMENT)
    with pytest.raises(NotAllowed):
        case_steps.record(case, actor=institution_user, said=said(K.ANSWERED))


def test_a_statement_without_words_is_refused(finding, institution_user):
    case = open_case(finding)
    notice(case)
    with pytest.raises(ReasonRequired):
        case_steps.record(case, actor=institution_user, said=said(K.STATEMENT, text=" "))


def test_a_hearing_asked_for_too_late_is_refused_with_the_day(finding, institution_user):
    case = open_case(finding, days_ago=40)
    notice(case, served_days_ago=30)
    with pytest.raises(TermOver):
        case_steps.record(case, actor=institution_user, said=said(K.HEARING_ASKED))


def test_a_day_before_the_notice_or_after_today_is_refused(finding, officer_a):
    case = open_case(finding)
    notice(case, served_days_ago=1)
    today = timezone.localdate()
    for on in (today - timedelta(days=2), today + timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            case_steps.record(case, actor=officer_a, said=said(K.STATEMENT, on=on))
        assert refused.value.field == "on"


def test_a_hearing_is_announced_seven_working_days_before_and_can_be_missed(finding, officer_a):
    case = open_case(finding)
    notice(case)
    case_steps.record(case, actor=officer_a, said=said(K.HEARING_ASKED))
    today = timezone.localdate()
    first = calendar().add(today, 7)
    with pytest.raises(Refusal) as refused:
        case_steps.set_hearing(
            case,
            actor=officer_a,
            hearing_on=first - timedelta(days=1),
            place="会议室",
            client_id=uuid.uuid4(),
        )
    assert refused.value.field == "hearing_on"
    with pytest.raises(ReasonRequired):
        case_steps.set_hearing(case, actor=officer_a, hearing_on=first, place=" ", client_id=uuid.uuid4())
    case_steps.set_hearing(case, actor=officer_a, hearing_on=first, place="会议室", client_id=uuid.uuid4())
    assert now(case) == Stage.HEARING
    with pytest.raises(ChangedMeanwhile):
        case_steps.record(case, actor=officer_a, said=said(K.HEARING_HELD))
    paper = issuing.issue("hearing_notice", PenaltyCase.objects.get(pk=case.pk), actor=officer_a)
    assert "会议室" in str(paper.content)


def test_who_leads_a_case_does_not_review_it(finding, officer_a, city):
    case = open_case(finding, days_ago=40, officer=officer_a.user)
    notice(case, served_days_ago=30)
    with pytest.raises(NotAllowed):
        case_steps.review(case, actor=officer_a, passes=True, opinion="可以", client_id=uuid.uuid4())
    case_steps.review(case, actor=city, passes=False, opinion="证据不足", client_id=uuid.uuid4())
    assert now(case) == Stage.REVIEW
    with pytest.raises(ReasonRequired):
        case_steps.review(case, actor=city, passes=True, opinion="", client_id=uuid.uuid4())


def test_a_review_before_the_term_is_over_is_refused(finding, city):
    case = open_case(finding)
    notice(case)
    with pytest.raises(ChangedMeanwhile):
        case_steps.review(case, actor=city, passes=True, opinion="可以", client_id=uuid.uuid4())


def test_an_officer_who_steps_back_is_replaced_with_the_reason(finding, officer_a, officer_a2):
    case = open_case(finding)
    with pytest.raises(Refusal):
        case_steps.change_officers(
            case, actor=officer_a, companion=officer_a.membership, reason="回避", client_id=uuid.uuid4()
        )
    changed = case_steps.change_officers(
        case,
        actor=officer_a,
        companion=officer_a2.membership,
        reason="主办人与举办者有亲属关系",
        client_id=uuid.uuid4(),
    )
    assert (changed.officer, changed.companion) == (officer_a.user, officer_a2.user)
    assert changed.steps.get().kind == K.OFFICERS_CHANGED


def test_a_case_is_closed_without_a_penalty_only_as_the_law_allows(institution, officer_a):
    finding = ConfirmedFindingFactory(
        institution=institution, group=Group.NO_LICENCE_NO_PERMIT, severity=Severity.SERIOUS
    )
    case = open_case(finding, M.BAN)
    for state in (CaseState.WAIVED, CaseState.LAPSED):
        with pytest.raises(Refusal) as refused:
            cases.close(case, actor=officer_a, state=state, reason="已改正")
        assert refused.value.field == "state"
    with pytest.raises(ReasonRequired):
        cases.close(case, actor=officer_a, state=CaseState.UNFOUNDED, reason=" ")
    closed = cases.close(case, actor=officer_a, state=CaseState.UNFOUNDED, reason="证据不足")
    assert (closed.state, closed.closed_on) == (CaseState.UNFOUNDED, timezone.localdate())
    with pytest.raises(ChangedMeanwhile):
        cases.close(closed, actor=officer_a, state=CaseState.UNFOUNDED, reason="再次")


def test_minor_first_and_corrected_is_waived(finding, officer_a):
    closed = cases.close(
        open_case(finding), actor=officer_a, state=CaseState.WAIVED, reason="首次、轻微、当场改正"
    )
    assert closed.state == CaseState.WAIVED
    assert Event.objects.about(closed).first().reason == "首次、轻微、当场改正"


def test_what_went_on_long_ago_lapses(institution, officer_a):
    finding = ConfirmedFindingFactory(institution=institution, group=Group.NO_LICENCE_NO_PERMIT)
    case = open_case(finding, M.BAN, ended_on=finding.found_on - timedelta(days=1000))
    assert (
        cases.close(case, actor=officer_a, state=CaseState.LAPSED, reason="超过二年").state
        == CaseState.LAPSED
    )


def test_an_officer_of_another_district_and_the_institution_before_the_notice_see_nothing(
    finding, officer_b, institution_user
):
    case = reviewed_case(finding)
    assert not PenaltyCase.objects.visible_to(officer_b).exists()
    assert list(PenaltyCase.objects.visible_to(institution_user)) == [case]
    other = ConfirmedFindingFactory(institution=finding.institution, group=Group.FIRE)
    open_case(other, M.CLOSE_FOR_RECTIFICATION)
    assert list(PenaltyCase.objects.visible_to(institution_user)) == [case]
