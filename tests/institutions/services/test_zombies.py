"""Two years without annual inspection make a zombie, and a task for civil affairs."""

from datetime import date
from typing import Any

import pytest

from institutions.models import ZombieTask
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState, AnnualStep, ZombieOutcome, ZombieState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.accounts.roles import Department, Role
from portal.timeline.models import Event
from tests.factories.annual import ZombieTaskFactory, picture
from tests.factories.institutions import AnnualInspectionFactory, AnnualReturnFactory, InstitutionFactory
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def civil_a(district_a: Any) -> Actor:
    role = Role.DEPARTMENT_OFFICER
    return person("civil_a", "冯民政", role, district=district_a, department=Department.CIVIL_AFFAIRS)


def year(number: int, institution: Any, result: str) -> None:
    held = AnnualInspectionFactory(year=number, state=AnnualState.CONCLUDED, concluded_on=date(number, 5, 20))
    row = {"institution": institution, "result": result, "step": AnnualStep.FINAL}
    AnnualReturnFactory(annual_inspection=held, **row)


@pytest.mark.clause("M7")
def test_one_missed_year_makes_no_task_and_two_make_one(institution: Any) -> None:
    year(2023, institution, AnnualResult.PASSED)
    year(2024, institution, AnnualResult.ABSENT)
    assert annual.mark_all_zombies() == 0
    year(2025, institution, AnnualResult.ABSENT)
    assert annual.mark_all_zombies() == 2
    task = ZombieTask.objects.get()
    assert (task.institution, task.since_year, task.state) == (institution, 2024, ZombieState.OPEN)
    assert Event.objects.filter(verb="zombie.opened", clause="M7").count() == 1
    assert annual.mark_all_zombies() == 0


@pytest.mark.clause("M7")
def test_a_mark_made_before_there_were_tasks_gets_its_task() -> None:
    marked = InstitutionFactory(zombie_since=date(2024, 1, 1))
    assert annual.mark_all_zombies() == 1
    assert ZombieTask.objects.get().institution == marked


@pytest.mark.clause("M7")
def test_taking_part_again_closes_the_task_by_itself(institution: Any) -> None:
    for number in (2024, 2025):
        year(number, institution, AnnualResult.ABSENT)
    annual.mark_all_zombies()
    year(2026, institution, AnnualResult.BASIC)
    annual.mark_all_zombies()
    task = ZombieTask.objects.get()
    assert (task.state, task.outcome) == (ZombieState.CLEARED, ZombieOutcome.TOOK_PART)
    institution.refresh_from_db()
    assert institution.zombie_since is None


@pytest.mark.clause("M7")
def test_civil_affairs_clears_it_with_proof_and_it_does_not_come_back(civil_a: Actor) -> None:
    task = ZombieTaskFactory()
    given = {"outcome": ZombieOutcome.CANCELLED, "note": "注销登记第12号", "files": [picture("red")]}
    with pytest.raises(ReasonRequired):
        annual.clear(task, actor=civil_a, **(given | {"note": ""}))
    with pytest.raises(Refusal):
        annual.clear(task, actor=civil_a, **(given | {"files": []}))
    with pytest.raises(Refusal):
        annual.clear(task, actor=civil_a, **(given | {"outcome": ZombieOutcome.TOOK_PART}))
    annual.clear(task, actor=civil_a, **given)
    with pytest.raises(ChangedMeanwhile):
        annual.clear(task, actor=civil_a, **given)
    event = Event.objects.get(verb="zombie.cleared")
    assert (event.clause, event.institution_id) == ("M7", task.institution_id)
    assert annual.mark_all_zombies() == 0
    assert ZombieTask.objects.count() == 1


@pytest.mark.clause("M7")
def test_nobody_but_civil_affairs_of_the_district_clears(
    civil_a: Actor, officer_a: Actor, city: Actor, district_b: Any
) -> None:
    here, elsewhere = ZombieTaskFactory(), ZombieTaskFactory(institution__district=district_b)
    given = {"outcome": ZombieOutcome.MERGED, "note": "并入乙校", "files": [picture("red")]}
    for actor, task in ((officer_a, here), (city, here), (civil_a, elsewhere)):
        with pytest.raises(NotAllowed):
            annual.clear(task, actor=actor, **given)
