"""Two at the same time: nothing doubled, nothing lost."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from institutions.models import AnnualInspection, AnnualReturn, CourseFiling, Institution
from institutions.services import annual, filings, registers
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile
from portal.regions.models import District
from portal.timeline.models import Event
from tests.factories.institutions import CourseFilingFactory, InstitutionFactory
from tests.institutions.conftest import corrected
from tests.institutions.workbooks import row

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of them at the same moment, each on its own connection; what each returned or raised."""
    start, outcomes = Barrier(len(acts)), [None] * len(acts)

    def go(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait()
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=go, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


@pytest.mark.clause("S1")
def test_the_same_register_sent_twice_at_once_goes_in_once(district_a: District, officer_a: Actor) -> None:
    reading = registers.read(corrected([row(f"学校{n}", address=f"民德路{n}号") for n in range(40)]))

    def write() -> Any:
        return registers.write(reading, district_a, actor=officer_a)[1]["created"]

    assert sorted(at_once(write, write)) == [0, 40]
    assert Institution.objects.count() == 40
    assert Event.objects.filter(verb="institution.registered").count() == 40


@pytest.mark.clause("D6", "M7")
def test_the_same_daily_work_twice_at_once_opens_one_annual_inspection(district_a: District) -> None:
    InstitutionFactory.create_batch(5)
    march = date(2026, 3, 1)
    opened = at_once(lambda: annual.open_due(march), lambda: annual.open_due(march))
    assert all(isinstance(n, int) for n in opened), opened
    assert AnnualInspection.objects.filter(district=district_a).count() == 1
    assert AnnualReturn.objects.count() == 5
    assert Event.objects.filter(verb="annual.opened").count() == District.objects.count()


@pytest.mark.clause("Z3")
def test_two_officers_review_a_class_at_once_and_one_is_told(officer_a: Actor, officer_a2: Actor) -> None:
    filing = CourseFilingFactory()
    outcomes = at_once(
        lambda: filings.approve(filing, actor=officer_a, note="已核实许可证。"),
        lambda: filings.send_back(filing, actor=officer_a2, note="请写明教材。"),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhile", "CourseFiling"]
    assert any(isinstance(outcome, ChangedMeanwhile) for outcome in outcomes)
    assert CourseFiling.objects.get().state in {FilingState.APPROVED, FilingState.RETURNED}
    assert Event.objects.filter(verb__startswith="filing.").count() == 1
