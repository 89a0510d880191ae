"""Who reads otherwise: without JavaScript, in English, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.words import zh
from tests.factories.publicity import licensed, published

pytestmark = pytest.mark.browser

NAME = "南昌市东湖区东方新苗培训学校"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_search_complaint_and_sign_in_work_without_javascript(page_for, officer_a, district_a):
    published(district_a, licensed(district_a, NAME))
    page = page_for(None, 390, scripts=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("新苗")
    page.get_by_role("button", name=zh("Search")).first.click()
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name=zh("Complain about it")).click()
    page.get_by_label(zh("It takes too much money, or takes it too far ahead")).check()
    page.get_by_role("button", name=zh("Continue"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("Where and when?"))
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(officer_a.user.username)
    page.locator("input[name=password]").fill("pass-for-tests-1")
    page.get_by_role("button", name=zh("Sign in")).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")


@pytest.mark.parametrize("address", ["/", "/institutions/", "/complaints/new/", "/accounts/login/"])
def test_a_reader_of_english_meets_english(page_for, address, axe):
    page = page_for(None, 1280, language="en")
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "en"
    assert not CHINESE.search(page.get_by_role("heading", level=1).first.inner_text())
    for button in page.locator("main button").all_inner_texts():
        assert not CHINESE.search(button)
    axe(page)


def test_the_keyboard_alone_reaches_the_search_and_finds(page_for, district_a):
    published(district_a, licensed(district_a, NAME))
    page = page_for(None, 1280)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(zh("Skip to the content"))
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("type") == "search":
            break
    page.keyboard.type("东方")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
