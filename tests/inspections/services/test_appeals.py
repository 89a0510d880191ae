"""Appeals, and decisions taken back."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.models import Appeal, TeachingStop
from inspections.services import appeals
from inspections.services.appeals import Lodged, TooLate
from inspections.terms import Group
from institutions.models import Institution
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from tests.factories.handovers import AppealFactory
from tests.factories.inspections import DecisionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N3")]


def lodged(day=None, kind="reconsideration", body="东湖区人民政府", **more):
    return Lodged(kind, body, day or timezone.localdate(), uuid.uuid4(), **more)


@pytest.fixture
def decision(institution):
    return DecisionFactory(finding__institution=institution)


@pytest.fixture
def old(institution):
    return DecisionFactory(
        finding__institution=institution, decided_on=timezone.localdate() - timedelta(days=61)
    )


def test_an_institution_s_late_appeal_is_refused_and_an_officer_s_is_marked(old, officer_a, institution_user):
    with pytest.raises(TooLate):
        appeals.register(old, actor=institution_user, lodged=lodged())
    assert appeals.register(old, actor=officer_a, lodged=lodged()).late
    assert not appeals.register(old, actor=institution_user, lodged=lodged(kind="suit")).late


def test_the_same_appeal_twice_is_registered_once(decision, institution_user, institution):
    paper = lodged()
    first = appeals.register(decision, actor=institution_user, lodged=paper)
    assert appeals.register(decision, actor=institution_user, lodged=paper) == first
    assert Appeal.objects.pending_for(institution).get() == first
    with pytest.raises(Refusal):
        appeals.register(decision, actor=institution_user, lodged=lodged())


def test_an_appeal_names_its_body_and_a_day_that_was(decision, officer_a):
    for wrong in (lodged(body=" "), lodged(timezone.localdate() + timedelta(days=1))):
        with pytest.raises(Refusal):
            appeals.register(decision, actor=officer_a, lodged=wrong)


def test_another_district_registers_nothing(decision, officer_b):
    with pytest.raises(NotAllowed):
        appeals.register(decision, actor=officer_b, lodged=lodged())


def test_an_appeal_is_closed_once_with_its_outcome(institution, officer_a):
    appeal = AppealFactory(decision__finding__institution=institution)
    with pytest.raises(ReasonRequired):
        appeals.close(appeal, actor=officer_a, state="upheld", outcome="")
    closed = appeals.close(appeal, actor=officer_a, state="upheld", outcome="维持")
    assert (closed.state, closed.closed_on) == ("upheld", timezone.localdate())
    with pytest.raises(ChangedMeanwhile):
        appeals.close(appeal, actor=officer_a, state="changed", outcome="变更")


def test_a_withdrawn_decision_takes_its_order_its_stop_and_its_appeals_along(
    an_order, officer_a, institution, institution_user
):
    order = an_order(Group.FIRE)
    decision = order.decision
    assert TeachingStop.objects.standing().exists()
    appeals.register(decision, actor=institution_user, lodged=lodged())
    with pytest.raises(ReasonRequired):
        appeals.withdraw(decision, actor=officer_a, reason=" ")
    withdrawal = appeals.withdraw(decision, actor=officer_a, reason="认定事实不清")
    order.refresh_from_db()
    assert order.state == "withdrawn"
    assert not TeachingStop.objects.standing().exists()
    assert Institution.objects.get(pk=institution.pk).status == "operating"
    assert Appeal.objects.get().state == "authority"
    assert withdrawal.take_down_by > withdrawal.withdrawn_on
    with pytest.raises(ChangedMeanwhile):
        appeals.withdraw(decision, actor=officer_a, reason="再撤")
    assert appeals.confirm_taken_down(withdrawal, actor=officer_a).taken_down_on == timezone.localdate()
