"""Entering an institution by hand, and letting its people in."""

from typing import Any

import pytest

from institutions.models import Institution
from institutions.services import registration
from institutions.terms import Situation
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed, Refusal
from portal.accounts.services import invitations
from portal.timeline.models import Event
from tests.institutions.workbooks import credit_code

NAME = "南昌市东湖区青禾培训学校"
ADDRESS = "南昌市西湖区南浦街道站前路8号"


@pytest.mark.clause("S1")
def test_one_without_a_code_gets_a_provisional_one_and_its_address_becomes_a_site(
    officer_a: Actor, district_a: Any, district_b: Any
) -> None:
    row = registration.enter(actor=officer_a, district=district_a, name=NAME, address=ADDRESS)
    assert row.code.startswith("T360102-")
    assert row.situation == Situation.NEITHER
    site = row.sites.get()
    assert (site.is_main, site.district, site.cross_district) == (True, district_b, True)
    assert Event.objects.filter(verb="institution.registered", institution_id=row.pk).count() == 1


@pytest.mark.clause("S1")
def test_one_with_a_code_has_a_business_licence(officer_a: Actor, district_a: Any) -> None:
    row = registration.enter(actor=officer_a, district=district_a, name=NAME, code=credit_code(7))
    assert row.situation == Situation.BUSINESS_ONLY


def test_the_same_name_or_code_is_refused_beside_its_field(officer_a: Actor, district_a: Any) -> None:
    registration.enter(actor=officer_a, district=district_a, name=NAME, code=credit_code(7))
    for name, code, field in ((NAME, "", "name"), ("另一所学校", credit_code(7), "code")):
        with pytest.raises(Refusal) as refused:
            registration.enter(actor=officer_a, district=district_a, name=name, code=code)
        assert refused.value.field == field
    assert Institution.objects.count() == 1


def test_another_district_is_refused(officer_b: Actor, district_a: Any) -> None:
    with pytest.raises(NotAllowed):
        registration.enter(actor=officer_b, district=district_a, name=NAME)


def test_an_invited_person_sets_a_password_once(officer_a: Actor, institution: Any) -> None:
    held = registration.let_in(institution, actor=officer_a, username="13970000001", name="钱校长")
    assert not held.user.has_usable_password()
    parts = invitations.link_parts(held.user)
    person = invitations.invited(**parts)
    assert person == held.user
    invitations.join(person, parts["token"], password="an-uncommon-phrase-9")
    held.user.refresh_from_db()
    assert held.user.check_password("an-uncommon-phrase-9")
    assert invitations.invited(**parts) is None
    with pytest.raises(Refusal):
        invitations.join(held.user, parts["token"], password="an-uncommon-phrase-8")


def test_a_weak_password_is_refused_and_the_link_still_works(officer_a: Actor, institution: Any) -> None:
    held = registration.let_in(institution, actor=officer_a, username="13970000001", name="钱校长")
    parts = invitations.link_parts(held.user)
    with pytest.raises(Refusal) as refused:
        invitations.join(held.user, parts["token"], password="12345")
    assert refused.value.field == "password"
    assert invitations.invited(**parts) == held.user


def test_a_name_that_is_taken_is_refused(officer_a: Actor, institution: Any) -> None:
    registration.let_in(institution, actor=officer_a, username="13970000001", name="钱校长")
    with pytest.raises(Refusal) as refused:
        registration.let_in(institution, actor=officer_a, username="13970000001", name="孙校长")
    assert refused.value.field == "username"


def test_ended_access_ends_at_once_and_leaves_an_event(
    officer_a: Actor, institution: Any, institution_user: Actor, client_as: Any
) -> None:
    client = client_as(institution_user)
    assert client.get("/my/").status_code == 200
    assert institution_user.membership is not None
    registration.end_access(institution, institution_user.membership, actor=officer_a)
    assert client.get("/my/").status_code == 403
    assert Event.objects.filter(verb="person.access_ended", institution_id=institution.pk).exists()


def test_another_districts_officer_lets_nobody_in(officer_b: Actor, institution: Any) -> None:
    with pytest.raises(NotAllowed):
        registration.let_in(institution, actor=officer_b, username="13970000001", name="钱校长")


def test_a_link_that_is_no_link_invites_nobody() -> None:
    assert invitations.invited("***", "x") is None
