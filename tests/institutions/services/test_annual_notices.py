"""The review, the notice of a result, the objection, and what makes it final."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from institutions.models import AnnualReturn
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState, AnnualStep, ObjectionAnswer
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Role
from portal.regions.models import District
from portal.timeline.models import Event
from tests.factories.annual import in_notice, papers, picture, points, reported, write
from tests.factories.institutions import InstitutionFactory
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(institution: Any, march: date, clock: Any) -> AnnualReturn:
    """A return of an institution that reported on 20 March 2026, a Friday."""
    annual.open_due(march)
    clock(date(2026, 3, 20))
    return reported(AnnualReturn.objects.get(institution=institution))


def again(row: AnnualReturn) -> AnnualReturn:
    return AnnualReturn.objects.get(pk=row.pk)


def verbs() -> list[str]:
    return list(
        Event.objects.filter(verb__startswith="annual.").order_by("pk").values_list("verb", flat=True)
    )


@pytest.mark.clause("M7", "N5")
def test_an_incomplete_report_is_not_sent_and_what_was_written_stays(
    institution: Any, institution_user: Actor, march: date
) -> None:
    annual.open_due(march)
    mine = AnnualReturn.objects.get(institution=institution)
    annual.save_figures(mine, actor=institution_user, values={"teachers": 5})
    with pytest.raises(annual.Incomplete):
        annual.submit(mine, actor=institution_user)
    faults = annual.faults_of(mine)
    assert (len(faults.documents), len(faults.scores)) == (5, 15)
    assert annual.prefill(mine)["teachers"] == 5
    assert again(mine).step == AnnualStep.EXPECTED


@pytest.mark.clause("M7")
def test_the_same_paper_sent_twice_is_kept_once(
    institution: Any, institution_user: Actor, march: date
) -> None:
    annual.open_due(march)
    mine = AnnualReturn.objects.get(institution=institution)
    assert annual.add_documents(mine, actor=institution_user, uploads=papers()) == 5
    assert annual.add_documents(mine, actor=institution_user, uploads=papers()) == 0


@pytest.mark.clause("M7")
def test_own_points_above_the_most_are_refused(
    institution: Any, institution_user: Actor, march: date
) -> None:
    annual.open_due(march)
    mine = AnnualReturn.objects.get(institution=institution)
    item = annual.items_of(mine)[0]
    with pytest.raises(Refusal):
        annual.save_scores(mine, actor=institution_user, points={item.pk: item.points + 1})


@pytest.mark.clause("M7")
def test_the_review_begins_once(row: AnnualReturn, officer_a: Actor, officer_a2: Actor) -> None:
    annual.begin_review(row, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        annual.begin_review(row, actor=officer_a2)
    assert again(row).reviewer == officer_a.user


@pytest.mark.clause("M7")
def test_points_that_depart_without_a_reason_are_refused(row: AnnualReturn, officer_a: Actor) -> None:
    annual.begin_review(row, actor=officer_a)
    given = points(row, less=1)
    first = next(iter(given))
    with pytest.raises(Refusal) as refused:
        annual.save_points(row, actor=officer_a, given={first: type(given[first])(given[first].points)})
    assert refused.value.field == f"reason_{first}"
    assert annual.save_points(row, actor=officer_a, given=given).points == 99


@pytest.mark.clause("M7")
@pytest.mark.parametrize(("less", "result"), [(20, "passed"), (21, "basic"), (40, "basic"), (41, "failed")])
def test_the_rule_proposes_from_the_points(
    row: AnnualReturn, officer_a: Actor, less: int, result: str
) -> None:
    in_notice(row, officer_a, less=less)
    kept = again(row)
    assert (kept.rule_result, kept.proposed, kept.score) == (result, result, 100 - less)
    assert (kept.scheme_version, kept.scores_version) == ("2021", "M7.scores@default")
    assert kept.result == AnnualResult.PENDING


@pytest.mark.clause("M7")
def test_a_veto_fails_and_a_departure_from_it_needs_a_reason_and_both_are_kept(
    row: AnnualReturn, officer_a: Actor
) -> None:
    annual.begin_review(row, actor=officer_a)
    found = annual.save_points(row, actor=officer_a, given=points(row, veto=True))
    assert (found.points, found.result) == (100, "failed")
    with pytest.raises(ReasonRequired):
        annual.propose(row, actor=officer_a, result=AnnualResult.BASIC)
    annual.propose(row, actor=officer_a, result=AnnualResult.BASIC, reason="当场已换新证")
    kept = again(row)
    assert (kept.rule_result, kept.proposed, kept.departure) == ("failed", "basic", "当场已换新证")


@pytest.mark.clause("M7")
def test_no_result_is_proposed_while_an_item_has_no_points_nor_absence_for_one_that_reported(
    row: AnnualReturn, officer_a: Actor
) -> None:
    annual.begin_review(row, actor=officer_a)
    with pytest.raises(Refusal):
        annual.propose(row, actor=officer_a, result=AnnualResult.PASSED)
    annual.save_points(row, actor=officer_a, given=points(row))
    with pytest.raises(Refusal):
        annual.propose(row, actor=officer_a, result=AnnualResult.ABSENT, reason="x", note="x")
    with pytest.raises(NotAllowed):
        annual.propose(row, actor=person_without(officer_a), result=AnnualResult.PASSED)


def person_without(actor: Actor) -> Actor:
    """The same person without any capability."""
    return replace(actor, capabilities=frozenset())


@pytest.mark.clause("M7")
def test_a_report_sent_back_is_corrected_and_never_counts_as_silence(
    row: AnnualReturn, officer_a: Actor, institution_user: Actor
) -> None:
    annual.begin_review(row, actor=officer_a)
    with pytest.raises(ReasonRequired):
        annual.send_back(row, actor=officer_a, note="")
    annual.send_back(row, actor=officer_a, note="请补充审计报告。")
    with pytest.raises(ChangedMeanwhile):
        annual.decide(row, actor=officer_a, note="未报送")
    annual.conclude_due(date(2026, 6, 1))
    assert (again(row).step, again(row).result) == (AnnualStep.EXPECTED, AnnualResult.PENDING)
    annual.submit(row, actor=institution_user)
    assert again(row).step == AnnualStep.REPORTED


@pytest.mark.clause("D5", "D7")
def test_the_notice_runs_five_working_days_and_is_final_the_day_after(
    row: AnnualReturn, officer_a: Actor
) -> None:
    in_notice(row, officer_a)
    assert again(row).notice_until == date(2026, 3, 27)
    assert annual.finish_due(date(2026, 3, 27)) == 0
    assert annual.finish_due(date(2026, 3, 28)) == 1
    assert annual.finish_due(date(2026, 3, 28)) == 0
    assert (again(row).step, again(row).result) == (AnnualStep.FINAL, AnnualResult.PASSED)
    assert verbs().count("annual.decided") == 1


@pytest.mark.clause("D5")
def test_a_missed_day_is_caught_up(row: AnnualReturn, officer_a: Actor) -> None:
    in_notice(row, officer_a)
    assert annual.finish_due(date(2026, 5, 1)) == 1


@pytest.mark.clause("D5")
@pytest.mark.parametrize(("day", "may"), [(date(2026, 3, 27), True), (date(2026, 3, 28), False)])
def test_it_is_objected_to_within_the_notice_only(
    row: AnnualReturn, officer_a: Actor, institution_user: Actor, clock: Any, day: date, may: bool
) -> None:
    in_notice(row, officer_a, less=30)
    clock(day)
    if may:
        annual.object_to(row, actor=institution_user, text="扣分有误", files=[picture("white")])
        assert again(row).step == AnnualStep.OBJECTION
        with pytest.raises(ChangedMeanwhile):
            annual.object_to(row, actor=institution_user, text="再次申诉")
    else:
        with pytest.raises(Refusal):
            annual.object_to(row, actor=institution_user, text="扣分有误")


@pytest.mark.clause("D5")
def test_an_objection_keeps_the_result_open_until_it_is_answered(
    row: AnnualReturn, officer_a: Actor, institution_user: Actor, clock: Any
) -> None:
    in_notice(row, officer_a, less=30)
    objection = annual.object_to(row, actor=institution_user, text="扣分有误")
    assert objection.answer_by == date(2026, 4, 3)
    assert annual.finish_due(date(2026, 5, 1)) == 0
    with pytest.raises(ReasonRequired):
        annual.answer(row, actor=officer_a, result=AnnualResult.PASSED, reason="")
    annual.answer(row, actor=officer_a, result=AnnualResult.PASSED, reason="复核属实")
    kept = again(row)
    assert (kept.step, kept.proposed, kept.departure) == (AnnualStep.ANSWERED, "passed", "复核属实")
    assert (kept.objection.answer, kept.objection.against) == (ObjectionAnswer.CHANGED, "basic")
    assert annual.finish_due(date(2026, 3, 28)) == 1
    assert again(row).result == AnnualResult.PASSED
    assert verbs()[-3:] == ["annual.objected", "annual.answered", "annual.decided"]


@pytest.mark.clause("D5")
def test_an_answer_after_the_notice_is_final_at_once_and_is_given_once(
    row: AnnualReturn, officer_a: Actor, officer_a2: Actor, institution_user: Actor, clock: Any
) -> None:
    in_notice(row, officer_a, less=30)
    annual.object_to(row, actor=institution_user, text="扣分有误")
    clock(date(2026, 4, 1))
    annual.answer(row, actor=officer_a, result=AnnualResult.BASIC, reason="维持")
    assert (again(row).step, again(row).result) == (AnnualStep.FINAL, AnnualResult.BASIC)
    assert again(row).objection.answer == ObjectionAnswer.STANDS
    with pytest.raises(ChangedMeanwhile):
        annual.answer(row, actor=officer_a2, result=AnnualResult.PASSED, reason="改")


@pytest.mark.clause("D6")
def test_the_daily_work_concludes_late_once_the_last_notice_is_over(
    row: AnnualReturn, officer_a: Actor, clock: Any
) -> None:
    silent = InstitutionFactory()
    annual.open_due(date(2026, 3, 21))
    in_notice(row, officer_a)
    june = date(2026, 6, 1)
    for _run in range(2):
        annual.finish_due(june)
        annual.conclude_due(june)
    assert again(row).annual_inspection.state == AnnualState.CONCLUDED
    assert AnnualReturn.objects.get(institution=silent).result == AnnualResult.ABSENT
    assert verbs().count("annual.concluded") == District.objects.count()


@pytest.mark.clause("N4")
def test_another_institution_may_not_write_object_or_read(row: AnnualReturn, institution_b: Any) -> None:
    stranger = person("stranger", "别校", Role.INSTITUTION, institution=institution_b)
    with pytest.raises(NotAllowed):
        write(row, stranger)
    with pytest.raises(NotAllowed):
        annual.object_to(row, actor=stranger, text="x")
