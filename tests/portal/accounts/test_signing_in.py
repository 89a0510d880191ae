"""Signing in: lock-out, the second factor, the role acted in."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.regions.models import District

LOGIN = "/accounts/login/"
PASSWORD = "pass-for-tests-1"


def sign_in(client: Client, username: str, password: str = PASSWORD) -> int:
    return client.post(LOGIN, {"login": username, "password": password}).status_code


def test_an_officer_signs_in_and_lands_on_the_workbench(officer_a: Actor, client: Client) -> None:
    answer = client.post(LOGIN, {"login": "officer_a", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/desk/"
    assert answer.status_code == 200


def test_five_wrong_passwords_lock_the_door_even_for_the_right_one(officer_a: Actor, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "officer_a", "wrong")
    assert sign_in(client, "officer_a") == 429
    assert client.get("/desk/").status_code == 302


def test_a_disabled_person_cannot_sign_in(officer_a: Actor, client: Client) -> None:
    officer_a.user.is_active = False
    officer_a.user.save()
    sign_in(client, "officer_a")
    assert client.get("/desk/").status_code == 302


def test_a_city_account_without_a_second_factor_is_led_to_set_one_up(city: Actor, client: Client) -> None:
    client.force_login(city.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/desk/")
    assert (answer.status_code, answer.url) == (302, "/accounts/2fa/totp/activate/")


def test_a_city_account_is_asked_for_its_code(city: Actor, client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(city.user, secret)
    assert sign_in(client, "city") == 302
    assert client.get("/desk/").status_code == 302
    code = str(hotp_value(secret, next(yield_hotp_counters_from_time()))).zfill(6)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/desk/").status_code == 200


def test_the_totp_secret_lies_encrypted_in_the_database(city: Actor) -> None:
    secret = generate_totp_secret()
    TOTP.activate(city.user, secret)
    stored = Authenticator.objects.values_list("data", flat=True)
    assert secret not in str(list(stored))


def test_a_person_with_two_roles_chooses_the_one_to_act_in(
    officer_a: Actor, district_b: District, client: Client
) -> None:
    other = Membership.objects.create(
        user=officer_a.user, role=Role.DISTRICT_BUREAU, district=district_b, since=date(2020, 1, 1)
    )
    client.force_login(officer_a.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "东湖区" in client.get("/desk/").context["actor"].label
    client.post("/desk/role/", {"membership": other.pk})
    assert "西湖区" in client.get("/desk/").context["actor"].label


@pytest.mark.parametrize("chosen", ["", "abc", "999999"])
def test_a_role_that_is_not_ones_own_cannot_be_chosen(officer_a: Actor, client: Client, chosen: str) -> None:
    client.force_login(officer_a.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/desk/role/", {"membership": chosen}).status_code == 404


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    answer = client.post("/accounts/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code in {200, 403}
    from portal.accounts.models import User

    assert not User.objects.exists()
