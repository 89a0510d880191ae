"""Correcting what the register says."""

from datetime import timedelta
from typing import Any

import pytest

from institutions.services.profiles import correct
from institutions.terms import Situation
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.institutions import InstitutionFactory, SchoolPermitFactory
from tests.institutions.workbooks import credit_code

pytestmark = pytest.mark.django_db


@pytest.mark.clause("S1")
def test_a_correction_keeps_what_stood_there_and_why_without_the_telephone(
    institution: Any, officer_a: Actor
) -> None:
    row = correct(institution, actor=officer_a, reason="核对执照", organiser="王军", phone="13970000009")
    assert (row.organiser, row.phone) == ("王军", "13970000009")
    event = Event.objects.of_institution(row.pk).get()
    assert event.reason == "核对执照"
    assert event.changes == {"organiser": ["", "王军"], "phone": "…"}


@pytest.mark.clause("S1")
def test_without_a_reason_or_out_of_the_district_nothing_is_corrected(
    institution: Any, officer_a: Actor, officer_b: Actor
) -> None:
    with pytest.raises(ReasonRequired):
        correct(institution, actor=officer_a, reason=" ", organiser="王军")
    with pytest.raises(NotAllowed):
        correct(institution, actor=officer_b, reason="核对", organiser="王军")


@pytest.mark.clause("S1")
def test_who_comes_second_is_told(institution: Any, officer_a: Actor) -> None:
    seen = institution.updated_at - timedelta(seconds=1)
    with pytest.raises(ChangedMeanwhile):
        correct(institution, actor=officer_a, reason="核对", seen=seen, organiser="王军")


@pytest.mark.clause("S1")
def test_a_credit_code_in_place_of_a_provisional_one_changes_the_situation(officer_a: Actor) -> None:
    row = InstitutionFactory(code="T360102-00001", situation=Situation.PERMIT_ONLY)
    SchoolPermitFactory(institution=row)
    row = correct(row, actor=officer_a, reason="已办照", code=credit_code(5))
    assert row.situation == Situation.BOTH


@pytest.mark.clause("S1")
def test_a_code_that_another_has_is_refused(institution: Any, officer_a: Actor) -> None:
    other = InstitutionFactory()
    with pytest.raises(Refusal, match="代码"):
        correct(institution, actor=officer_a, reason="更正", code=other.code)
