"""What happens by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import due
from complaints.models import Complaint, DraftPhoto, Escalation
from complaints.services import answers, drafts, extending, intake, overdue
from complaints.terms import Outcome, PauseGround, State
from portal.desk import due as desk_due
from portal.jobs.due import run_all
from portal.timeline.models import Event
from tests.complaints.conftest import photo
from tests.factories import complaints as factories

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D2")]


def test_a_missed_deadline_is_told_upward_once_however_often_the_job_runs(today):
    late = factories.overdue(today)
    factories.ComplaintFactory(received_on=today)
    assert overdue.escalate_missed(today) == 1
    assert overdue.escalate_missed(today) == 0
    assert overdue.escalate_missed(today + timedelta(days=3)) == 0
    event = Event.objects.about(late).get()
    assert event.verb == "complaint.overdue"
    assert event.changes["step"] == "accept"
    assert Escalation.objects.count() == 1


def test_the_next_step_missed_is_told_again(today, officer_a, district_a):
    late = factories.overdue(today, district=district_a)
    overdue.escalate_missed(today)
    intake.accept(late, actor=officer_a)
    assert overdue.escalate_missed(late.check_by + timedelta(days=1)) == 1


def test_on_its_last_day_nothing_is_missed(today):
    complaint = factories.ComplaintFactory(received_on=today)
    assert overdue.escalate_missed(complaint.due) == 0
    assert overdue.escalate_missed(complaint.due + timedelta(days=1)) == 1


def test_a_clock_that_stands_still_misses_nothing(complaint, officer_a):
    extending.pause(complaint, actor=officer_a, ground=PauseGround.WAITING_FOR_PERSON)
    assert overdue.escalate_missed(complaint.answer_by + timedelta(days=99)) == 0


def test_a_day_missed_is_caught_up(today):
    factories.overdue(today)
    assert overdue.escalate_missed(today + timedelta(days=40)) == 1


def test_what_was_answered_closes_by_itself_after_thirty_days_unless_there_is_news(accepted, officer_a):
    answers.answer(accepted, actor=officer_a, text="答。", outcome=Outcome.FOUNDED)
    end = timezone.localdate() + timedelta(days=31)
    Complaint.objects.filter(pk=accepted.pk).update(has_news=True)
    assert overdue.close_answered(end) == 0
    Complaint.objects.filter(pk=accepted.pk).update(has_news=False)
    assert overdue.close_answered(end - timedelta(days=1)) == 0
    assert overdue.close_answered(end) == 1
    assert overdue.close_answered(end) == 0
    assert Complaint.objects.get().state == State.CLOSED


def test_files_of_a_draft_never_sent_go_after_two_days():
    drafts.add_photos(drafts.Draft(), [photo()])
    assert drafts.clear_abandoned() == 0
    DraftPhoto.objects.update(added_at=timezone.now() - timedelta(days=3))
    path = DraftPhoto.objects.get().file.path
    assert drafts.clear_abandoned() == 1
    from pathlib import Path

    assert not Path(path).exists()


def test_the_daily_work_runs_all_steps_of_complaints(today):
    done = {outcome.name: outcome for outcome in run_all(today)}
    for name in ("overdue", "close", "erase", "drafts"):
        assert done[f"complaints.{name}"].error == ""


def test_the_workbench_shows_what_is_due_to_the_district_and_what_is_late_to_the_city(
    today, officer_a, officer_b, city, auditor, district_a
):
    late = factories.overdue(today, district=district_a)
    factories.ComplaintFactory(received_on=today, district=district_a)
    nowhere = factories.ComplaintFactory(received_on=today, district=None)
    urls = {actor: [item.url for item in desk_due.items_for(actor, today)] for actor in (officer_a, city)}
    assert urls[officer_a] == [late.get_absolute_url()]
    assert set(urls[city]) == {late.get_absolute_url(), nowhere.get_absolute_url()}
    assert not list(due.due_items(officer_b, today))
    assert not list(due.due_items(auditor, today))


def test_news_and_people_to_tell_are_due_too(named, officer_a):
    today = timezone.localdate()
    intake.accept(named, actor=officer_a)
    Complaint.objects.update(tell_by=today + timedelta(days=2), has_news=True)
    items = list(due.due_items(officer_a, today))
    assert len(items) == 2
    assert "王小明" not in repr(items)


def test_the_workbench_makes_the_same_queries_for_2_and_20_complaints(
    today, officer_a, district_a, institution, django_assert_num_queries
):
    wanted = 5  # those due, those to tell, requests to agree to, own openings, those with news
    for count in (2, 18):
        for _ in range(count):
            factories.overdue(today, district=district_a, institution=institution)
        with django_assert_num_queries(wanted):
            list(due.due_items(officer_a, today))
