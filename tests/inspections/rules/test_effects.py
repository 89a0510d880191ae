"""What a decided measure does."""

import pytest

from inspections.rules.effects import effects_of
from inspections.terms import Measure, StopKind

M = Measure


@pytest.mark.clause("D1")
@pytest.mark.parametrize(
    "measure",
    [
        M.RECTIFY,
        M.RECTIFY_AT_ONCE,
        M.NO_TRAINING_UNTIL_MET,
        M.STOP_TEACHING_THREE_MONTHS,
        M.CLOSE_FOR_RECTIFICATION,
    ],
)
def test_what_must_be_put_right_is_put_right_under_an_order(measure):
    assert effects_of([measure]).order


@pytest.mark.clause("D1")
@pytest.mark.parametrize("final", [M.BAN, M.REVOKE_PERMIT, M.REVOKE_BUSINESS_LICENCE])
def test_after_a_final_measure_there_is_no_order(final):
    assert not effects_of([final, M.RECTIFY]).order


@pytest.mark.clause("N3")
@pytest.mark.parametrize(
    "measure",
    [
        M.STOP_TEACHING_THREE_MONTHS,
        M.BAN,
        M.REVOKE_PERMIT,
        M.REVOKE_BUSINESS_LICENCE,
        M.CLOSE_FOR_RECTIFICATION,
        M.REVOKE_TEACHING_CERTIFICATE,
    ],
)
def test_suspension_revocation_closure_and_ban_need_their_papers(measure):
    assert effects_of([measure]).needs_papers


@pytest.mark.clause("N3")
@pytest.mark.parametrize("measure", [M.RECTIFY, M.INTERVIEW, M.WARN, M.NO_TRAINING_UNTIL_MET])
def test_other_measures_need_no_papers(measure):
    assert not effects_of([measure]).needs_papers


@pytest.mark.clause("P3")
def test_the_strictest_stop_holds():
    chosen = [M.NO_TRAINING_UNTIL_MET, M.CLOSE_FOR_RECTIFICATION]
    assert effects_of(chosen).stop == StopKind.CLOSED


@pytest.mark.clause("P4")
def test_a_term_stops_teaching_for_a_term():
    assert effects_of([M.STOP_TEACHING_THREE_MONTHS]).stop == StopKind.TERM


@pytest.mark.clause("P2")
def test_no_training_without_an_order_lasts_until_an_officer_lifts_it():
    effects = effects_of([M.NO_TRAINING])
    assert (effects.stop, effects.order) == (StopKind.UNTIL_LIFTED, False)


@pytest.mark.clause("P1")
def test_who_is_banned_is_not_also_stopped_or_revoked():
    effects = effects_of([M.BAN, M.REVOKE_PERMIT, M.NO_TRAINING])
    assert effects.bans
    assert not effects.revokes_permit
    assert effects.stop is None


@pytest.mark.clause("P4")
def test_an_order_is_at_once_only_where_no_deadline_stands_beside():
    assert effects_of([M.INTERVIEW, M.RECTIFY_AT_ONCE]).at_once
    assert not effects_of([M.RECTIFY, M.RECTIFY_AT_ONCE]).at_once
