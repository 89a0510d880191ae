"""Dispatching, checking, telling, noting."""

from datetime import date
from unittest import mock

import pytest

from complaints.models import Complaint, Note
from complaints.services import handling, intake
from complaints.terms import Outcome, State
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.complaints import ComplaintFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M7")]


def last(complaint: Complaint) -> Event:
    return Event.objects.about(complaint)[0]


def test_to_another_district_it_goes_with_a_reason_and_is_then_theirs_alone(
    complaint, officer_a, officer_b, district_b
):
    due = complaint.due
    with pytest.raises(ReasonRequired):
        handling.dispatch(complaint, actor=officer_a, district=district_b)
    handling.dispatch(complaint, actor=officer_a, district=district_b, reason="教学点在西湖区")
    assert Complaint.objects.visible_to(officer_b).filter(pk=complaint.pk).exists()
    assert not Complaint.objects.visible_to(officer_a).filter(pk=complaint.pk).exists()
    moved = Complaint.objects.get()
    assert (moved.state, moved.due, moved.assigned_to) == (State.RECEIVED, due, None)
    assert last(complaint).changes["to"] == district_b.key
    with pytest.raises(NotAllowed):
        handling.dispatch(complaint, actor=officer_a, district=district_b, reason="再来")


def test_within_the_district_it_goes_to_departments_and_a_street(accepted, officer_a, street_a):
    street = street_a.membership.street
    handling.dispatch(
        accepted, actor=officer_a, district=accepted.district, street=street, departments=["fire"]
    )
    assert Complaint.objects.visible_to(street_a).get().state == State.IN_PROGRESS
    assert Complaint.objects.get().departments == ["fire"]


def test_a_street_of_another_district_and_an_unknown_department_are_refused(accepted, officer_a, district_b):
    foreign = district_b.streets.first()
    with pytest.raises(Refusal):
        handling.dispatch(accepted, actor=officer_a, district=accepted.district, street=foreign)
    with pytest.raises(Refusal):
        handling.dispatch(accepted, actor=officer_a, district=accepted.district, departments=["navy"])
    assert not accepted.dispatches.exists()


def test_the_city_dispatches_what_has_no_district(city, officer_a, district_a):
    complaint = ComplaintFactory(district=None)
    handling.dispatch(complaint, actor=city, district=district_a)
    assert Complaint.objects.visible_to(officer_a).get() == complaint


@pytest.mark.clause("D2")
def test_the_check_stops_its_clock_and_the_answers_runs(accepted, officer_a):
    checked = handling.record_check(accepted, actor=officer_a, outcome=Outcome.UNFOUNDED, text="现场查看。")
    assert (checked.due_step, checked.due) == ("answer", checked.answer_by)
    assert checked.tell_by is None
    assert Note.objects.get().text == "现场查看。"
    assert last(accepted).changes == {"outcome": "unfounded"}
    with pytest.raises(ChangedMeanwhile):
        handling.record_check(accepted, actor=officer_a, outcome=Outcome.FOUNDED, text="再查。")


@pytest.mark.clause("D2")
def test_a_named_person_is_to_be_told_of_a_case_within_five_working_days(named, officer_a):
    with mock.patch("django.utils.timezone.localdate", return_value=date(2026, 9, 29)):
        intake.accept(named, actor=officer_a)
        checked = handling.record_check(named, actor=officer_a, outcome=Outcome.FOUNDED, text="属实。")
    assert checked.tell_by == date(2026, 10, 12)  # 30 September, 8, 9, the made-up Saturday 10, 12 October
    told = handling.record_told(named, actor=officer_a)
    assert told.told_on is not None
    with pytest.raises(ChangedMeanwhile):
        handling.record_told(named, actor=officer_a)


def test_an_officer_takes_it_on(accepted, officer_a2):
    assert handling.take(accepted, actor=officer_a2).assigned_to == officer_a2.user
    assert last(accepted).verb == "complaint.taken"


def test_a_described_institution_is_found_in_the_own_register_only(
    officer_a, institution, institution_b, district_a
):
    complaint = ComplaintFactory(district=district_a)
    with pytest.raises(Refusal):
        handling.link_institution(complaint, actor=officer_a, institution=institution_b)
    linked = handling.link_institution(complaint, actor=officer_a, institution=institution)
    assert linked.institution == institution


def test_a_note_is_written_by_whoever_handles_and_says_something(accepted, officer_a, auditor):
    handling.add_note(accepted, actor=officer_a, text="已约负责人。")
    with pytest.raises(ReasonRequired):
        handling.add_note(accepted, actor=officer_a, text=" ")
    with pytest.raises(NotAllowed):
        handling.add_note(accepted, actor=auditor, text="看过")
    assert Note.objects.count() == 1
    assert "已约" not in repr(last(accepted).changes) + last(accepted).reason
