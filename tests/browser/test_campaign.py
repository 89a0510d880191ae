"""The whole way of a campaign: drawn, approved, recorded by three departments, put right, and shown as done."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from inspections.models import (
    Campaign,
    Decision,
    Draw,
    Finding,
    JointInspection,
    PhoneUpload,
    RectificationOrder,
    VisitPart,
)
from inspections.terms import Topic
from institutions.models import Institution
from portal.accounts.models import User
from portal.accounts.roles import Department, Role
from tests.browser.test_visit_offline import OFFLINE, load
from tests.browser.words import zh
from tests.factories.institutions import InstitutionFactory
from tests.people import person

pytestmark = pytest.mark.browser

TITLE = "暑期校外培训机构安全专项整治"
SEEN = "后门安全出口上锁，楼道堆放杂物。"
TOPICS = (Topic.NO_LICENCE, Topic.FEES, Topic.FOOD, Topic.FIRE)
DEPARTMENTS = (Department.EDUCATION, Department.FIRE, Department.MARKET)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "安全出口.jpg"
    Image.effect_noise((900, 700), 90).convert("RGB").save(path, quality=92)
    return path


@pytest.fixture
def look(axe: Callable[[Page], None], shot: Callable[..., Path]) -> Callable[[Page, str], None]:
    """What a page of the desk looks like at both widths; neither shuts anybody out."""

    def at_both(page: Page, name: str) -> None:
        size = page.viewport_size
        for width, height in ((1280, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            axe(page)
            shot(page, f"{name}-{width}")
        page.set_viewport_size(size)

    return at_both


@pytest.fixture
def schools(district_a: Any, officer_a2: Any) -> list[Institution]:
    """Two institutions to draw from; the colleague who approves is no inspector, so that the three others go."""
    User.objects.filter(pk=officer_a2.user.pk).update(enforcement_certificate="")
    names = ("南昌市东湖区东方新苗培训学校", "南昌市东湖区乐学培训学校")
    return [InstitutionFactory(district=district_a, name=name) for name in names]


def label_of(choice: Any) -> str:
    """The Chinese of a choice."""
    with translation.override("zh-hans"):
        return str(choice.label)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=zh(words), exact=True).click()


def said(page: Page, words: str) -> None:
    expect(page.get_by_text(zh(words)).first).to_be_visible()


def sure(page: Page, words: str) -> None:
    """An act that asks once more: the summary, then the button in it."""
    box = page.locator("details.confirm").filter(has_text=zh(words)).first
    box.locator("summary").click()
    box.get_by_role("button", name=zh(words), exact=True).click()


def tick(page: Page, field: str, labels: Any) -> None:
    box = page.get_by_role("group", name=re.compile(f"^{re.escape(zh(field))}"))
    for label in labels:
        box.get_by_label(label, exact=True).check()


def make_the_campaign(desk: Page, look: Any) -> Campaign:
    desk.goto("/desk/campaigns/")
    desk.get_by_role("link", name=zh("Make a campaign")).first.click()
    desk.get_by_label(zh("title of the campaign")).fill(TITLE)
    desk.get_by_label(zh("purpose of the campaign")).fill("开学前逐一检查证照、收费、食品与消防安全。")
    today = timezone.localdate()
    desk.get_by_label(zh("first day")).fill(today.isoformat())
    desk.get_by_label(zh("last day")).fill((today + timedelta(days=60)).isoformat())
    tick(desk, "Departments", map(label_of, DEPARTMENTS))
    tick(desk, "Topics", [label_of(topic) for topic in (Topic.FIRE,)])
    look(desk, "campaign-new")
    press(desk, "Make a campaign")
    expect(desk.locator("#id_topics_error, [id^=id_topics][id$=error]").first).to_be_visible()
    tick(desk, "Topics", [label_of(topic) for topic in TOPICS])
    press(desk, "Make a campaign")
    said(desk, "The campaign stands as a draft. Choose its targets, then put it under way.")
    press(desk, "Put under way")
    said(desk, "The campaign is under way.")
    look(desk, "campaign-begun")
    return Campaign.objects.get()


def draw_for_it(desk: Page, look: Any) -> Draw:
    desk.goto("/desk/draws/new/")
    desk.get_by_label(zh("Title")).fill("暑期双随机抽查")
    desk.get_by_label(zh("Share of the targets (per cent)")).fill("")
    desk.get_by_label(zh("Number of targets")).fill("1")
    desk.get_by_label(zh("Inspectors for each visit")).fill("3")
    look(desk, "draw-new")
    desk.locator("main form button[type=submit]").last.click()
    said(desk, "The draw is prepared. Look at its pool, then freeze it.")
    look(desk, "draw-prepared")
    sure(desk, "Freeze the pool and seal the seed")
    said(desk, "The pool is frozen; its hash and that of the seed are public.")
    look(desk, "draw-committed")
    sure(desk, "Draw")
    expect(desk.locator(".notice").first).to_contain_text("1")  # not yet: everybody can note the seal first
    Draw.objects.update(committed_at=timezone.now() - timedelta(minutes=5))
    sure(desk, "Draw")
    said(desk, "Drawn. The result stays at the desk until the visits are made.")
    return Draw.objects.get()


def open_the_visit(desk: Page, campaign: Campaign, look: Any) -> JointInspection:
    tick(desk, "Departments", map(label_of, DEPARTMENTS))
    desk.get_by_label(zh("For the campaign")).select_option(label=campaign.title)
    look(desk, "draw-drawn")
    press(desk, "Open the visits")
    expect(desk.get_by_role("status").first).to_be_visible()
    look(desk, "draw-visits-open")
    inspection = JointInspection.objects.get()
    assert inspection.campaign == campaign
    assert inspection.topic_keys == sorted(TOPICS, key=Topic.values.index)
    assert set(inspection.departments) == {"education", "fire", "market"}
    return inspection


def approve(desk: Page, inspection: JointInspection, look: Any) -> None:
    desk.goto(inspection.get_absolute_url())
    look(desk, "visit-to-approve")
    press(desk, "Approve")
    said(desk, "Approved. It comes unannounced.")


def items_of(page: Page) -> Locator:
    items = page.locator("form.part .item")
    items.first.wait_for()
    return items


def answer(page: Page, *, wrong: str = "") -> None:
    items = items_of(page)
    for place in range(items.count()):
        outcome = "not met" if wrong and place == 0 else "met"
        items.nth(place).get_by_text(zh(outcome), exact=True).click()
    if wrong:
        items.first.get_by_label(zh("What was seen")).fill(wrong)
    page.get_by_label(zh("Name of the person on site")).fill("胡店长")
    page.get_by_label(zh("Role there")).fill("负责人")
    page.get_by_label(zh("What the person said")).fill("情况属实，马上清理。")


def sign(page: Page) -> None:
    page.get_by_text(zh("Sign on the screen")).click()
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    edge = pad.bounding_box()
    assert edge is not None
    page.mouse.move(edge["x"] + 30, edge["y"] + 30)
    page.mouse.down()
    page.mouse.move(edge["x"] + 160, edge["y"] + 60, steps=8)
    page.mouse.up()
    press(page, "Keep the signature")


def part_of(inspection: JointInspection, department: str) -> VisitPart:
    return VisitPart.objects.get(visit__joint_inspection=inspection, department=department)


def record_off_line(phone: Page, part: VisitPart, photo: Path, axe: Any, shot: Any) -> None:
    """In the stairwell: everything is typed, photographed and signed without a network, and sent when it is back."""
    load(phone, part)
    axe(phone)
    phone.context.set_offline(True)
    answer(phone, wrong=SEEN)
    phone.get_by_label(zh("Photos and files")).set_input_files(photo)
    expect(phone.locator("[data-held] li")).to_have_count(1)
    sign(phone)
    expect(phone.locator("[data-held] li")).to_have_count(2)
    press(phone, "Submit my part")
    expect(phone.get_by_text(OFFLINE)).to_be_visible()
    axe(phone)
    shot(phone, "campaign-part-offline-390")
    part.refresh_from_db()
    assert part.state == "open"
    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone).to_have_url(re.compile(r"/desk/inspections/\d+/$"), timeout=20_000)
    axe(phone)
    part.refresh_from_db()
    assert part.state == "submitted"
    uploads = {upload.kind: upload.evidence for upload in PhoneUpload.objects.filter(part=part)}
    assert set(uploads) == {"photo", "signature"}
    assert all(uploads.values())


def record(phone: Page, inspection: JointInspection, axe: Any) -> None:
    phone.goto(inspection.get_absolute_url())
    axe(phone)
    phone.get_by_role("link", name=zh("Record"), exact=True).click()
    answer(phone)
    axe(phone)
    press(phone, "Submit my part")
    said(phone, "Your part is submitted.")


def close(desk: Page, inspection: JointInspection, look: Any) -> None:
    desk.goto(inspection.get_absolute_url())
    sure(desk, "Close the visit")
    said(desk, "The visit is closed.")
    look(desk, "visit-closed")


def decide(desk: Page, finding: Finding, look: Any) -> RectificationOrder:
    desk.goto("/desk/findings/")
    desk.goto(finding.get_absolute_url())
    look(desk, "finding-to-confirm")
    press(desk, "Confirm the finding")
    said(desk, "Confirmed: it counts from now on.")
    look(desk, "finding-to-decide")
    press(desk, "Record the decision")
    expect(desk.get_by_role("status").first).to_be_visible()
    look(desk, "finding-decided")
    assert not Decision.objects.get().departs
    return RectificationOrder.objects.get()


def serve(desk: Page, order: RectificationOrder, look: Any) -> None:
    desk.goto(order.get_absolute_url())
    look(desk, "order-to-serve")
    desk.get_by_role("link", name=re.compile(zh("Issue"))).first.click()
    look(desk, "order-paper")
    desk.locator("main form button[type=submit]").last.click()
    desk.get_by_text(zh("Write down how it was served")).click()
    desk.locator("[name=manner]").first.wait_for()
    desk.locator("[name=receiver]").fill("胡店长")
    press(desk, "Write it down")
    said(desk, "Written down; the proof of service is issued.")
    look(desk, "order-served")


def report(theirs: Page, order: RectificationOrder, photo: Path, look: Any) -> None:
    theirs.goto("/my/orders/")
    theirs.get_by_role("link", name=order.number).click()
    theirs.get_by_label(zh("What was put right")).fill("后门已开启，杂物已清空，并指定专人每日巡查。")
    theirs.get_by_label(zh("Evidence")).set_input_files(photo)
    press(theirs, "File the report")
    said(theirs, "Your report is filed. Officers will come and look.")
    look(theirs, "order-reported")


def look_again(desk: Page, order: RectificationOrder, look: Any) -> None:
    desk.goto(order.get_absolute_url())
    panel = desk.locator("#reinspect")
    panel.get_by_text(zh("put right: passed"), exact=True).click()
    panel.locator("select[name=companion]").select_option(index=1)
    panel.get_by_label(zh("What was seen")).fill("安全出口畅通，楼道无杂物。")
    press(desk, "Record the re-inspection")
    said(desk, "Passed: the order is closed.")
    look(desk, "order-met")


def progress(desk: Page, campaign: Campaign, target: Institution, look: Any) -> None:
    desk.goto(campaign.get_absolute_url())
    row = desk.get_by_role("row").filter(has_text=target.name)
    expect(row).to_contain_text(zh("visited"))
    expect(row.locator("td.num").nth(0)).to_have_text("1")  # a finding
    expect(row.locator("td.num").nth(1)).to_have_text("0")  # and no order that waits
    look(desk, "campaign-done")


@pytest.mark.clause("S5")
@pytest.mark.clause("S9")
@pytest.mark.clause("N2")
def test_a_campaign_goes_from_its_draw_to_what_was_put_right(
    page_for, officer_a, officer_a2, fire_a, market_a, schools, photo, look, axe, shot
):
    desk = page_for(officer_a, 1280)
    campaign = make_the_campaign(desk, look)
    draw = draw_for_it(desk, look)
    inspection = open_the_visit(desk, campaign, look)
    target = inspection.institution
    assert target in schools
    approve(page_for(officer_a2, 1280), inspection, look)

    record_off_line(page_for(fire_a, 390), part_of(inspection, "fire"), photo, axe, shot)
    for actor in (market_a, officer_a):
        record(page_for(actor, 390), inspection, axe)
    close(desk, inspection, look)

    finding = Finding.objects.get()
    assert (finding.text, finding.visit_part.department) == (SEEN, "fire")
    order = decide(desk, finding, look)
    serve(desk, order, look)
    theirs = person("of_the_drawn", "胡店长", Role.INSTITUTION, institution=target)
    report(page_for(theirs, 1280), order, photo, look)
    look_again(desk, order, look)
    order.refresh_from_db()
    assert order.state == "passed"

    progress(desk, campaign, target, look)
    desk.goto(draw.get_absolute_url())
    sure(desk, "Publish the result")
    said(desk, "The result is published.")
    look(desk, "draw-published")
