"""The whole table: role × address × own or foreign territory. Drawn from the resolver, kept by no one's hand."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.actors import Actor
from portal.accounts.roles import CAPABILITIES, Department, Role
from portal.regions.models import District
from tests.access.addresses import Address, all_addresses, city_wide, samples
from tests.people import district, person, sign_in

STAFF = [a for a in all_addresses() if not a.is_public]
PUBLIC = [a for a in all_addresses() if a.is_public]
TERRITORIAL = [a for a in STAFF if a.parameters and a.name not in city_wide()]
ROLES = list(Role)
HIDDEN, FORBIDDEN, SIGN_IN = 404, 403, 302


def actor_in(role: str, home: District, institution: Any) -> Actor:
    """Return a person in `role` whose territory is `home`."""
    if role == Role.INSTITUTION:
        return person(f"x_{role}", role, role, institution=institution)
    more: dict[str, Any] = {}
    if role in {Role.DISTRICT_BUREAU, Role.DEPARTMENT_OFFICER, Role.STREET_OFFICER}:
        more["district"] = home
    if role == Role.DEPARTMENT_OFFICER:
        more["department"] = Department.FIRE
    return person(f"x_{role}", role, role, **more)


def url_of(address: Address, home: District) -> str:
    make = samples().get(address.name)
    return reverse(address.name, kwargs=make(home) if make else {})


def ask(client: Client, address: Address, url: str) -> int:
    method = "get" if "get" in address.methods else "post"
    return getattr(client, method)(url).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("address", STAFF, ids=[a.name for a in STAFF])
def test_a_stranger_is_asked_to_sign_in(address: Address) -> None:
    assert ask(Client(), address, url_of(address, district("360102"))) in {SIGN_IN, FORBIDDEN}


@pytest.mark.django_db
@pytest.mark.parametrize("address", STAFF, ids=[a.name for a in STAFF])
@pytest.mark.parametrize("role", ROLES)
def test_a_role_without_the_capability_is_refused(address: Address, role: str, institution: Any) -> None:
    if address.capability in CAPABILITIES[role] or address.capability == "signed in":
        return
    home = district("360102")
    client = sign_in(Client(), actor_in(role, home, institution))
    assert ask(client, address, url_of(address, home)) == FORBIDDEN


@pytest.mark.django_db
@pytest.mark.parametrize("address", STAFF, ids=[a.name for a in STAFF])
@pytest.mark.parametrize("role", ROLES)
def test_a_role_with_the_capability_gets_an_answer(address: Address, role: str, institution: Any) -> None:
    if address.capability not in CAPABILITIES[role]:
        return
    home = district("360102")
    actor = actor_in(role, home, institution)
    status = ask(sign_in(Client(), actor), address, url_of(address, home))
    # A sample may lie outside a narrower scope (another street, department or institution): hidden then.
    narrow = role in {Role.STREET_OFFICER, Role.INSTITUTION, Role.DEPARTMENT_OFFICER}
    allowed = {200, 302, 405, 409, 422} | ({HIDDEN} if narrow and address.parameters else set())
    assert status in allowed, status


@pytest.mark.django_db
@pytest.mark.parametrize("address", TERRITORIAL, ids=[a.name for a in TERRITORIAL])
@pytest.mark.parametrize("role", [Role.DISTRICT_BUREAU, Role.DEPARTMENT_OFFICER, Role.STREET_OFFICER])
def test_what_lies_in_another_territory_is_hidden(address: Address, role: str, institution: Any) -> None:
    if address.capability not in CAPABILITIES[role] and address.capability != "signed in":
        return
    client = sign_in(Client(), actor_in(role, district("360102"), institution))
    assert ask(client, address, url_of(address, district("360103"))) == HIDDEN


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC, ids=[a.name for a in PUBLIC])
def test_a_public_page_answers_anyone(address: Address) -> None:
    status = ask(Client(), address, url_of(address, district("360102")))
    assert status in {200, 302, 304, 400, 401, 403, 404, 405, 422}, status
