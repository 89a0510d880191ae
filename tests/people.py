"""A small fixed cast, used everywhere: officers of two districts, departments, an institution, a citizen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from portal.accounts.actors import Actor
from portal.accounts.models import Membership, User
from portal.accounts.roles import Department, Role
from portal.regions.models import District

TODAY = date(2026, 3, 18)  # a Wednesday, far from any holiday
SINCE = date(2020, 1, 1)


def district(code: str) -> District:
    """Return a district by its six-digit code or its slug."""
    return District.objects.get(slug=code)


def person(username: str, name: str, role: str, **membership: Any) -> Actor:
    """Make a person in one role and return them as an actor."""
    certified = membership.get("department") not in {None, "", Department.STREET}
    user = User.objects.create_user(
        username=username,
        name=name,
        password="pass-for-tests-1",
        enforcement_certificate=f"赣A-{username}" if certified else "",
    )
    made = Membership.objects.create(user=user, role=role, since=SINCE, **membership)
    return Actor.of(Membership.objects.for_acting().get(pk=made.pk))


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def district_a(db: None) -> District:
    return district("360102")


@pytest.fixture
def district_b(db: None) -> District:
    return district("360103")


@pytest.fixture
def city(db: None) -> Actor:
    return person("city", "陈市长", Role.CITY_BUREAU, department=Department.EDUCATION)


@pytest.fixture
def supervisor(db: None) -> Actor:
    return person("supervisor", "督查员", Role.SUPERVISION_TEAM)


@pytest.fixture
def officer_a(district_a: District) -> Actor:
    return person(
        "officer_a", "李东湖", Role.DISTRICT_BUREAU, district=district_a, department=Department.EDUCATION
    )


@pytest.fixture
def officer_a2(district_a: District) -> Actor:
    return person(
        "officer_a2", "刘东湖", Role.DISTRICT_BUREAU, district=district_a, department=Department.EDUCATION
    )


@pytest.fixture
def officer_b(district_b: District) -> Actor:
    return person(
        "officer_b", "王西湖", Role.DISTRICT_BUREAU, district=district_b, department=Department.EDUCATION
    )


@pytest.fixture
def fire_a(district_a: District) -> Actor:
    return person(
        "fire_a", "赵消防", Role.DEPARTMENT_OFFICER, district=district_a, department=Department.FIRE
    )


@pytest.fixture
def market_a(district_a: District) -> Actor:
    return person(
        "market_a", "周市监", Role.DEPARTMENT_OFFICER, district=district_a, department=Department.MARKET
    )


@pytest.fixture
def street_a(district_a: District) -> Actor:
    street = district_a.streets.order_by("pk").first()
    return person("street_a", "孙街道", Role.STREET_OFFICER, district=district_a, street=street)


@pytest.fixture
def auditor(db: None) -> Actor:
    return person("auditor", "吴审计", Role.AUDITOR)


@pytest.fixture
def administrator(db: None) -> Actor:
    return person("administrator", "郑管理", Role.ADMINISTRATOR)


@pytest.fixture
def institution(district_a: District) -> Any:
    from tests.factories.institutions import InstitutionFactory

    return InstitutionFactory(district=district_a, name="南昌市东湖区东方新苗培训学校")


@pytest.fixture
def institution_b(district_b: District) -> Any:
    from tests.factories.institutions import InstitutionFactory

    return InstitutionFactory(district=district_b, name="南昌市西湖区博雅艺术培训中心")


@pytest.fixture
def institution_user(institution: Any) -> Actor:
    return person("institution_user", "钱校长", Role.INSTITUTION, institution=institution)


def sign_in(client: Client, actor: Actor) -> Client:
    """Sign `client` in as `actor`, with the second factor set up where the role needs it."""
    assert actor.user is not None
    assert actor.membership is not None
    if actor.needs_second_factor:
        kind = Authenticator.Type.TOTP
        Authenticator.objects.get_or_create(user=actor.user, type=kind, defaults={"data": {"secret": "x"}})
    client.force_login(actor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["membership"] = actor.membership.pk
    session.save()
    return client


@pytest.fixture
def client_as() -> Callable[[Actor], Client]:
    return lambda actor: sign_in(Client(), actor)
