"""Signing in, the second factor and the lock-out stand in the portal's own pages."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from portal.ui import sign_in

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


RIGHT = "pass-for-tests-1"


def enter(client: Client, username: str, password: str = RIGHT):
    return client.post(LOGIN, {"login": username, "password": password})


def test_the_demonstration_shows_its_accounts_and_a_bureau_never_does(client, settings):
    settings.DEMO = True
    assert "演示账号" in client.get(LOGIN).content.decode()
    settings.DEMO = False
    assert sign_in.demonstration() is None
    assert "演示账号" not in client.get(LOGIN).content.decode()


def test_an_officer_signs_in_and_lands_on_the_workbench(client, officer_a):
    assert enter(client, "officer_a")["Location"] == "/desk/"


def test_a_wrong_password_is_explained_above_the_form(client, officer_a):
    page = enter(client, "officer_a", "wrong").content.decode()
    assert 'role="alert"' in page
    assert 'value="officer_a"' in page


def test_after_five_failures_the_lock_is_explained(client, officer_a):
    for _ in range(4):
        enter(client, "officer_a", "wrong")
    locked = enter(client, "officer_a", "wrong")
    assert locked.status_code == 429
    assert "15 分钟" in locked.content.decode()
    assert enter(client, "officer_a").status_code == 429


def test_the_lock_holds_against_the_right_password_and_other_spellings_of_the_name(
    client, officer_a, officer_b
):
    for name in ("officer_a", "OFFICER_A", "Officer_a", "officer_A", "OFFICER_a"):
        enter(client, name, "wrong")
    assert enter(client, "officer_a").status_code == 429
    assert enter(client, "officer_b").status_code == 302  # nobody else is locked out


def test_a_city_account_sets_up_its_second_factor_and_keeps_the_recovery_codes(client, city):
    enter(client, "city")
    asked = client.get("/desk/", follow=True)
    assert "请再次输入密码" in asked.content.decode()
    again = asked.redirect_chain[-1][0]
    page = client.post(again, {"password": RIGHT, "next": "/accounts/2fa/totp/activate/"}, follow=True)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    assert done.status_code == 200
    assert "恢复码" in done.content.decode()
    assert client.get("/desk/").status_code == 200


def test_signing_in_with_a_second_factor_asks_for_its_digits(client, city):
    secret = generate_totp_secret()
    TOTP.activate(city.user, secret)
    asked = enter(client, "city")
    assert asked["Location"].startswith("/accounts/2fa/authenticate/")
    wrong = client.post(asked["Location"], {"code": "000000"})
    assert 'role="alert"' in wrong.content.decode()
    assert client.post(asked["Location"], {"code": code_of(secret)})["Location"] == "/desk/"
    assert Authenticator.objects.filter(user=city.user).exists()


def test_nobody_guesses_the_second_factor(client, city):
    secret = generate_totp_secret()
    TOTP.activate(city.user, secret)
    asked = enter(client, "city")["Location"]
    for _ in range(10):
        client.post(asked, {"code": "000000"})
    refused = client.post(asked, {"code": code_of(secret)})
    assert refused.status_code == 200
    assert 'role="alert"' in refused.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/logout/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/generate/",
    ],
)
def test_the_pages_of_an_account_stand_in_our_frame(client_as, city, address):
    client = client_as(city)
    client.cookies["django_language"] = "zh-hans"
    page = client.get(address, follow=True).content.decode()
    assert "南昌市校外培训机构监管平台" in page
    assert "Menu:" not in page
