"""The result that points propose, what a report must hold, and when civil affairs gets a task."""

from datetime import date
from typing import Any

import pytest

from institutions.rules.annual_reports import (
    DOCUMENTS,
    document_faults,
    figure_faults,
    pupils_of,
    score_faults,
)
from institutions.rules.scoring import AnnualScores, Mark, mark_fault, result_for, total
from institutions.rules.zombies import task_is_due
from tests.factories.annual import FIGURES

TODAY = date(2026, 3, 18)


@pytest.mark.clause("M7")
@pytest.mark.parametrize(
    ("points", "vetoed", "result"),
    [
        (100, False, "passed"),
        (80, False, "passed"),
        (79, False, "basic"),
        (60, False, "basic"),
        (59, False, "failed"),
        (0, False, "failed"),
        (100, True, "failed"),
        (60, True, "failed"),
    ],
)
def test_points_propose_a_result_and_a_veto_decides_alone(points: int, vetoed: bool, result: str) -> None:
    assert result_for(points, vetoed, AnnualScores()) == result


@pytest.mark.clause("M7")
def test_another_figure_moves_the_limits() -> None:
    assert result_for(85, False, AnnualScores(passed=90, basic=70)) == "basic"


@pytest.mark.clause("M7")
def test_the_sum_is_known_only_when_every_item_has_points() -> None:
    assert total([Mark(1, 5, 5), Mark(2, 5, None)]) is None
    assert total([Mark(1, 5, 5), Mark(2, 5, 0)]) == 5
    assert total([]) is None


@pytest.mark.clause("M7")
@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        (Mark(1, 5, 5, 5), None),
        (Mark(1, 5, 6, 6), "too_many"),
        (Mark(1, 5, -1, 0), "too_many"),
        (Mark(1, 5, 4, 5), "reason"),
        (Mark(1, 5, 4, 5, reason="缺一份合同"), None),
        (Mark(1, 5, 4, None), None),
        (Mark(1, 5, 5, 5, may_veto=True, vetoed=True), "reason"),
        (Mark(1, 5, 5, 5, may_veto=True, vetoed=True, reason="消防不合格"), None),
        (Mark(1, 5, 5, 5, vetoed=True, reason="消防不合格"), "no_veto"),
    ],
)
def test_a_departure_or_a_veto_needs_a_reason(mark: Mark, fault: str | None) -> None:
    assert mark_fault(mark) == fault


@pytest.mark.clause("M7", "N5")
def test_a_complete_report_has_no_fault_and_each_thing_left_out_is_named() -> None:
    assert not figure_faults(FIGURES, today=TODAY, complete=True)
    missing = figure_faults({}, today=TODAY, complete=True)
    assert {fault.field for fault in missing} == set(FIGURES) - {"changes"}
    assert not figure_faults({}, today=TODAY, complete=False)


@pytest.mark.clause("N5")
@pytest.mark.parametrize(
    ("more", "check"),
    [
        ({"certified": 5}, None),
        ({"certified": 6}, "certified"),
        ({"refunds": FIGURES["fee_income"]}, None),
        ({"refunds": FIGURES["fee_income"] + 1}, "refunds"),
        ({"records_checked_on": TODAY}, None),
        ({"records_checked_on": date(2026, 3, 19)}, "future"),
    ],
)
def test_figures_that_contradict_each_other_are_named(more: dict[str, Any], check: str | None) -> None:
    found = [fault.check for fault in figure_faults(FIGURES | more, today=TODAY, complete=False)]
    assert found == ([check] if check else [])


@pytest.mark.clause("M7")
def test_every_required_paper_is_asked_for_and_the_others_are_not() -> None:
    required = {kind for kind, needed in DOCUMENTS if needed}
    assert {fault.field for fault in document_faults([])} == required
    assert not document_faults(required)
    assert "other" not in required


@pytest.mark.clause("M7")
def test_own_points_lie_between_nothing_and_the_most() -> None:
    assert not score_faults([(1, 5, 5), (2, 5, 0)], complete=True)
    assert [f.check for f in score_faults([(1, 5, 6), (2, 5, None)], complete=True)] == [
        "too_many",
        "self_score",
    ]
    assert not score_faults([(1, 5, None)], complete=False)


def test_pupils_are_the_sum_of_all_stages() -> None:
    assert pupils_of(FIGURES) == 61


@pytest.mark.clause("M7")
@pytest.mark.parametrize(
    ("since", "has_open", "cleared", "due"),
    [
        (None, False, [], False),
        (2024, False, [], True),
        (2024, True, [], False),
        (2024, False, [2024], False),
        (2026, False, [2021], True),
    ],
)
def test_each_mark_makes_one_task(since: int | None, has_open: bool, cleared: list[int], due: bool) -> None:
    assert task_is_due(since, has_open=has_open, cleared_since=cleared) is due
