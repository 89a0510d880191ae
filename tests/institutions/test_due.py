"""All that happens by itself with institutions, through the daily work."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from institutions.models import AnnualInspection
from institutions.terms import AnnualResult
from portal.accounts.actors import Actor
from portal.desk import due
from portal.regions.models import District
from portal.timeline.models import Event
from tests.factories.institutions import CourseFilingFactory, SchoolPermitFactory

pytestmark = pytest.mark.django_db


def work(day: str) -> str:
    out = StringIO()
    call_command("run_due_work", "--date", day, stdout=out)
    return out.getvalue()


@pytest.mark.clause("D6", "M7")
def test_the_daily_work_opens_the_year_and_finds_the_zombies(institution: Any) -> None:
    assert "institutions.open_annual: 0" in work("2024-02-28")
    assert f"institutions.open_annual: {District.objects.count()}" in work("2024-03-01")
    for day in ("2024-06-01", "2025-03-01", "2025-06-01"):
        work(day)
    institution.refresh_from_db()
    assert institution.zombie_since == date(2024, 1, 1)
    assert list(institution.annual_returns.values_list("result", flat=True)) == [AnnualResult.ABSENT] * 2


@pytest.mark.clause("D6")
def test_a_day_run_twice_does_nothing_twice(institution: Any) -> None:
    work("2026-03-01")
    before = (AnnualInspection.objects.count(), Event.objects.count())
    work("2026-03-01")
    assert (AnnualInspection.objects.count(), Event.objects.count()) == before


@pytest.mark.clause("Z3", "D3")
def test_a_class_waits_on_the_desk_of_its_own_district_only(
    officer_a: Actor, officer_b: Actor, today: date
) -> None:
    filing = CourseFilingFactory(review_by=date(2026, 4, 1))
    assert [item.due for item in due.items_for(officer_a, today)] == [filing.review_by]
    assert not due.items_for(officer_b, today)


@pytest.mark.clause("Z1")
def test_a_permit_that_ends_soon_is_due_to_the_institution_unless_it_was_renewed(
    institution_user: Actor, institution: Any, today: date
) -> None:
    SchoolPermitFactory(institution=institution, valid_until=date(2026, 4, 30))
    assert [item.due for item in due.items_for(institution_user, today)] == [date(2026, 4, 30)]
    SchoolPermitFactory(institution=institution, valid_until=date(2029, 4, 30))
    assert not due.items_for(institution_user, today)
