"""The annual inspection of a district's institutions."""

from datetime import date, timedelta
from typing import Any

import pytest

from institutions.models import AnnualInspection, AnnualReturn, Institution
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState, AnnualStep, Situation, Status
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.regions.models import District
from portal.timeline.models import Event
from tests.factories.annual import FIGURES, in_notice, reported, write
from tests.factories.institutions import AnnualInspectionFactory, AnnualReturnFactory, InstitutionFactory

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)


def of(institution: Institution, year: int = 2026) -> AnnualReturn:
    return AnnualReturn.objects.get(institution=institution, annual_inspection__year=year)


def after(row: AnnualReturn) -> date:
    """The day after a notice ends."""
    assert row.notice_until is not None
    return row.notice_until + timedelta(days=1)


@pytest.mark.clause("D6", "M7")
def test_it_opens_in_every_district_with_a_return_for_each_licensed_institution(
    institution: Any, march: date
) -> None:
    InstitutionFactory(situation=Situation.BUSINESS_ONLY)
    InstitutionFactory(status=Status.REVOKED)
    assert annual.open_due(date(2026, 2, 28)) == 0
    assert annual.open_due(march) == District.objects.count()
    opened = AnnualInspection.objects.get(district=institution.district)
    assert (opened.year, opened.report_by, opened.conclude_by) == (2026, date(2026, 3, 31), date(2026, 5, 31))
    assert [row.institution for row in opened.returns.all()] == [institution]
    assert opened.rule_version == "D6.annual@default"


@pytest.mark.clause("D6")
def test_opened_twice_it_opens_nothing_twice(institution: Any, march: date) -> None:
    annual.open_due(march)
    before = Event.objects.count()
    assert annual.open_due(march) == 0
    assert (AnnualReturn.objects.count(), Event.objects.count()) == (1, before)


@pytest.mark.clause("D6")
def test_an_institution_licensed_in_april_takes_part_too(institution: Any, march: date) -> None:
    annual.open_due(march)
    late = InstitutionFactory()
    annual.open_due(date(2026, 4, 10))
    assert of(late).result == AnnualResult.PENDING


@pytest.mark.clause("D6")
def test_one_that_was_missed_until_june_opens_then_and_nobody_is_absent_yet(institution: Any) -> None:
    annual.open_due(JUNE)
    assert annual.conclude_due(JUNE) == 0
    assert of(institution).annual_inspection.report_by == date(2026, 7, 1)


