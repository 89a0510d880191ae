"""Accepting and refusing."""

import pytest
from django.utils import timezone

from complaints.models import Complaint, Dispatch
from complaints.services import intake
from complaints.terms import RefusalGround, State
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.complaints import ComplaintFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D2")]


def verbs(complaint: Complaint) -> list[str]:
    return list(Event.objects.about(complaint).values_list("verb", flat=True))


def test_the_district_accepts_and_the_next_clock_runs(complaint, officer_a):
    accepted = intake.accept(complaint, actor=officer_a)
    assert accepted.state == State.ACCEPTED
    assert accepted.accepted_on == timezone.localdate()
    assert (accepted.due, accepted.due_step) == (accepted.check_by, "check")
    assert accepted.assigned_to == officer_a.user
    assert verbs(complaint) == ["complaint.accepted"]


@pytest.mark.clause("M7")
def test_accepting_can_dispatch_at_once(complaint, officer_a, street_a):
    street = street_a.membership.street
    accepted = intake.accept(complaint, actor=officer_a, departments=["market", "price"], street=street)
    assert accepted.state == State.IN_PROGRESS
    assert Dispatch.objects.get().department_labels
    assert (accepted.departments, accepted.street) == (["market", "price"], street)
    assert Complaint.objects.visible_to(street_a).get() == complaint


def test_accepting_twice_says_changed_meanwhile_and_changes_nothing(complaint, officer_a, officer_a2):
    intake.accept(complaint, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        intake.accept(complaint, actor=officer_a2)
    complaint.refresh_from_db()
    assert complaint.assigned_to == officer_a.user
    assert verbs(complaint) == ["complaint.accepted"]


@pytest.mark.parametrize(
    "who", ["officer_b", "fire_a", "street_a", "auditor", "supervisor", "institution_user", "administrator"]
)
def test_nobody_else_may_accept(complaint, who, request):
    with pytest.raises(NotAllowed):
        intake.accept(complaint, actor=request.getfixturevalue(who))
    assert not verbs(complaint)


def test_one_without_a_district_is_first_dispatched(city):
    complaint = ComplaintFactory(district=None)
    with pytest.raises(Refusal):
        intake.accept(complaint, actor=city)


def test_a_refusal_has_a_listed_ground_and_words_for_the_person(complaint, officer_a):
    refused = intake.refuse(
        complaint, actor=officer_a, ground=RefusalGround.IN_COURT, text="法院已受理，请等待判决。"
    )
    assert refused.state == State.REFUSED
    assert refused.due is None
    event = Event.objects.about(complaint).get()
    assert (event.verb, event.changes) == ("complaint.refused", {"ground": "in_court"})
    assert "法院" not in repr(event.reason)


@pytest.mark.parametrize(("ground", "text"), [("", "话"), ("because", "话"), (RefusalGround.IN_COURT, "  ")])
def test_a_refusal_without_ground_or_words_is_refused(complaint, officer_a, ground, text):
    with pytest.raises(ReasonRequired):
        intake.refuse(complaint, actor=officer_a, ground=ground, text=text)
    complaint.refresh_from_db()
    assert complaint.state == State.RECEIVED


def test_what_was_accepted_can_no_longer_be_refused(accepted, officer_a):
    with pytest.raises(ChangedMeanwhile):
        intake.refuse(accepted, actor=officer_a, ground=RefusalGround.IN_COURT, text="话")
