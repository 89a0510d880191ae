"""Who has the power, how long a decision can be challenged, and what the rule would propose."""

from datetime import date

import pytest

from inspections.rules.appeals import AppealTerms, appeal_window, is_late, take_down_by
from inspections.rules.deadlines import RectificationTerms
from inspections.rules.hazards import HazardTerms, may_record
from inspections.rules.ladder import LadderTerms
from inspections.rules.powers import HandoverTerms, answer_due, power_for_measure, to_hand_over
from inspections.rules.whatif import Case, foresee, shown_publicly
from inspections.terms import Answerable, AppealKind, Group, Measure, Severity
from portal.workdays.rules import Calendar

DAY = date(2026, 3, 18)
DAYS = Calendar(announced_years=frozenset({2026}))


@pytest.mark.clause("P2")
def test_market_supervision_revokes_business_licences():
    handed = to_hand_over((Measure.REVOKE_BUSINESS_LICENCE,), Group.NO_PERMIT, decided_by="education")
    assert [(measure, power.departments, power.clause) for measure, power in handed] == [
        (Measure.REVOKE_BUSINESS_LICENCE, ("market",), "P2")
    ]


@pytest.mark.clause("P3")
def test_closing_for_fire_is_the_fire_department_s_and_for_else_education_s():
    assert power_for_measure(Measure.CLOSE_FOR_RECTIFICATION, Group.FIRE).departments == ("fire",)
    assert power_for_measure(Measure.CLOSE_FOR_RECTIFICATION, Group.FEES).departments == ("education",)


@pytest.mark.clause("M7")
def test_what_the_deciding_department_imposes_itself_is_not_handed_over():
    measures = (Measure.WARN, Measure.REVOKE_PERMIT, Measure.BAN)
    assert to_hand_over(measures, Group.SYLLABUS, decided_by="education") == ()
    licence = (Measure.REVOKE_BUSINESS_LICENCE,)
    assert to_hand_over(licence, Group.NO_PERMIT, decided_by="market") == ()


@pytest.mark.clause("M7")
def test_an_answer_is_due_after_fifteen_working_days():
    assert answer_due(DAY, HandoverTerms(), DAYS) == date(2026, 4, 8)


@pytest.mark.clause("N3")
def test_a_decision_can_be_challenged_for_sixty_days_and_six_months():
    window = appeal_window(DAY, AppealTerms())
    assert (window.reconsideration, window.suit) == (date(2026, 5, 17), date(2026, 9, 18))


@pytest.mark.clause("N3")
@pytest.mark.parametrize(
    ("kind", "lodged", "late"),
    [
        (AppealKind.RECONSIDERATION, date(2026, 5, 17), False),
        (AppealKind.RECONSIDERATION, date(2026, 5, 18), True),
        (AppealKind.SUIT, date(2026, 9, 18), False),
        (AppealKind.SUIT, date(2026, 9, 19), True),
    ],
)
def test_the_last_day_still_counts(kind, lodged, late):
    assert is_late(lodged, kind, appeal_window(DAY, AppealTerms())) is late


@pytest.mark.clause("N3")
def test_a_withdrawn_decision_is_gone_within_three_working_days():
    assert take_down_by(date(2026, 3, 20), AppealTerms(), DAYS) == date(2026, 3, 25)


@pytest.mark.clause("Z5")
@pytest.mark.parametrize(
    ("on", "may"),
    [
        (date(2026, 3, 18), True),
        (date(2026, 3, 15), True),
        (date(2026, 3, 14), False),
        (date(2026, 3, 19), False),
    ],
)
def test_a_hazard_is_recorded_on_the_day_of_the_visit_or_right_after(on, may):
    assert may_record(on, today=DAY, terms=HazardTerms()) is may


def foreseen(group, before=0, more=2, answerable=Answerable.INSTITUTION, severity=Severity.ORDINARY):
    case = Case(group, answerable, severity, DAY)
    return foresee(
        case,
        confirmed_before=before,
        more=more,
        ladder_terms=LadderTerms(),
        terms=RectificationTerms(),
        calendar=DAYS,
    )


@pytest.mark.clause("P2")
def test_the_what_if_walks_up_the_ladder():
    first, second, third = foreseen(Group.NO_PERMIT)
    assert [one.proposal.step for one in (first, second, third)] == [1, 2, 3]
    assert first.due == date(2026, 4, 8)
    assert first.reinspect_on == date(2026, 4, 13)
    assert second.due is None
    assert third.departments == ("market",)
    assert (first.needs_papers, third.needs_papers) == (False, True)


@pytest.mark.clause("Z5")
def test_a_major_hazard_stops_teaching_the_first_time():
    (one,) = foreseen(Group.PREMISES, more=0, severity=Severity.GRAVE)
    assert one.stop == "until_met"
    assert one.public == (Measure.NO_TRAINING_UNTIL_MET,)


def test_what_is_imposed_on_a_school_is_not_shown_of_the_institution():
    case = Case(Group.ADMISSION_LINK, Answerable.PRIVATE_SCHOOL, Severity.ORDINARY, DAY)
    assert shown_publicly(case, (Measure.PUBLIC_CRITICISM,)) == ()


@pytest.mark.parametrize("terms", [{"answer_days": 0}, {"remind_days": 15}])
def test_terms_that_make_no_sense_are_refused(terms):
    with pytest.raises(ValueError, match="days"):
        HandoverTerms(**terms)
