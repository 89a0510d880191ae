"""Step 6, second half: a citizen complains on a phone, the district handles it, the citizen reads the answer."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from complaints.models import Complaint
from tests.browser.words import zh

pytestmark = pytest.mark.browser

NAME, PHONE = "孙小梅", "13807910000"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "招牌.jpg"
    Image.new("RGB", (640, 480), (200, 40, 40)).save(path)
    return path


def go_on(page: Page, question: str) -> None:
    """Continue, and arrive at the next question."""
    page.get_by_role("button", name=zh("Continue"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh(question))


def fill_in(page: Page, photo: Path, axe, shot) -> None:
    """One question a page, from what happened to who may see it."""
    page.goto("/complaints/new/")
    axe(page)
    page.get_by_label(zh("It takes too much money, or takes it too far ahead")).check()
    shot(page, "complaint")
    go_on(page, "Which institution is it?")
    page.get_by_role("searchbox").fill("新苗")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="东方新苗").check()
    axe(page)
    go_on(page, "Where and when?")
    page.get_by_label(zh("When did it happen?")).fill("每周六晚上")
    go_on(page, "What exactly happened?")
    page.get_by_label(zh("Tell us in your own words")).fill("一次收了两年的学费，不肯开收据。")
    axe(page)
    go_on(page, "Do you have photos?")
    page.get_by_label(zh("Photos or other files")).set_input_files(photo)
    go_on(page, "Do you want to give your name?")
    page.get_by_label(zh("I give my name and number")).check()
    page.locator("input[name=name]").fill(NAME)
    page.get_by_label(zh("Telephone number")).fill(PHONE)
    axe(page)
    go_on(page, "How shall we tell you?")
    page.get_by_role("radio").first.check()
    go_on(page, "Who will see what")
    page.get_by_label(zh("I have read who will see what, and I agree")).check()
    axe(page)
    go_on(page, "Is everything right?")


def send(page: Page, axe, shot) -> tuple[str, str]:
    """From the summary to the number and the secret."""
    expect(page.get_by_role("main")).to_contain_text("一次收了两年的学费")
    axe(page)
    shot(page, "complaint-summary")
    page.get_by_role("button", name=zh("Send the complaint")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("Your complaint was sent"))
    axe(page)
    shot(page, "complaint-receipt")
    number, secret = page.locator(".paper dd").all_inner_texts()
    page.get_by_role("button", name=zh("I have kept both")).click()
    return number, secret


def follow(page: Page, number: str, secret: str) -> None:
    page.goto("/complaints/track/")
    page.get_by_label(zh("Complaint number"), exact=True).fill(number)
    page.get_by_label(zh("Complaint secret"), exact=True).fill(secret)
    page.get_by_role("button", name=zh("Show how far it is")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(number)


def handle(page: Page, number: str, axe, shot) -> None:
    """The district takes it on and answers."""
    page.goto("/desk/complaints/")
    axe(page)
    shot(page, "complaints-queue")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    axe(page)
    expect(page.get_by_role("main")).not_to_contain_text(NAME)
    page.get_by_role("button", name=zh("Accept"), exact=True).click()
    expect(page.get_by_text(zh("Accepted."))).to_be_visible()
    panel = page.locator("#act-answer")
    panel.locator("select").first.select_option(index=1)
    panel.get_by_label(zh("The answer that the person will read")).fill("已责令退还多收的学费。")
    shot(page, "complaint-desk")
    panel.get_by_role("button", name=zh("Send the answer")).click()
    expect(page.get_by_text(zh("Answered."))).to_be_visible()
    axe(page)


def test_a_citizen_complains_on_a_phone_and_reads_the_answer(
    page_for, officer_a, institution, photo, axe, shot
):
    citizen = page_for(None, 390)
    fill_in(citizen, photo, axe, shot)
    number, secret = send(citizen, axe, shot)
    follow(citizen, number, secret)
    axe(citizen)
    handle(page_for(officer_a, 1280), number, axe, shot)
    citizen.reload()
    expect(citizen.get_by_role("main")).to_contain_text("已责令退还多收的学费。")
    axe(citizen)
    shot(citizen, "complaint-followed")


def test_who_complained_is_opened_only_where_a_colleague_agrees(
    page_for, officer_a, officer_a2, institution, photo, axe, shot
):
    citizen = page_for(None, 390)
    fill_in(citizen, photo, axe, shot)
    number, _secret = send(citizen, axe, shot)
    officer = page_for(officer_a, 1280)
    complaint = Complaint.objects.get(number=number)
    officer.goto(f"/desk/complaints/{complaint.pk}/")
    officer.get_by_role("button", name=zh("Accept"), exact=True).click()
    officer.get_by_role("link", name=zh("look it up")).click()
    expect(officer.get_by_role("heading", level=1)).to_have_text(zh("Who complained"))
    expect(officer.get_by_role("main")).not_to_contain_text(PHONE)
    axe(officer)
    officer.get_by_label(zh("What do you need it for?")).fill("核实收费时间")
    officer.locator("main form button[type=submit]").click()
    expect(officer.get_by_role("main")).not_to_contain_text(PHONE)
    colleague = page_for(officer_a2, 1280)
    colleague.goto("/desk/")
    colleague.get_by_role("link", name=re.compile(number)).first.click()
    axe(colleague)
    colleague.get_by_role("button", name=zh("I agree"), exact=True).click()
    officer.goto(f"/desk/complaints/{complaint.pk}/identity/")
    axe(officer)
    officer.get_by_role("button", name=zh("Show name and number")).click()
    expect(officer.get_by_role("main")).to_contain_text(PHONE)
    axe(officer)


def test_a_wrong_secret_tells_nothing(page_for, axe):
    page = page_for(None, 390)
    page.goto("/complaints/track/")
    axe(page)
    page.get_by_label(zh("Complaint number"), exact=True).fill("2026-000001")
    page.get_by_label(zh("Complaint secret"), exact=True).fill("0000-0000-0000")
    page.get_by_role("button", name=zh("Show how far it is")).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("Follow a complaint"))
    axe(page)


def test_the_whole_filing_fits_a_phone_in_large_type(page_for, institution, photo, axe):
    page = page_for(None, 390)
    page.goto("/complaints/new/")
    page.locator(".fold > summary").click()
    with page.expect_navigation():
        page.locator(".fold").get_by_role("button", name=zh("Large type")).click()
    expect(page.locator("html")).to_have_attribute("data-type", "large")

    def whole(page: Page) -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    fill_in(page, photo, whole, lambda *_given: None)
    whole(page)
    number, _secret = send(page, whole, lambda *_given: None)
    assert Complaint.objects.get(number=number).named
