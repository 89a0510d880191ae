"""What happens by itself with teachers and schools' lists, through the daily work."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from institutions.models import ServingList, ServingMatch, Teacher
from institutions.terms import ListState
from portal.privacy.digests import keyed_digest
from portal.timeline.models import Event
from tests.factories.teachers import ServingListFactory, id_number, list_with, teacher_known_as

pytestmark = pytest.mark.django_db


def work(day: str) -> str:
    out = StringIO()
    call_command("run_due_work", "--date", day, stdout=out)
    return out.getvalue()


@pytest.mark.clause("P7")
def test_the_daily_work_compares_and_a_day_run_twice_finds_nothing_twice() -> None:
    teacher_known_as(id_number(1))
    list_with(id_number(1))
    assert "institutions.compare_teachers: 1" in work("2026-03-18")
    before = (ServingMatch.objects.count(), Event.objects.count())
    assert "institutions.compare_teachers: 0" in work("2026-03-18")
    assert (ServingMatch.objects.count(), Event.objects.count()) == before


@pytest.mark.clause("N4")
def test_the_daily_work_erases_and_discards() -> None:
    teacher_known_as(id_number(1), left_on=date(2026, 1, 1))
    waiting = ServingListFactory(state=ListState.PREVIEW)
    ServingList.objects.filter(pk=waiting.pk).update(uploaded_at=timezone.now() - timedelta(days=3))
    out = work("2028-01-02")
    assert "institutions.erase_numbers: 1" in out
    assert "institutions.discard_serving_lists: 1" in out
    assert Teacher.objects.get().erased_on == date(2028, 1, 2)


@pytest.mark.clause("N4")
def test_after_a_change_of_the_secret_the_digests_are_written_anew(settings: Any) -> None:
    row = teacher_known_as(id_number(1))
    settings.SECRET_KEY = "another-secret-for-this-test"
    call_command("renew_teacher_digests", stdout=StringIO())
    row.refresh_from_db()
    assert row.id_digest == keyed_digest(id_number(1), purpose="teacher")
    assert row.serving_digest == keyed_digest(id_number(1), purpose="serving")
