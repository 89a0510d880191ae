"""What makes a visit lawful."""

from datetime import UTC, date, datetime

import pytest

from inspections.rules.lawful import (
    ApprovalTerms,
    VisitCap,
    approve_by,
    begins_unapproved,
    cap_left,
    counts,
    hours_on_site,
    mask_certificate,
    may_visit,
    merge_window,
    why_unannounced,
)
from portal.workdays.rules import Calendar

FRIDAY = date(2026, 3, 20)


@pytest.mark.clause("N2")
@pytest.mark.parametrize("role", ["city_bureau", "district_bureau", "department_officer"])
def test_bodies_that_may_enforce_make_visits(role):
    assert may_visit(role, "market")


@pytest.mark.clause("S11", "N2")
def test_the_supervision_team_supervises_districts_and_visits_no_institution():
    assert not may_visit("supervision_team", "education")


@pytest.mark.clause("N2")
@pytest.mark.parametrize(
    ("role", "department"),
    [
        ("street_officer", "street"),
        ("department_officer", "street"),
        ("auditor", "education"),
        ("city_bureau", ""),
    ],
)
def test_street_offices_auditors_and_who_is_of_no_department_make_no_visit(role, department):
    assert not may_visit(role, department)


@pytest.mark.clause("N2")
@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("draw", "draw"),
        ("complaint", "complaint"),
        ("urgent", "safety"),
        ("plan", ""),
        ("campaign", ""),
        ("anomaly", ""),
    ],
)
def test_only_a_draw_a_complaint_and_danger_come_unannounced(source, why):
    assert why_unannounced(source) == why


@pytest.mark.clause("N2")
def test_only_danger_does_not_wait_for_the_approval():
    assert begins_unapproved("urgent")
    assert not any(
        begins_unapproved(source) for source in ("plan", "draw", "complaint", "campaign", "anomaly")
    )


@pytest.mark.clause("N2")
def test_what_began_on_a_friday_is_approved_on_monday():
    assert approve_by(FRIDAY, ApprovalTerms(), Calendar()) == date(2026, 3, 23)


@pytest.mark.clause("N2")
def test_complaints_and_danger_do_not_count_toward_the_cap_unless_the_figure_says_so():
    assert not counts("complaint", VisitCap())
    assert not counts("urgent", VisitCap())
    assert counts("complaint", VisitCap(complaints_count=True))
    assert counts("urgent", VisitCap(urgent_count=True))
    assert counts("draw", VisitCap())


@pytest.mark.clause("N2")
@pytest.mark.parametrize(
    ("made", "left"),
    [([], 2), (["plan"], 1), (["plan", "complaint"], 1), (["plan", "draw"], 0), (["plan"] * 3, 0)],
)
def test_what_is_left_of_the_year(made, left):
    assert cap_left(made, VisitCap()) == left


@pytest.mark.clause("N2")
def test_visits_are_merged_within_thirty_days():
    assert merge_window(date(2026, 3, 31), VisitCap()) == (date(2026, 3, 1), date(2026, 4, 30))


@pytest.mark.parametrize("wrong", [{"per_year": 0}, {"merge_days": -1}])
def test_no_figure_forbids_every_visit(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        VisitCap(**wrong)


def test_no_figure_asks_for_the_approval_at_once():
    with pytest.raises(ValueError, match="urgent_days"):
        ApprovalTerms(urgent_days=0)


@pytest.mark.clause("N2", "N4")
@pytest.mark.parametrize(("number", "shown"), [("赣A102345", "****2345"), ("2345", "2345"), ("", "")])
def test_the_end_of_a_certificate_is_shown(number, shown):
    assert mask_certificate(number) == shown


@pytest.mark.clause("N2")
def test_hours_on_site_are_known_only_from_door_to_submission_on_one_day():
    at = lambda day, hour: datetime(2026, 3, day, hour, 30, tzinfo=UTC)  # noqa: E731
    assert hours_on_site(at(3, 1), at(3, 3)) == 2.0
    assert hours_on_site(None, at(3, 3)) is None
    assert hours_on_site(at(3, 3), None) is None
    assert hours_on_site(at(3, 3), at(3, 3)) is None
    assert hours_on_site(at(3, 3), at(5, 3)) is None
