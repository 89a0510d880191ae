"""A visit in a stairwell: the network goes, the tab dies, the same visit is sent twice, two phones disagree."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, Route, expect

from inspections.models import Finding, ItemResult, PhoneUpload, VisitPart
from inspections.services.approvals import approve
from inspections.services.joint import open_inspection
from institutions.models import StandardItem
from portal.evidence.models import Evidence
from tests.browser.words import zh

pytestmark = pytest.mark.browser
SEEN = "后门安全出口上锁。"
OFFLINE = zh("No network: it stays on this phone and is sent as soon as there is one.")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "安全出口.jpg"
    noise = Image.effect_noise((1200, 900), 90)  # does not compress: several pieces
    noise.convert("RGB").save(path, quality=95)
    return path


def approved_part(institution, officer_a, officer_a2, fire_a) -> VisitPart:
    """The fire department's part of a visit that another person has approved."""
    inspection = open_inspection(
        actor=officer_a,
        institution=institution,
        purpose="开学前安全检查",
        departments=["education", "fire"],
        members=[officer_a.membership, fire_a.membership],
        on=timezone.localdate(),
    )
    approve(inspection, actor=officer_a2)
    return VisitPart.objects.get(visit__joint_inspection=inspection, department="fire")


@pytest.fixture
def part(institution, officer_a, officer_a2, fire_a) -> VisitPart:
    return approved_part(institution, officer_a, officer_a2, fire_a)


def load(page: Page, part: VisitPart) -> None:
    """Open the part with a network, until it would open without."""
    page.goto(part.get_absolute_url())
    page.locator("form[data-kept=yes]").wait_for()


def answer(page: Page, *, wrong: str = "") -> None:
    items = page.locator("form.part .item")
    for place in range(items.count()):
        said = "not met" if wrong and place == 0 else "met"
        items.nth(place).get_by_text(zh(said), exact=True).click()
    if wrong:
        items.first.get_by_label(zh("What was seen")).fill(wrong)
    page.get_by_label(zh("Name of the person on site")).fill("胡店长")
    page.get_by_label(zh("What the person said")).fill("马上清理。")


def held(page: Page) -> None:
    expect(page.locator("[data-autosave]")).to_contain_text(zh("Kept on this phone"))


def test_the_network_goes_the_tab_dies_and_everything_arrives_when_it_returns(
    page_for, fire_a, part, photo, axe, shot
):
    page = page_for(fire_a, 390)
    load(page, part)
    context = page.context
    context.set_offline(True)
    answer(page, wrong=SEEN)
    page.get_by_label(zh("Photos and files")).set_input_files(photo)
    expect(page.locator("[data-held] li")).to_have_count(1)
    page.get_by_role("button", name=zh("Submit my part")).click()
    offline = OFFLINE
    expect(page.get_by_text(offline)).to_be_visible()
    axe(page)
    shot(page, "visit-offline", full=False)
    page.close(run_before_unload=False)  # the tab is killed

    again = context.new_page()
    again.goto(part.get_absolute_url())  # still no network: the page itself was kept
    expect(again.locator("form.part .item").first.get_by_label(zh("What was seen"))).to_have_value(SEEN)
    expect(again.locator("[data-held] li")).to_have_count(1)
    again.goto("about:blank")
    part.refresh_from_db()
    assert part.state == "open"

    context.set_offline(False)
    back = context.new_page()
    back.goto(part.get_absolute_url())
    expect(back).to_have_url(re.compile(r"/desk/inspections/\d+/$"), timeout=20_000)
    part.refresh_from_db()
    assert part.state == "submitted"
    assert Finding.objects.get().text == SEEN
    upload = PhoneUpload.objects.get()
    assert upload.pieces_in_all > 1
    assert upload.evidence.sha256 == upload.sha256


def test_the_same_visit_sent_twice_is_there_once(page_for, fire_a, part):
    page = page_for(fire_a, 390)
    load(page, part)
    answer(page, wrong=SEEN)
    twice: list[str] = []

    def answer_is_lost(route: Route) -> None:
        """The server has it, the phone never learns of it the first time."""
        response = route.fetch()
        twice.append(response.text())
        if len(twice) == 1:
            route.abort()
        else:
            route.fulfill(response=response)

    page.route("**/draft/", answer_is_lost)
    page.get_by_role("button", name=zh("Submit my part")).click()
    expect(page.locator("[data-autosave]")).to_contain_text(OFFLINE[:6])
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page).to_have_url(re.compile(r"/desk/inspections/\d+/$"), timeout=20_000)
    assert len(twice) == 2
    assert Finding.objects.count() == 1


def test_a_photo_cut_off_in_the_middle_arrives_whole_later(page_for, fire_a, part, photo):
    page = page_for(fire_a, 390)
    load(page, part)
    answer(page)
    seen: list[int] = []

    def cut(route: Route) -> None:
        seen.append(1)
        if len(seen) in {2, 3}:
            route.abort()
        else:
            route.continue_()

    page.route("**/pieces/", cut)
    page.get_by_label(zh("Photos and files")).set_input_files(photo)
    expect(page.locator("[data-held] li")).to_have_count(1)
    page.get_by_role("button", name=zh("Submit my part")).click()
    expect(page.locator("[data-autosave]")).to_contain_text(OFFLINE[:6])
    for _ in range(2):
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(500)
    expect(page).to_have_url(re.compile(r"/desk/inspections/\d+/$"), timeout=20_000)
    upload = PhoneUpload.objects.get()
    assert Evidence.objects.get().sha256 == upload.sha256
    assert not upload.pieces.exists()


