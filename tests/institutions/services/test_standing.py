"""Whether an institution may teach."""

from datetime import date
from typing import Any

import pytest

from institutions.models import Institution
from institutions.services import standing
from institutions.terms import Situation, Status
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile
from portal.timeline.models import Event
from tests.factories.institutions import InstitutionFactory, SchoolPermitFactory

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 6, 18)


def stop(row: Institution, actor: Actor, until: date | None = UNTIL) -> Institution:
    return standing.stop_teaching(row, actor=actor, until=until, clause="P4", reason="第二次强化应试")


@pytest.mark.clause("P4")
def test_teaching_stops_until_a_day_and_the_event_says_why(institution: Any, officer_a: Actor) -> None:
    row = stop(institution, officer_a)
    assert (row.status, row.teaching_stopped_until) == (Status.STOPPED, UNTIL)
    event = Event.objects.of_institution(row.pk).get()
    assert (event.verb, event.clause, event.reason) == ("institution.stop_teaching", "P4", "第二次强化应试")


@pytest.mark.clause("P4")
def test_the_same_stop_twice_changes_nothing_and_a_later_day_holds(
    institution: Any, officer_a: Actor
) -> None:
    stop(institution, officer_a)
    stop(institution, officer_a)
    assert Event.objects.of_institution(institution.pk).count() == 1
    assert stop(institution, officer_a, date(2026, 9, 1)).teaching_stopped_until == date(2026, 9, 1)
    assert stop(institution, officer_a).teaching_stopped_until == date(2026, 9, 1)


@pytest.mark.clause("P3")
def test_it_teaches_again_without_a_term(institution: Any, officer_a: Actor) -> None:
    stop(institution, officer_a)
    row = standing.resume_teaching(institution, actor=officer_a, clause="P4", reason="复查合格")
    assert (row.status, row.teaching_stopped_until) == (Status.OPERATING, None)


@pytest.mark.clause("P3")
def test_a_closed_institution_can_open_again_and_not_stop(institution: Any, officer_a: Actor) -> None:
    standing.close(institution, actor=officer_a, clause="P3", reason="消防不达标")
    with pytest.raises(ChangedMeanwhile):
        stop(institution, officer_a)
    row = standing.resume_teaching(institution, actor=officer_a, clause="P3", reason="已达标")
    assert row.status == Status.OPERATING


@pytest.mark.clause("P3", "P4")
def test_revoking_ends_every_permit_and_the_papers_say_so(officer_a: Actor) -> None:
    row = SchoolPermitFactory(institution=InstitutionFactory()).institution
    for _twice in range(2):
        standing.revoke_permit(row, actor=officer_a, clause="P4", reason="第三次")
    row = Institution.objects.get(pk=row.pk)
    assert (row.status, row.situation) == (Status.REVOKED, Situation.BUSINESS_ONLY)
    assert not row.permits.valid_on(date(2026, 1, 1)).exists()
    assert Event.objects.of_institution(row.pk).count() == 1


@pytest.mark.clause("P1")
def test_a_ban_is_final(officer_a: Actor) -> None:
    row = InstitutionFactory(situation=Situation.NEITHER, code="T360102-00001")
    assert standing.ban(row, actor=officer_a, clause="P1", reason="无证无照").status == Status.BANNED
    standing.ban(row, actor=officer_a, clause="P1", reason="无证无照")
    with pytest.raises(ChangedMeanwhile):
        standing.resume_teaching(row, actor=officer_a, clause="P1", reason="")
