"""The whole table: role × address × own or foreign territory. Drawn from the resolver, kept by no one's hand."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.actors import Actor
from portal.accounts.roles import OF_DEPARTMENTS, Department, Role, capabilities_of
from portal.regions.models import District
from tests.access.addresses import Address, all_addresses, city_wide, one_persons, samples
from tests.people import district, person, sign_in

STAFF = [a for a in all_addresses() if not a.is_public]
PUBLIC = [a for a in all_addresses() if a.is_public]
TERRITORIAL = [a for a in STAFF if a.parameters and a.name not in city_wide()]
ROLES = list(Role)
HIDDEN, FORBIDDEN, SIGN_IN = 404, 403, 302


def department_for(address: Address) -> str:
    """Return the department whose officers alone may do it, else fire and rescue."""
    own = [department for department, held in OF_DEPARTMENTS.items() if address.capability in held]
    return own[0] if own else Department.FIRE


def actor_in(role: str, home: District, institution: Any, department: str) -> Actor:
    """Return a person in `role` whose territory is `home`."""
    if role == Role.INSTITUTION:
        return person(f"x_{role}", role, role, institution=institution)
    more: dict[str, Any] = {}
    if role in {Role.DISTRICT_BUREAU, Role.DEPARTMENT_OFFICER, Role.STREET_OFFICER}:
        more["district"] = home
    if role == Role.DEPARTMENT_OFFICER:
        more["department"] = department
    return person(f"x_{role}", role, role, **more)


def url_of(address: Address, home: District) -> str:
    make = samples().get(address.name)
    return reverse(address.name, kwargs=make(home) if make else {})


def ask(client: Client, address: Address, url: str) -> int:
    method = "get" if "get" in address.methods else "post"
    return getattr(client, method)(url).status_code


def holders(address: Address) -> list[str]:
    """Return the roles that hold the capability of `address`."""
    department = department_for(address)
    held = {role: capabilities_of(role, department) | {"signed in"} for role in ROLES}
    return [role for role in ROLES if address.capability in held[role]]


def answers(roles: list[str], address: Address, url: str, institution: Any) -> dict[str, int]:
    """Return what each role, at home in 东湖区, is answered."""
    home = district("360102")
    department = department_for(address)
    clients = {role: sign_in(Client(), actor_in(role, home, institution, department)) for role in roles}
    return {role: ask(client, address, url) for role, client in clients.items()}


def expected(role: str, address: Address) -> set[int]:
    """Return the answers a holder may get: the page, or where it leads, or what is wrong with an empty form."""
    # A sample may lie outside a narrower scope (another street, department or institution): hidden then.
    narrow = role in {Role.STREET_OFFICER, Role.INSTITUTION, Role.DEPARTMENT_OFFICER, Role.SCHOOL}
    hidden = (narrow and address.parameters) or address.name in one_persons()
    return {200, 302, 405, 409, 422} | ({HIDDEN} if hidden else set())


@pytest.mark.django_db
@pytest.mark.parametrize("address", STAFF, ids=[a.name for a in STAFF])
def test_at_home_each_role_gets_what_the_table_says(address: Address, institution: Any) -> None:
    url = url_of(address, district("360102"))
    may = holders(address)
    given = answers(list(ROLES), address, url, institution)
    refused = {role: status for role, status in given.items() if role not in may and status != FORBIDDEN}
    assert not refused, f"not refused: {refused}"
    wrong = {r: status for r, status in given.items() if r in may and status not in expected(r, address)}
    # An administrator or a school holds "signed in" pages but no file of an institution.
    assert not {r: s for r, s in wrong.items() if (address.capability, s) != ("signed in", HIDDEN)}, wrong
    assert ask(Client(), address, url) in {SIGN_IN, FORBIDDEN}, "a stranger got in"


@pytest.mark.django_db
@pytest.mark.parametrize("address", TERRITORIAL, ids=[a.name for a in TERRITORIAL])
def test_what_lies_in_another_territory_is_hidden(address: Address, institution: Any) -> None:
    bound = {Role.DISTRICT_BUREAU, Role.DEPARTMENT_OFFICER, Role.STREET_OFFICER, Role.INSTITUTION}
    roles = [role for role in holders(address) if role in bound]
    given = answers(roles, address, url_of(address, district("360103")), institution)
    assert set(given.values()) <= {HIDDEN}, given


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC, ids=[a.name for a in PUBLIC])
def test_a_public_page_answers_anyone(address: Address) -> None:
    status = ask(Client(), address, url_of(address, district("360102")))
    assert status in {200, 302, 304, 400, 401, 403, 404, 405, 422}, status


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [a for a in STAFF if department_for(a) != Department.FIRE],
    ids=lambda address: address.name,
)
def test_what_one_department_does_is_refused_to_another(address: Address) -> None:
    fire = actor_in(Role.DEPARTMENT_OFFICER, district("360102"), None, Department.FIRE)
    assert ask(sign_in(Client(), fire), address, url_of(address, district("360102"))) == FORBIDDEN
