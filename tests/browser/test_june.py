"""Steps 5 and 6: June opens the lists, the city reviews and they go out; the public searches, opens, downloads, checks."""

from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from publicity.models import ListProposal, Publication
from tests.browser.words import zh
from tests.factories.publicity import BlackFactory, licensed, published

pytestmark = pytest.mark.browser

NAME = "南昌市东湖区东方新苗培训学校"
BAD = "南昌市东湖区飞跃应试培训部"
JUNE, NOTICE_OVER = date(2026, 6, 1), date(2026, 6, 10)


def work(day: date) -> None:
    call_command("run_due_work", "--date", day.isoformat(), stdout=None)


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("Find an institution"))


def review(page: Page, axe, shot) -> None:
    """The city accepts what needs no look in one go, and the rest one by one."""
    page.goto("/desk/lists/")
    axe(page)
    shot(page, "list-review")
    page.get_by_role("button", name=zh("Accept all shown that need no look")).click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.get_by_role("link", name=BAD).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(BAD)
    axe(page)
    page.get_by_role("button", name=zh("Accept the proposal")).click()
    expect(page.get_by_text(zh("Accepted. It goes out with the next publication."))).to_be_visible()
    axe(page)


def test_june_opens_the_city_reviews_and_the_public_finds_it(page_for, city, district_a, axe, shot):
    good = licensed(district_a, NAME)
    BlackFactory(institution=licensed(district_a, BAD))
    work(JUNE)
    assert ListProposal.objects.filter(institution=good, kind="white").exists()
    desk = page_for(city, 1280)
    review(desk, axe, shot)
    desk.goto("/desk/publications/?year=2026")
    axe(desk)
    work(NOTICE_OVER)
    assert Publication.objects.public().get(district=district_a, year=2026).size == 2

    reader = page_for(None, 1280)
    reader.goto("/")
    axe(reader)
    search(reader, "新苗")
    axe(reader)
    shot(reader, "public-search")
    reader.get_by_role("link", name=NAME).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(NAME)
    axe(reader)
    shot(reader, "public-institution")


def test_a_publication_is_read_downloaded_and_checked(page_for, district_a, axe, shot, tmp_path):
    publication = published(district_a, licensed(district_a, NAME), black=(licensed(district_a, BAD),))
    page = page_for(None, 1280)
    page.goto("/publications/")
    axe(page)
    page.goto(publication.get_absolute_url())
    axe(page)
    shot(page, "publication")
    with page.expect_download() as download:
        page.locator("a[href$='.csv']").first.click()
    saved = tmp_path / "list.csv"
    download.value.save_as(saved)
    assert NAME in saved.read_text(encoding="utf-8-sig")
    page.get_by_role("link", name=zh("Check it"), exact=True).click()
    page.wait_for_url("**/verify/")
    axe(page)
    shot(page, "verify")


@pytest.mark.parametrize(
    ("words", "chosen"), [("新苗", ""), ("飞跃", "black"), ("东方", "white")], ids=["all", "black", "white"]
)
def test_the_public_narrows_its_search_on_a_phone(page_for, district_a, axe, shot, words, chosen):
    published(district_a, licensed(district_a, NAME), black=(licensed(district_a, BAD),))
    page = page_for(None, 390)
    search(page, words)
    if chosen:
        page.locator("select[name=list]").select_option(chosen)
        page.locator("select[name=district]").select_option("360102")
        page.get_by_role("button", name=zh("Search")).last.click()
    found = BAD if words in BAD else NAME
    expect(page.get_by_role("link", name=found)).to_be_visible()
    assert page.locator("tbody tr").count() == 1
    axe(page)
    shot(page, f"public-search-{chosen or 'all'}-390")
