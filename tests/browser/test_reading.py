"""Reading a page as people do who see little, use no mouse, or have a small phone (N6)."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WIDTHS = [390, 1280]


def sideways(page) -> int:
    """How far the page can be pushed sideways; 0 where everything fits."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def unfold(page, width: int):
    """The part of the header that holds the preferences; on a phone it is folded away."""
    if width < 600:
        page.locator("details.fold > summary").click()
        return page.locator("details.fold")
    return page.locator(".top .wide")


@pytest.mark.parametrize("width", WIDTHS)
def test_large_type_and_high_contrast_keep_the_page_whole(page_for, shot, axe, width):
    page = page_for(None, width)
    page.goto("/regulation/")
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    for wish in ("大字版", "高对比度"):
        unfold(page, width).get_by_role("button", name=wish).click()
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert after >= (18 if width < 600 else 24)
    assert after > before
    assert sideways(page) == 0
    pressed = unfold(page, width).get_by_role("button", pressed=True)
    expect(pressed).to_have_count(2)
    axe(page)
    shot(page, f"large-contrast-{width}")
    pressed.first.click()
    assert page.evaluate("document.documentElement.dataset.type") is None


def test_english_is_one_button_away_and_so_is_the_way_back(page_for):
    page = page_for(None, 1280)
    page.goto("/regulation/#P4")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_keyboard_reaches_the_content_first_and_always_shows_where_it_is(page_for, officer_a):
    page = page_for(officer_a, 1280)
    page.goto("/desk/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_account_opens_with_the_keyboard_and_closes_on_escape(page_for, officer_a, axe, width):
    page = page_for(officer_a, width)
    page.goto("/desk/")
    opener = page.locator("details.drop > summary")
    opener.focus()
    page.keyboard.press("Enter")
    leave = page.get_by_role("button", name="退出登录")
    expect(leave).to_be_in_viewport()
    axe(page)
    page.keyboard.press("Escape")
    expect(leave).to_be_hidden()
    expect(opener).to_be_focused()


def test_on_a_phone_the_menu_folds_and_leads_on(page_for, shot):
    page = page_for(None, 390)
    page.goto("/regulation/")
    menu = page.locator("details.fold nav")
    expect(menu).to_be_hidden()
    page.locator("details.fold > summary").click()
    shot(page, "menu-390")
    menu.get_by_role("link", name="我要投诉").click()
    page.wait_for_url("**/complaints/new/**")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_accessible_in_both_dresses(page_for, settings, shot, axe, width):
    settings.DEBUG = True
    page = page_for(None, width)
    page.goto("/ui/")
    assert sideways(page) == 0
    axe(page)
    shot(page, f"components-{width}")
    unfold(page, width).get_by_role("button", name="高对比度").click()
    axe(page)


def test_a_question_asked_once_more_takes_the_focus_and_no_leads_back(page_for, settings):
    settings.DEBUG = True
    page = page_for(None, 390)
    page.goto("/ui/")
    part = page.locator("details.confirm").first
    part.locator("summary").click()
    expect(part.locator("[data-question]")).to_be_focused()
    part.get_by_role("link", name="不，返回").click()
    expect(part.locator("[data-question]")).to_be_hidden()
    expect(part.locator("summary")).to_be_focused()
