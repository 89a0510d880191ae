"""Two at once: nothing doubled, nothing lost. Needs real concurrency."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from complaints.models import Complaint, Escalation, Supplement
from complaints.services import answers, intake, overdue
from complaints.services.filing import Filing, file_complaint
from complaints.services.tracking import add_supplement
from complaints.terms import Kind, Outcome, State
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile
from portal.timeline.models import Event
from tests.factories import complaints as factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.clause("D2"),
]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start every act at the same moment; what each gave back, or what it raised."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_two_officers_accept_and_refuse_at_once_and_one_of_them_wins(complaint, officer_a, officer_a2):
    results = at_once(
        lambda: intake.accept(complaint, actor=officer_a),
        lambda: intake.refuse(complaint, actor=officer_a2, ground="in_court", text="等待判决"),
    )
    assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 1
    assert Event.objects.about(complaint).count() == 1
    assert Complaint.objects.get().state in (State.ACCEPTED, State.REFUSED)


def test_two_answers_at_once_leave_one(accepted, officer_a, officer_a2):
    results = at_once(
        lambda: answers.answer(accepted, actor=officer_a, text="一。", outcome=Outcome.FOUNDED),
        lambda: answers.answer(accepted, actor=officer_a2, text="二。", outcome=Outcome.UNFOUNDED),
    )
    assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 1
    assert Event.objects.about(accepted).filter(verb="complaint.answered").count() == 1


@pytest.mark.clause("M8")
def test_one_complaint_sent_five_times_at_once_is_filed_once(institution):
    key = uuid.uuid4()
    filing = Filing(kind=Kind.FEES, description="一次收了一年的学费。", institution=institution)
    results = at_once(*[lambda: file_complaint(filing, actor=Actor.citizen(), client_id=key)] * 5)
    assert Complaint.objects.count() == 1
    assert {result.complaint.number for result in results} == {Complaint.objects.get().number}
    assert sum(not result.repeated for result in results) == 1


@pytest.mark.clause("M8")
def test_ten_people_at_once_get_ten_numbers(institution):
    filing = Filing(kind=Kind.FEES, description="一次收了一年的学费。", institution=institution)

    def send() -> Any:
        return file_complaint(filing, actor=Actor.citizen(), client_id=uuid.uuid4())

    results = at_once(*[send] * 10)
    assert len({result.complaint.number for result in results}) == 10


def test_the_daily_work_twice_at_once_escalates_once(today, district_a):
    for _ in range(5):
        factories.overdue(today, district=district_a)
    results = at_once(*[lambda: overdue.escalate_missed(today)] * 2)
    assert sum(results) == 5
    assert Escalation.objects.count() == 5
    assert Event.objects.filter(verb="complaint.overdue").count() == 5


def test_an_addition_sent_twice_at_once_is_kept_once(complaint):
    key = uuid.uuid4()
    results = at_once(*[lambda: add_supplement(complaint, client_id=key, text="又去了一次。")] * 3)
    assert Supplement.objects.count() == 1
    assert {result.pk for result in results} == {Supplement.objects.get().pk}
