"""Who may see and do what."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import Q

from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import NotAllowed
from portal.accounts.roles import CAPABILITIES, Role
from portal.accounts.scope import within


def seen(actor: Actor) -> set[str]:
    found = Institution.objects.filter(within(actor, "district", institution="pk", street="street"))
    return set(found.values_list("name", flat=True))


def test_every_role_stands_in_the_table() -> None:
    assert set(CAPABILITIES) == set(Role)


def test_the_city_sees_all_and_a_district_its_own(
    city: Actor, officer_a: Actor, auditor: Actor, institution: Any, institution_b: Any
) -> None:
    assert seen(city) == seen(auditor) == {institution.name, institution_b.name}
    assert seen(officer_a) == {institution.name}


def test_an_institution_sees_itself_only_and_a_citizen_nothing(
    institution_user: Actor, institution: Any, institution_b: Any
) -> None:
    assert seen(institution_user) == {institution.name}
    assert seen(Actor.citizen()) == set()
    assert seen(replace(institution_user, institution_id=None)) == set()


def test_the_whole_city_or_something_else_is_still_the_whole_city(
    city: Actor, institution: Any, institution_b: Any
) -> None:
    one_or_all = Q(pk=institution.pk) | within(city, "district", institution="pk")
    assert set(Institution.objects.filter(one_or_all)) == {institution, institution_b}


def test_must_refuses_without_the_capability_and_outside_the_territory(
    officer_a: Actor, officer_b: Actor, auditor: Actor, institution: Any
) -> None:
    officer_a.must("institutions.edit", institution)
    for other in (officer_b, auditor):
        with pytest.raises(NotAllowed):
            other.must("institutions.edit", institution)


def test_a_membership_that_ended_gives_no_role(officer_a: Actor, client_as: Any) -> None:
    client = client_as(officer_a)
    assert client.get("/desk/").status_code == 200
    Membership.objects.filter(user=officer_a.user).update(until=date(2021, 1, 1))
    assert client.get("/desk/").status_code == 403


def test_a_disabled_person_is_signed_out_at_once(officer_a: Actor, client_as: Any) -> None:
    client = client_as(officer_a)
    officer_a.user.is_active = False
    officer_a.user.save()
    assert client.get("/desk/").status_code == 302


def test_the_database_refuses_an_institution_role_without_an_institution(officer_a: Actor) -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=officer_a.user, role=Role.INSTITUTION, since=date(2026, 1, 1))
