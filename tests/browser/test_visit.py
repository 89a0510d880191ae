"""Steps 3 and 4: an inspection is opened, recorded on phones, closed; a finding is confirmed and decided on."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from inspections.models import Decision, Finding, JointInspection
from inspections.terms import Group
from tests.browser.words import zh
from tests.factories.inspections import ConfirmedFindingFactory, FindingFactory

pytestmark = pytest.mark.browser

SEEN = "后门安全出口上锁，楼道堆放杂物。"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "安全出口.jpg"
    Image.new("RGB", (640, 480), (160, 120, 60)).save(path)
    return path


def arrive(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def open_inspection(page: Page, institution, axe, shot) -> None:
    page.goto("/desk/inspections/new/")
    axe(page)
    page.get_by_role("searchbox").fill("东方")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=institution.name).click()
    page.get_by_label(zh("Purpose")).fill("开学前安全检查")
    page.get_by_label("消防").first.check()
    for name in ("李东湖", "赵消防"):
        page.get_by_label(name).check()
    axe(page)
    shot(page, "inspection-open")
    page.get_by_role("button", name=zh("Open the inspection")).click()
    arrive(page, institution.name)
    axe(page)


def record(page: Page, inspection: JointInspection, *, wrong: str = "", photo: Path | None = None) -> None:
    """Answer every item; the first one as not met where there is something to say of it."""
    page.goto(inspection.get_absolute_url())
    page.get_by_role("link", name=re.compile(zh("Record"))).first.click()
    items = page.locator("form.part .item")
    items.first.wait_for()
    for place in range(items.count()):
        answer = "not met" if wrong and place == 0 else "met"
        items.nth(place).get_by_text(zh(answer), exact=True).click()
    if wrong:
        items.first.get_by_label(zh("What was seen")).fill(wrong)
    if photo:
        page.get_by_label(zh("Photos and files")).set_input_files(photo)
    page.get_by_label(zh("Name of the person on site")).fill("胡店长")
    page.get_by_label(zh("Role there")).fill("负责人")
    page.get_by_label(zh("What the person said")).fill("情况属实，马上清理。")


def submit(page: Page) -> None:
    page.get_by_role("button", name=zh("Submit my part")).click()
    expect(page.get_by_text(zh("Your part is submitted."))).to_be_visible()


def approve(page: Page, inspection: JointInspection, axe) -> None:
    """A colleague approves what the first officer opened."""
    page.goto(inspection.get_absolute_url())
    axe(page)
    page.get_by_role("button", name=zh("Approve"), exact=True).click()
    expect(page.get_by_text(zh("Approved, and announced to the institution."))).to_be_visible()


def stand_at_the_door(phone: Page, inspection: JointInspection, axe, shot) -> None:
    """The phone shows the visit's code, and takes the institution's."""
    phone.goto(inspection.get_absolute_url())
    phone.get_by_role("link", name=zh("At the door")).click()
    expect(phone.get_by_text(inspection.visit_code, exact=True)).to_be_visible()
    axe(phone)
    shot(phone, "visit-door", full=False)
    phone.get_by_label(zh("Code of the institution")).fill(inspection.institution.code)
    phone.get_by_role("button", name=zh("We are at the door")).click()
    expect(phone.get_by_text(zh("Noted: you are at the door."))).to_be_visible()


def test_a_visit_is_opened_recorded_on_phones_and_closed(
    page_for, officer_a, officer_a2, fire_a, institution, photo, axe, shot
):
    desk = page_for(officer_a, 1280)
    open_inspection(desk, institution, axe, shot)
    inspection = JointInspection.objects.get()
    approve(page_for(officer_a2, 1280), inspection, axe)

    phone = page_for(fire_a, 390)
    phone.goto("/desk/")
    axe(phone)
    stand_at_the_door(phone, inspection, axe, shot)
    record(phone, inspection, wrong=SEEN, photo=photo)
    axe(phone)
    phone.evaluate("window.scrollTo(0, 0)")
    shot(phone, "visit-phone", full=False)
    submit(phone)
    axe(phone)

    record(desk, inspection)
    submit(desk)
    desk.get_by_text(zh("Close the visit")).first.click()
    desk.get_by_role("button", name=zh("Close the visit")).last.click()
    expect(desk.get_by_text(zh("The visit is closed."))).to_be_visible()
    axe(desk)
    shot(desk, "inspection-closed")
    finding = Finding.objects.get()
    assert finding.text == SEEN
    assert finding.visit_part.department == "fire"


def test_a_finding_is_confirmed_and_decided_as_the_rule_proposes(page_for, officer_a, institution, axe, shot):
    text = "寒假班提前讲授下学期数学内容，并布置应试练习。"
    finding = FindingFactory(institution=institution, group=Group.SYLLABUS, text=text)
    page = page_for(officer_a, 1280)
    page.goto("/desk/findings/")
    axe(page)
    page.goto(finding.get_absolute_url())
    axe(page)
    page.get_by_role("button", name=zh("Confirm the finding")).click()
    expect(page.get_by_text(zh("Confirmed: it counts from now on."))).to_be_visible()
    axe(page)
    shot(page, "decision")
    page.get_by_role("button", name=zh("Record the decision")).click()
    expect(page.get_by_role("status").first).to_be_visible()
    axe(page)
    decision = Decision.objects.get()
    assert not decision.departs
    assert decision.measures == ["interview", "rectify_at_once"]
    assert decision.clause == "P4"


def test_a_departure_without_a_reason_is_refused_beside_the_field_and_keeps_what_was_chosen(
    page_for, officer_a, institution, axe, shot
):
    finding = ConfirmedFindingFactory(institution=institution)
    page = page_for(officer_a, 390)
    page.goto(finding.get_absolute_url())
    page.get_by_label(zh("interview with the organiser"), exact=True).check()
    page.get_by_role("button", name=zh("Record the decision")).click()
    expect(page.locator(".wrong").first).to_be_visible()
    axe(page)
    shot(page, "decision-refused")
    expect(page.get_by_label(zh("interview with the organiser"), exact=True)).to_be_checked()
    page.locator("form[action$='/decide/'] [name=reason]").fill("当事人主动退费。")
    page.get_by_role("button", name=zh("Record the decision")).click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert Decision.objects.get().departs