def test_two_phones_disagree_and_the_officer_chooses(page_for, fire_a, part, axe, shot):
    one, other = page_for(fire_a, 390), page_for(fire_a, 390)
    load(one, part)
    load(other, part)
    answer(one, wrong="甲手机：门锁着。")
    one.get_by_role("button", name=zh("Save, go on later")).click()
    expect(one.get_by_text(zh("Saved. You can go on later, here or on another device."))).to_be_visible()
    answer(other, wrong="乙手机：门开着。")
    other.get_by_role("button", name=zh("Submit my part")).click()
    box = other.locator("section[data-conflict]")
    expect(box).to_contain_text("甲手机：门锁着。")
    expect(box).to_contain_text("乙手机：门开着。")
    axe(other)
    shot(other, "visit-conflict", full=False)
    box.get_by_label(re.compile("甲手机")).check()
    box.get_by_role("button", name=zh("Go on with this")).click()
    other.get_by_role("button", name=zh("Submit my part")).click()
    expect(other).to_have_url(re.compile(r"/desk/inspections/\d+/$"), timeout=20_000)
    assert ItemResult.objects.get(outcome="not_met").note == "甲手机：门锁着。"


def test_a_draft_survives_another_checklist(page_for, fire_a, part):
    page = page_for(fire_a, 390)
    load(page, part)
    page.context.set_offline(True)
    answer(page, wrong=SEEN)
    held(page)
    first, second = StandardItem.objects.filter(department="fire").order_by("pk")[:2]
    StandardItem.objects.filter(pk=second.pk).update(code="Z9")
    page.context.set_offline(False)
    page.get_by_role("button", name=zh("Save, go on later")).click()
    box = page.locator("section[data-conflict]")
    expect(box).to_contain_text(f"{zh('No longer asked:')} {second.code}")
    box.get_by_role("button", name=zh("Go on with this")).click()
    expect(page.locator('[data-code="Z9"]')).to_be_visible()
    expect(page.locator(f'[data-code="{first.code}"]').get_by_label(zh("What was seen"))).to_have_value(SEEN)


def test_several_drafts_stand_in_a_list_that_opens_without_a_network(
    page_for, officer_a, officer_a2, fire_a, institution, part, axe, shot
):
    from django.utils import timezone

    from tests.factories.institutions import InstitutionFactory

    elsewhere = InstitutionFactory(district=institution.district, name="南昌市东湖区乐学培训学校")
    second = open_inspection(
        actor=officer_a,
        institution=elsewhere,
        purpose="日常检查",
        departments=["fire"],
        members=[officer_a.membership, fire_a.membership],
        on=timezone.localdate(),
    )
    approve(second, actor=officer_a2)
    other = VisitPart.objects.get(visit__joint_inspection=second, department="fire")
    page = page_for(fire_a, 390)
    page.goto("/desk/inspections/phone/")
    page.locator("[data-kept=yes]").wait_for()
    for one in (part, other):
        load(page, one)
        answer(page)
        held(page)
        page.wait_for_timeout(500)
    page.context.set_offline(True)
    page.goto("/desk/inspections/phone/")
    expect(page.locator("[data-list] > li")).to_have_count(2)
    axe(page)
    shot(page, "visits-on-phone", full=False)
    page.get_by_role("link", name=re.compile("乐学")).first.click()
    expect(page.locator("form.part .item").first).to_be_visible()


def test_a_name_is_signed_on_the_screen(page_for, fire_a, part):
    page = page_for(fire_a, 390)
    load(page, part)
    page.get_by_label(zh("Name of the person on site")).fill("胡店长")
    page.get_by_text(zh("Sign on the screen")).click()
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    edge = pad.bounding_box()
    page.mouse.move(edge["x"] + 30, edge["y"] + 30)
    page.mouse.down()
    page.mouse.move(edge["x"] + 160, edge["y"] + 70, steps=8)
    page.mouse.up()
    page.get_by_role("button", name=zh("Keep the signature")).click()
    expect(page.locator("[data-held] li")).to_contain_text("胡店长")
    page.get_by_role("button", name=zh("Save, go on later")).click()
    expect(page.get_by_text(zh("Saved. You can go on later, here or on another device."))).to_be_visible()
    upload = PhoneUpload.objects.get()
    assert upload.kind == "signature"
    assert upload.evidence.content_type == "image/png"


def test_who_signs_out_leaves_no_page_of_a_visit_behind(page_for, fire_a, part):
    page = page_for(fire_a, 1280)
    load(page, part)
    assert page.evaluate("caches.keys().then((names) => names.length)") == 1
    page.get_by_text(zh("Account"), exact=True).first.click()
    page.get_by_role("button", name=zh("Sign out")).first.click()
    page.wait_for_url(lambda url: "/parts/" not in url)
    assert page.evaluate("caches.keys().then((names) => names.length)") == 0
