"""Filing a class and reviewing it."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from institutions.models import CourseFiling
from institutions.rules.class_times import Slot
from institutions.services import filings
from institutions.terms import FilingState, Stage, Subject
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.factories.institutions import CourseFilingFactory, SchoolPermitFactory

pytestmark = pytest.mark.django_db
GOOD: dict[str, Any] = {
    "name": "三年级数学甲班",
    "subject": Subject.MATHEMATICS,
    "stage": Stage.PRIMARY,
    "content": "与学校教学同步，不超纲、不提前。",
    "teacher": "王老师",
    "pupils": 20,
    "hours": 22,
    "starts_on": date(2026, 4, 1),
    "ends_on": date(2026, 6, 20),
    "lessons": [Slot(3, time(18), time(19, 30))],
    "fee": Decimal(2000),
    "online": False,
}
LATE = {"lessons": [Slot(3, time(20), time(21, 30))]}


@pytest.fixture(autouse=True)
def permit(institution: Any) -> Any:
    return SchoolPermitFactory(institution=institution, subjects=["mathematics"])


@pytest.mark.clause("Z3", "D3")
def test_a_class_filed_waits_for_review_within_ten_working_days(
    institution: Any, institution_user: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD)
    assert filing.state == FilingState.SUBMITTED
    assert filing.submitted_at is not None
    assert filing.review_by == calendar().add(timezone.localdate(filing.submitted_at), 10)
    assert filing.rule_version == "D3.filing@default"
    assert not CourseFiling.objects.public().exists()


@pytest.mark.clause("Z3")
def test_approved_it_is_public_and_the_event_stays(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD)
    filings.approve(filing, actor=officer_a)
    assert list(CourseFiling.objects.public()) == [filing]
    assert Event.objects.about(filing).first().verb == "filing.approved"  # type: ignore[union-attr]


@pytest.mark.clause("Z3")
def test_a_return_needs_words_and_the_class_can_be_filed_again(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD)
    with pytest.raises(ReasonRequired):
        filings.send_back(filing, actor=officer_a, note=" ")
    filings.send_back(filing, actor=officer_a, note="请写明教材。")
    again = filings.submit(institution, actor=institution_user, filing=filing, **GOOD | {"pupils": 15})
    assert (again.pk, again.state, again.pupils) == (filing.pk, FilingState.SUBMITTED, 15)


@pytest.mark.clause("D3")
def test_a_class_with_remarks_is_approved_only_with_a_reason(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD | LATE)
    with pytest.raises(ReasonRequired):
        filings.approve(filing, actor=officer_a)
    assert filings.approve(filing, actor=officer_a, note="寄宿班，已核实。").state == FilingState.APPROVED


@pytest.mark.clause("Z3")
def test_two_officers_at_once_decide_once(officer_a: Actor, officer_a2: Actor, institution: Any) -> None:
    filing = CourseFilingFactory(institution=institution)
    filings.approve(filing, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        filings.send_back(filing, actor=officer_a2, note="不行")


@pytest.mark.clause("Z3")
def test_another_district_or_institution_may_not_touch_it(
    officer_b: Actor, institution_user: Actor, institution_b: Any
) -> None:
    with pytest.raises(NotAllowed):
        filings.approve(CourseFilingFactory(), actor=officer_b)
    with pytest.raises(NotAllowed):
        filings.submit(institution_b, actor=institution_user, **GOOD)


@pytest.mark.clause("Z3")
def test_the_district_files_for_an_institution_that_brought_a_paper(
    institution: Any, officer_a: Actor
) -> None:
    assert filings.submit(institution, actor=officer_a, **GOOD).state == FilingState.SUBMITTED


@pytest.mark.clause("Z3")
def test_withdrawn_it_is_public_no_more(institution: Any, institution_user: Actor) -> None:
    filing = CourseFilingFactory(institution=institution, state=FilingState.APPROVED, review_by=None)
    filings.withdraw(filing, actor=institution_user)
    assert not CourseFiling.objects.public().exists()
    with pytest.raises(ChangedMeanwhile):
        filings.withdraw(filing, actor=institution_user)
