"""Signing in as officers do it: a wrong password, the right one, the second step, and out again."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASSWORD = "pass-for-tests-1"


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def sign_out(page: Page) -> None:
    page.get_by_text("账号", exact=True).first.click()
    page.get_by_role("button", name="退出登录").click()


def code(secret: str, *, later: int = 0) -> str:
    """The digits of the authenticator, now or some periods later: each holds only once."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.mark.parametrize("width", [390, 1280])
def test_an_officer_signs_in_sees_what_is_due_and_signs_out(page_for, officer_a, shot, axe, width):
    page = page_for(None, width)
    page.goto("/accounts/login/")
    axe(page)
    shot(page, f"login-{width}")
    sign_in(page, officer_a.user.username, "wrong-password")
    expect(page.get_by_role("alert")).to_contain_text("密码")
    axe(page)
    sign_in(page, officer_a.user.username)
    page.wait_for_url("**/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    expect(page.get_by_role("banner")).to_contain_text("东湖区")
    axe(page)
    shot(page, f"desk-{width}")
    sign_out(page)
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")


def test_the_city_sets_up_a_second_factor_and_needs_it_from_then_on(page_for, city, shot, axe):
    page = page_for(None, 1280)
    sign_in(page, city.user.username)
    expect(page.get_by_role("heading", level=1)).to_contain_text("确认是您本人")
    axe(page)
    page.get_by_label("密码").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("绑定动态口令")
    axe(page)
    shot(page, "second-factor")
    secret = page.locator("dd code").inner_text()
    page.locator("input[name=code]").fill(code(secret))
    page.get_by_role("button", name="绑定").click()
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    sign_out(page)
    sign_in(page, city.user.username)
    expect(page.get_by_role("heading", level=1)).to_have_text("动态口令")
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("动态口令")
    axe(page)
    page.locator("input[name=code]").fill(code(secret, later=1))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
