"""What happens by itself with papers and sites, and what is due for whom."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from institutions.models import CrossSiteTask, Notice, SituationMark
from institutions.terms import PaperState, Situation
from portal.accounts.actors import Actor
from portal.desk import due
from portal.timeline.models import Event
from tests.factories.institutions import InstitutionFactory, SchoolPermitFactory, TeachingSiteFactory
from tests.factories.papers import CrossSiteTaskFactory, PaperFactory, ProfileRequestFactory

pytestmark = pytest.mark.django_db


@pytest.mark.clause("Z1", "Z2", "M7")
def test_the_daily_work_tells_finds_and_opens_and_twice_does_nothing_twice(
    institution: Any, district_b: Any
) -> None:
    SchoolPermitFactory(institution=institution, valid_until=date(2026, 4, 1))
    TeachingSiteFactory(institution=institution, district=district_b, cross_district=True)
    InstitutionFactory(name="启明教育咨询有限公司", situation=Situation.BUSINESS_ONLY)
    for _twice in range(2):
        call_command("run_due_work", "--date", "2026-03-18", stdout=StringIO())
        counts = [model.objects.count() for model in (Notice, CrossSiteTask, SituationMark)]
        assert counts == [2, 1, 1]
    before = Event.objects.count()
    call_command("run_due_work", "--date", "2026-03-18", stdout=StringIO())
    assert Event.objects.count() == before


@pytest.mark.clause("Z1")
def test_what_ends_is_due_to_the_institution_and_its_own_district(
    institution: Any, institution_user: Actor, officer_a: Actor, officer_b: Actor, auditor: Actor, today: date
) -> None:
    SchoolPermitFactory(institution=institution, valid_until=date(2026, 4, 30))
    PaperFactory(institution=institution, valid_until=date(2026, 3, 1))
    PaperFactory(institution=institution, valid_until=date(2026, 5, 18))
    PaperFactory(institution=institution, valid_until=date(2026, 5, 17), state=PaperState.REFUSED)
    days = [date(2026, 3, 1), date(2026, 4, 30)]
    assert [item.due for item in due.items_for(institution_user, today)] == days
    assert [item.due for item in due.items_for(officer_a, today)] == days
    assert not due.items_for(officer_b, today)
    assert not due.items_for(auditor, today)


def test_what_institutions_sent_waits_on_the_desk_of_their_district(
    institution: Any, officer_a: Actor, officer_b: Actor, institution_user: Actor, today: date
) -> None:
    PaperFactory(institution=institution, state=PaperState.SENT)
    ProfileRequestFactory(institution=institution)
    assert len(due.items_for(officer_a, today)) == 2
    assert not due.items_for(officer_b, today)
    assert not due.items_for(institution_user, today)


@pytest.mark.clause("M7")
def test_a_site_in_another_district_waits_for_market_supervision_there(
    market_a: Actor, fire_a: Actor, officer_a: Actor, today: date, district_b: Any, institution: Any
) -> None:
    task = CrossSiteTaskFactory()
    CrossSiteTaskFactory(site__institution=institution, district=district_b)
    assert [item.url for item in due.items_for(market_a, today)] == [task.get_absolute_url()]
    assert not due.items_for(fire_a, today)
    assert not due.items_for(officer_a, today)
