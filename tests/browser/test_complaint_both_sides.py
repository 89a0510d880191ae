"""The whole way of a complaint from both sides: a call, two of one matter, a question, urging, other departments, rating."""

import re

import pytest
from playwright.sync_api import Page, expect

from complaints.models import Complaint, JointRequest
from complaints.terms import Kind
from tests.browser.words import zh
from tests.factories.complaints import SECRET, ComplaintFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def complaint(institution) -> Complaint:
    return ComplaintFactory(
        institution=institution,
        district=institution.district,
        kind=Kind.FEES,
        description="收了一年学费不退。",
    )


def follow(page: Page, complaint: Complaint) -> None:
    page.goto("/complaints/track/")
    page.get_by_label(zh("Complaint number"), exact=True).fill(complaint.number)
    page.get_by_label(zh("Complaint secret"), exact=True).fill(SECRET)
    page.get_by_role("button", name=zh("Show how far it is")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(complaint.number)


def act(page: Page, name: str) -> object:
    """Unfold one act of the complaint's page."""
    panel = page.locator(f"#act-{name}")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    return panel


def send(page: Page, name: str, submit: str, said: str) -> None:
    """Say something in an act with one text field, and arrive at the complaint again."""
    panel = act(page, name)
    panel.locator("textarea").fill(said)
    with page.expect_navigation():
        panel.get_by_role("button", name=zh(submit), exact=True).click()


def answer(page: Page, said: str) -> None:
    panel = act(page, "answer")
    if panel.locator("select").count():
        panel.locator("select").first.select_option(index=1)
    panel.locator("textarea").fill(said)
    with page.expect_navigation():
        panel.get_by_role("button", name=zh("Send the answer")).click()


@pytest.mark.clause("M8")
@pytest.mark.clause("S13")
def test_question_urging_departments_answer_and_a_second_round_from_both_sides(
    page_for, officer_a, fire_a, city, complaint, axe, shot
):
    url = complaint.get_absolute_url()
    desk, citizen = page_for(officer_a, 1280), page_for(None, 390)
    desk.goto(url)
    desk.get_by_role("button", name=zh("Accept"), exact=True).click()
    expect(desk.get_by_text(zh("Accepted."))).to_be_visible()

    send(desk, "ask_person", "Send the question", "请补充付款凭证。")
    axe(desk)
    follow(citizen, complaint)
    expect(citizen.get_by_role("heading", name=zh("We need something more from you"))).to_be_visible()
    expect(citizen.get_by_text("请补充付款凭证。")).to_be_visible()
    axe(citizen)
    shot(citizen, "complaint-asked")
    citizen.locator("textarea[name=text]").last.fill("附上转账记录，六月三日付款。")
    citizen.get_by_role("button", name=zh("Add it"), exact=True).click()
    expect(citizen.get_by_role("heading", name=zh("We need something more from you"))).to_have_count(0)

    top = page_for(city, 1280)
    top.goto(url)
    send(top, "urge", "Urge", "请于本周五前答复群众。")
    axe(top)
    desk.goto("/desk/inbox/")
    expect(desk.get_by_role("main")).to_contain_text(complaint.number)
    axe(desk)
    shot(desk, "inbox")
    desk.get_by_role("button", name=re.compile("打开")).first.click()
    expect(desk).to_have_url(re.compile(re.escape(url)))
    expect(desk.get_by_text("附上转账记录，六月三日付款。")).to_be_visible()
    send(desk, "reply", "Reply", "周四前办结。")

    panel = act(desk, "joint")
    panel.get_by_label("消防", exact=False).first.check()
    panel.locator("textarea").fill("请核查该机构疏散通道。")
    with desk.expect_navigation():
        panel.get_by_role("button", name=zh("Ask them")).click()
    axe(desk)
    fire = page_for(fire_a, 390)
    fire.goto(JointRequest.objects.get().get_absolute_url())
    expect(fire.get_by_role("main")).not_to_contain_text("收了一年学费不退。")
    axe(fire)
    fire.get_by_label(zh("What the department found or did")).fill("通道畅通。")
    fire.get_by_role("button", name=zh("Say your department's part")).click()
    expect(fire.get_by_text("通道畅通。").first).to_be_visible()

    desk.goto(url)
    expect(desk.get_by_text("通道畅通。").first).to_be_visible()
    answer(desk, "经查多收学费属实，已责令退还。")
    citizen.reload()
    expect(citizen.get_by_text("经查多收学费属实，已责令退还。").first).to_be_visible()
    citizen.get_by_role("radio", name=zh("It is not settled")).check()
    citizen.locator("#rate_text").fill("钱还没有退。")
    citizen.get_by_role("button", name=zh("Send"), exact=True).click()
    expect(citizen.get_by_text(zh("Your complaint is looked into again"))).to_be_visible()
    axe(citizen)

    desk.goto(url)
    expect(desk.get_by_text("钱还没有退。").first).to_be_visible()
    answer(desk, "学费已于今日退还到账。")
    citizen.reload()
    citizen.get_by_role("radio", name=zh("It is settled"), exact=True).check()
    citizen.get_by_role("button", name=zh("Send"), exact=True).click()
    expect(citizen.get_by_text(zh("The matter is closed"))).to_be_visible()
    axe(citizen)
    desk.goto("/desk/complaints/figures/?by=kind")
    axe(desk)
    shot(desk, "complaint-figures")


def test_two_of_one_matter_are_handled_together_and_both_read_the_answer(
    page_for, officer_a, institution, complaint, axe
):
    second = ComplaintFactory(
        institution=institution, district=institution.district, description="收了一年学费不退。"
    )
    desk = page_for(officer_a, 1280)
    for one in (complaint, second):
        desk.goto(one.get_absolute_url())
        desk.get_by_role("button", name=zh("Accept"), exact=True).click()
        expect(desk.get_by_text(zh("Accepted."))).to_be_visible()
    expect(desk.get_by_role("heading", name=zh("Perhaps the same matter"))).to_be_visible()
    with desk.expect_navigation():
        desk.get_by_role("button", name=zh("Handle together"), exact=True).first.click()
    axe(desk)
    desk.goto(complaint.get_absolute_url())
    expect(desk.get_by_role("link", name=second.number)).to_be_visible()
    answer(desk, "两件一并答复：已退费。")
    for one in (complaint, second):
        citizen = page_for(None, 390)
        follow(citizen, one)
        expect(citizen.get_by_text("两件一并答复：已退费。").first).to_be_visible()
    axe(citizen)


def test_everybody_reads_the_public_figures_on_a_phone(page_for, complaint, axe):
    page = page_for(None, 390)
    page.goto("/complaints/track/")
    page.get_by_role("link", name=zh("How complaints are handled, in figures")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("Complaints in figures"))
    axe(page)