@pytest.mark.clause("M7")
def test_an_institution_reports_and_may_correct_until_the_review_begins(
    institution: Any, institution_user: Actor, officer_a: Actor, march: date
) -> None:
    annual.open_due(march)
    write(of(institution), institution_user)
    annual.submit(of(institution), actor=institution_user)
    annual.submit(of(institution), actor=institution_user)
    assert Event.objects.filter(verb="annual.reported").count() == 1
    row = of(institution)
    assert (row.step, row.pupils, row.teachers, row.statement) == (
        AnnualStep.REPORTED,
        61,
        5,
        FIGURES["statement"],
    )
    annual.save_figures(row, actor=institution_user, values=FIGURES | {"pupils_primary": 41})
    assert of(institution).pupils == 62
    annual.begin_review(row, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        annual.save_figures(row, actor=institution_user, values=FIGURES)


@pytest.mark.clause("M7")
def test_another_institution_may_not_report_for_it(institution_b: Any, institution_user: Actor) -> None:
    annual.open_due(JUNE)
    with pytest.raises(NotAllowed):
        annual.save_figures(of(institution_b), actor=institution_user, values=FIGURES)
    with pytest.raises(NotAllowed):
        annual.submit(of(institution_b), actor=institution_user)


@pytest.mark.clause("M7")
def test_absence_needs_a_note_and_leaves_an_event_and_is_final(
    institution: Any, officer_a: Actor, march: date
) -> None:
    annual.open_due(march)
    with pytest.raises(Refusal):
        annual.decide(of(institution), actor=officer_a, note=" ")
    annual.decide(of(institution), actor=officer_a, note="未报送")
    event = Event.objects.of_institution(institution.pk).first()
    assert event is not None
    assert (event.verb, event.clause, event.reason) == ("annual.decided", "M7", "未报送")
    assert (of(institution).step, of(institution).result) == (AnnualStep.FINAL, AnnualResult.ABSENT)
    with pytest.raises(ChangedMeanwhile):
        annual.decide(of(institution), actor=officer_a, note="未报送")


@pytest.mark.clause("D6")
@pytest.mark.parametrize(("day", "absent"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
def test_nobody_is_absent_before_the_last_day_to_report(
    institution: Any, officer_a: Actor, march: date, clock: Any, day: date, absent: bool
) -> None:
    annual.open_due(march)
    clock(day)
    if absent:
        assert annual.decide(of(institution), actor=officer_a, note="未报送").result == AnnualResult.ABSENT
    else:
        with pytest.raises(Refusal):
            annual.decide(of(institution), actor=officer_a, note="未报送")


@pytest.mark.clause("M7")
def test_an_officer_of_another_district_may_not_decide(
    institution: Any, officer_b: Actor, march: date
) -> None:
    annual.open_due(march)
    with pytest.raises(NotAllowed):
        annual.decide(of(institution), actor=officer_b, note="未报送")
    with pytest.raises(NotAllowed):
        annual.begin_review(of(institution), actor=officer_b)


@pytest.mark.clause("M7")
def test_several_get_one_result_in_notice_and_those_further_keep_theirs(
    officer_a: Actor, march: date
) -> None:
    institutions = InstitutionFactory.create_batch(3)
    annual.open_due(march)
    for row in institutions:
        reported(of(row))
    in_notice(of(institutions[0]), officer_a, less=30)
    chosen = list(AnnualReturn.objects.all())
    assert annual.decide_many(chosen, actor=officer_a, result=AnnualResult.PASSED, note="") == 2
    assert [of(row).proposed for row in institutions] == ["basic", "passed", "passed"]
    assert {of(row).result for row in institutions} == {AnnualResult.PENDING}
    assert [of(row).score for row in institutions] == [70, 100, 100]


@pytest.mark.clause("M7")
def test_a_batch_that_departs_from_the_points_needs_a_reason_and_one_without_report_is_refused(
    institution: Any, officer_a: Actor, march: date
) -> None:
    silent = InstitutionFactory()
    annual.open_due(march)
    reported(of(institution))
    for chosen, note in (([of(institution)], ""), ([of(institution), of(silent)], "一并处理")):
        with pytest.raises(Refusal):
            annual.decide_many(chosen, actor=officer_a, result=AnnualResult.BASIC, note=note)
    assert of(institution).step == AnnualStep.REPORTED
    annual.decide_many([of(institution)], actor=officer_a, result=AnnualResult.BASIC, note="有投诉未结")
    row = of(institution)
    assert (row.rule_result, row.proposed, row.departure) == ("passed", "basic", "有投诉未结")


@pytest.mark.clause("D6")
def test_a_district_concludes_only_when_each_has_its_result(
    institution: Any, officer_a: Actor, march: date
) -> None:
    annual.open_due(march)
    opened = of(institution).annual_inspection
    with pytest.raises(Refusal):
        annual.conclude(opened, actor=officer_a)
    row = in_notice(reported(of(institution)), officer_a)
    with pytest.raises(Refusal):
        annual.conclude(opened, actor=officer_a)
    annual.finish_due(after(row))
    assert annual.conclude(opened, actor=officer_a).state == AnnualState.CONCLUDED
    with pytest.raises(ChangedMeanwhile):
        annual.begin_review(of(institution), actor=officer_a)


@pytest.mark.clause("M7")
def test_after_may_the_silent_were_absent_and_a_report_unanswered_keeps_the_year_open(
    institution: Any, institution_user: Actor, march: date
) -> None:
    silent = InstitutionFactory()
    annual.open_due(march)
    reported(of(institution))
    annual.conclude_due(JUNE)
    assert of(silent).result == AnnualResult.ABSENT
    assert of(institution).result == AnnualResult.PENDING
    assert of(institution).annual_inspection.state == AnnualState.OPEN
    assert annual.conclude_due(JUNE) == 0


@pytest.mark.clause("M7")
def test_two_silent_years_make_a_zombie_with_an_event_and_taking_part_unmakes_it(
    institution: Any, officer_a: Actor
) -> None:
    for year in (2024, 2025):
        annual.open_due(date(year, 3, 1))
        annual.conclude_due(date(year, 6, 1))
        institution.refresh_from_db()
        assert institution.zombie_since == (date(2024, 1, 1) if year == 2025 else None)
    event = Event.objects.get(verb="institution.zombie")
    assert (event.clause, event.institution_id) == ("M7", institution.pk)
    assert annual.mark_all_zombies() == 0

    annual.open_due(date(2026, 3, 1))
    annual.finish_due(after(in_notice(reported(of(institution)), officer_a, less=30)))
    annual.conclude(of(institution).annual_inspection, actor=officer_a)
    institution.refresh_from_db()
    assert institution.zombie_since is None
    assert Event.objects.filter(verb="institution.zombie_no_more").count() == 1


@pytest.mark.clause("M7")
def test_the_daily_work_marks_zombies_from_what_is_known_already(institution: Any) -> None:
    for year in (2024, 2025):
        held = AnnualInspectionFactory(year=year, state=AnnualState.CONCLUDED, concluded_on=date(year, 5, 20))
        AnnualReturnFactory(annual_inspection=held, institution=institution, result=AnnualResult.ABSENT)
    assert annual.mark_all_zombies() == 2  # the mark, and the task for civil affairs
    institution.refresh_from_db()
    assert institution.zombie_since == date(2024, 1, 1)
