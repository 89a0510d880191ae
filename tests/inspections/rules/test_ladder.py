"""The ladders, one sentence a clause and step."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.rules import ladder
from inspections.rules.ladder import LADDERS, LadderTerms, months_later, offered_for, propose_measures
from inspections.terms import Answerable, Group, Measure, Severity

TODAY = date(2026, 3, 18)
THREE_MONTHS_ON = date(2026, 6, 18)
M = Measure


def measures(group: Group, before: int, **more) -> set[Measure]:
    return set(propose_measures(group, confirmed_before=before, today=TODAY, **more).measures)


def stops_until(group: Group, before: int) -> date | None:
    return propose_measures(group, confirmed_before=before, today=TODAY).training_stops_until


@pytest.mark.clause("P1")
@pytest.mark.parametrize("before", [0, 1, 7])
def test_neither_licence_nor_permit_is_banned_the_first_time_and_every_time(before):
    proposal = propose_measures(Group.NO_LICENCE_NO_PERMIT, confirmed_before=before, today=TODAY)
    assert proposal == ladder.Proposal(1, (M.BAN,), None, "P1")


@pytest.mark.clause("P2")
def test_a_licence_without_a_permit_gets_a_deadline_first():
    assert measures(Group.NO_PERMIT, 0) == {M.RECTIFY}


@pytest.mark.clause("P2")
def test_a_licence_without_a_permit_trains_no_more_the_second_time():
    assert measures(Group.NO_PERMIT, 1) == {M.NO_TRAINING}
    assert stops_until(Group.NO_PERMIT, 1) is None


@pytest.mark.clause("P2")
@pytest.mark.parametrize("before", [2, 3, 9])
def test_who_refuses_loses_the_business_licence_from_the_third_time_on(before):
    proposal = propose_measures(Group.NO_PERMIT, confirmed_before=before, today=TODAY)
    assert proposal == ladder.Proposal(3, (M.REVOKE_BUSINESS_LICENCE,), None, "P2")


@pytest.mark.clause("P3")
def test_fire_requirements_not_met_stop_training_until_they_are():
    assert measures(Group.FIRE, 0) == {M.NO_TRAINING_UNTIL_MET}
    assert stops_until(Group.FIRE, 0) is None


@pytest.mark.clause("P3")
def test_fire_requirements_still_not_met_close_the_institution_for_rectification():
    assert measures(Group.FIRE, 1) == {M.CLOSE_FOR_RECTIFICATION}


@pytest.mark.clause("P3")
def test_fire_requirements_not_met_a_third_time_revoke_the_permit():
    assert measures(Group.FIRE, 2) == measures(Group.FIRE, 5) == {M.REVOKE_PERMIT}


@pytest.mark.clause("P4")
def test_the_first_exam_drill_brings_an_interview_and_is_put_right_at_once():
    assert measures(Group.SYLLABUS, 0) == {M.INTERVIEW, M.RECTIFY_AT_ONCE}
    assert stops_until(Group.SYLLABUS, 0) is None


@pytest.mark.clause("P4")
def test_the_second_exam_drill_stops_training_for_three_months():
    assert measures(Group.SYLLABUS, 1) == {M.STOP_TEACHING_THREE_MONTHS}
    assert stops_until(Group.SYLLABUS, 1) == THREE_MONTHS_ON


@pytest.mark.clause("P4")
def test_the_third_exam_drill_brings_a_warning_and_revokes_the_permit():
    assert measures(Group.SYLLABUS, 2) == measures(Group.SYLLABUS, 4) == {M.WARN, M.REVOKE_PERMIT}
    assert stops_until(Group.SYLLABUS, 2) is None


@pytest.mark.clause("P5")
def test_the_first_competition_without_consent_brings_an_interview_and_is_stopped():
    assert measures(Group.EXAM_COMPETITION, 0) == {M.INTERVIEW, M.STOP_ACTIVITY}


@pytest.mark.clause("P5")
def test_the_second_competition_without_consent_stops_training_for_three_months():
    assert measures(Group.EXAM_COMPETITION, 1) == {M.STOP_TEACHING_THREE_MONTHS}
    assert stops_until(Group.EXAM_COMPETITION, 1) == THREE_MONTHS_ON


@pytest.mark.clause("P5")
def test_from_the_third_competition_on_it_goes_as_with_exam_drill():
    third = propose_measures(Group.EXAM_COMPETITION, confirmed_before=2, today=TODAY)
    assert set(third.measures) == measures(Group.SYLLABUS, 2)
    assert third.clause == "P5"


@pytest.mark.clause("P6")
def test_an_institution_that_links_results_to_admission_stops_it_and_rectifies():
    assert measures(Group.ADMISSION_LINK, 0) == {M.STOP_ACTIVITY, M.RECTIFY}


@pytest.mark.clause("P6")
def test_a_public_school_that_asks_for_results_has_its_head_interviewed_and_sanctioned():
    assert measures(Group.ADMISSION_LINK, 0, answerable=Answerable.PUBLIC_SCHOOL) == {
        M.HEAD_INTERVIEWED,
        M.HEAD_SANCTIONED,
    }


@pytest.mark.clause("P6")
def test_a_private_school_that_asks_for_results_loses_a_tenth_of_its_plan():
    assert measures(Group.ADMISSION_LINK, 3, answerable=Answerable.PRIVATE_SCHOOL) == {
        M.INTERVIEW,
        M.PUBLIC_CRITICISM,
        M.CUT_ADMISSION_PLAN,
    }
    assert LadderTerms().admission_cut_percent == 10


@pytest.mark.clause("P7")
@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.SLIGHT, {M.CRITICISM}),
        (Severity.ORDINARY, {M.ADMONITION, M.SELF_EXAMINATION}),
        (Severity.SERIOUS, {M.PUBLIC_CRITICISM, M.SANCTION}),
        (Severity.GRAVE, {M.SANCTION, M.REVOKE_TEACHING_CERTIFICATE}),
    ],
)
def test_a_serving_teacher_is_dealt_with_by_severity_whatever_the_count(severity, expected):
    assert measures(Group.SERVING_TEACHER, 0, severity=severity) == expected
    assert measures(Group.SERVING_TEACHER, 2, severity=severity) == expected


@pytest.mark.clause("P8")
def test_a_missed_deadline_proposes_the_blacklist():
    proposal = ladder.propose_for_missed_deadline(TODAY)
    assert (proposal.measures, proposal.clause) == ((M.BLACKLIST,), "P8")


@pytest.mark.clause("S8")
@pytest.mark.parametrize(
    "group",
    [
        Group.SCOPE,
        Group.CROSS_DISTRICT,
        Group.HOME_WORKSHOP,
        Group.FEES,
        Group.FOOD,
        Group.PREMISES,
        Group.ADVERTISING,
        Group.TEACHING_PLAN,
        Group.HOURS,
        Group.STAFF,
    ],
)
def test_what_has_no_ladder_of_its_own_gets_a_deadline_however_often(group):
    assert measures(group, 0) == measures(group, 6) == {M.RECTIFY}


@pytest.mark.clause("Z5")
def test_a_major_hazard_of_the_premises_stops_teaching_at_once():
    proposal = propose_measures(Group.PREMISES, confirmed_before=0, today=TODAY, severity=Severity.GRAVE)
    assert (proposal.measures, proposal.clause) == ((M.NO_TRAINING_UNTIL_MET,), "Z5")


@pytest.mark.clause("S8")
def test_every_violation_group_has_a_ladder():
    assert set(LADDERS) == set(Group)


@pytest.mark.clause("S8")
@pytest.mark.parametrize("group", list(Group))
def test_what_the_rule_proposes_can_be_chosen(group):
    for answerable in Answerable:
        for severity in Severity:
            for rung in ladder.ladder_of(group, answerable=answerable, severity=severity):
                assert set(rung.measures) <= set(offered_for(group))


@pytest.mark.clause("P4")
@given(
    group=st.sampled_from(list(Group)),
    before=st.integers(0, 40),
    severity=st.sampled_from(list(Severity)),
    answerable=st.sampled_from(list(Answerable)),
)
def test_a_ladder_is_only_climbed(group, before, severity, answerable):
    more = {"today": TODAY, "severity": severity, "answerable": answerable}
    this = propose_measures(group, confirmed_before=before, **more)
    following = propose_measures(group, confirmed_before=before + 1, **more)
    assert 1 <= this.step <= following.step <= 3
    assert following.step - this.step in {0, 1}


@pytest.mark.clause("P4")
@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 12))
def test_months_later_keeps_the_day_or_takes_the_month_s_last(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and later.day >= 28)


@pytest.mark.clause("P4")
def test_three_months_from_the_end_of_november_end_with_february():
    assert months_later(date(2025, 11, 30), 3) == date(2026, 2, 28)


@pytest.mark.clause("P4")
def test_another_number_of_months_in_force_moves_the_end():
    terms = LadderTerms(months_without_training=6)
    proposal = propose_measures(Group.SYLLABUS, confirmed_before=1, today=TODAY, terms=terms)
    assert proposal.training_stops_until == date(2026, 9, 18)


def test_nothing_is_found_fewer_than_no_times():
    with pytest.raises(ValueError, match="fewer"):
        propose_measures(Group.FIRE, confirmed_before=-1, today=TODAY)


@pytest.mark.parametrize("wrong", [{"months_without_training": 0}, {"admission_cut_percent": 101}])
def test_figures_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        LadderTerms(**wrong)
