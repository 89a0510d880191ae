"""Signing in, as an officer does it: a wrong password, the right one, and out again."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_an_officer_signs_in_and_out(page_for, officer_a, shot, axe, width):
    page = page_for(None, width)
    page.goto("/accounts/login/")
    axe(page)
    shot(page, f"login-{width}")
    page.get_by_label("用户名").fill(officer_a.user.username)
    page.get_by_label("密码").fill("wrong-password")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("密码")
    axe(page)
    page.get_by_label("密码").fill("pass-for-tests-1")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/")
    expect(page.locator("body")).to_contain_text("李东湖")
    axe(page)
    shot(page, f"desk-{width}")
