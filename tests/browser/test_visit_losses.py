"""Nothing that a phone had is lost: the server dies in a photo, answers are lost, roles change, the checklist does."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, Route, expect

from inspections.models import Finding, PhoneUpload, UploadPiece, VisitPart
from inspections.services.parts import keep_part, submit_part
from inspections.terms import PartState
from institutions.models import StandardItem
from tests.browser.test_visit_offline import OFFLINE, SEEN, answer, approved_part, held, load
from tests.browser.wire import Wire
from tests.browser.words import zh
from tests.inspections.conftest import answered

pytestmark = pytest.mark.browser
CLOSED = re.compile(r"/desk/inspections/\d+/$")
KEPT = zh("Saved. You can go on later, here or on another device.")


@pytest.fixture
def part(institution, officer_a, officer_a2, fire_a) -> VisitPart:
    return approved_part(institution, officer_a, officer_a2, fire_a)


@pytest.fixture
def wire(live_server: Any) -> Iterator[Wire]:
    between = Wire(live_server.url)
    yield between
    between.close()


@pytest.fixture
def live(wire: Wire) -> str:
    """The browser reaches the server over a wire that can be cut."""
    return wire.url


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "安全出口.jpg"
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(path, quality=95)
    return path


def submit(page: Page) -> None:
    page.get_by_role("button", name=zh("Submit my part")).click()


def save(page: Page) -> None:
    page.get_by_role("button", name=zh("Save, go on later")).click()


def said(page: Page) -> Any:
    return page.get_by_label(zh("What the person said"))


@pytest.mark.clause("S5")
def test_a_server_killed_in_the_middle_of_a_photo_gets_the_rest_and_loses_nothing(
    page_for, fire_a, part, photo, wire
):
    page = page_for(fire_a, 390)
    context = page.context
    load(page, part)
    answer(page, wrong=SEEN)
    page.get_by_label(zh("Photos and files")).set_input_files(photo)
    expect(page.locator("[data-held] li")).to_have_count(1)
    wire.cut_after(500_000)
    submit(page)
    expect(page.locator("[data-autosave]")).to_contain_text(OFFLINE)
    had = UploadPiece.objects.count()
    assert 0 < had < PhoneUpload.objects.get().pieces_in_all
    assert not Finding.objects.exists()
    page.close(run_before_unload=False)

    again = context.new_page()
    again.goto(part.get_absolute_url())  # the server is still dead: the kept page answers
    expect(again.locator("form.part .item").first.get_by_label(zh("What was seen"))).to_have_value(SEEN)
    sent: list[str] = []
    again.on("request", lambda request: sent.append(request.url) if "/pieces/" in request.url else None)
    wire.mend()
    again.evaluate("dispatchEvent(new Event('online'))")
    expect(again).to_have_url(CLOSED, timeout=20_000)
    upload = PhoneUpload.objects.get()
    assert upload.evidence.sha256 == upload.sha256
    assert len(sent) == upload.pieces_in_all - had, "what the server had was sent again"
    assert Finding.objects.get().text == SEEN


def test_words_written_after_an_answer_was_lost_are_saved_too(page_for, fire_a, part):
    page = page_for(fire_a, 390)
    load(page, part)
    said(page).fill("第一句。")
    posts: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        posts.append(1)
        response = route.fetch()
        if len(posts) == 1:
            route.abort()
        else:
            route.fulfill(response=response)

    page.route("**/draft/", lose_the_first_answer)
    save(page)
    expect(page.locator("[data-autosave]")).to_contain_text(OFFLINE)
    said(page).fill("第一句。第二句。")
    held(page)
    save(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    part.refresh_from_db()
    assert (part.statement_text, part.version) == ("第一句。第二句。", 2)


def test_a_refused_photo_keeps_the_part_open_until_it_is_taken_off(page_for, fire_a, part, tmp_path, axe):
    page = page_for(fire_a, 390)
    load(page, part)
    answer(page)
    bad = tmp_path / "坏.jpg"
    bad.write_bytes(b"no picture at all " * 50)
    page.get_by_label(zh("Photos and files")).set_input_files(bad)
    expect(page.locator("p[data-unsent]")).to_contain_text("1")
    submit(page)
    expect(page.locator("[data-autosave]")).to_contain_text(
        zh("Not submitted: a photo was not taken. Take it off, or take it again.")
    )
    axe(page)
    part.refresh_from_db()
    assert part.state != PartState.SUBMITTED
    page.get_by_role("button", name=zh("Take it off")).click()
    expect(page.locator("[data-held] li")).to_have_count(0)
    submit(page)
    expect(page).to_have_url(CLOSED, timeout=20_000)


def test_the_same_photo_chosen_twice_is_one_file_and_holds_nothing_up(page_for, fire_a, part, photo):
    page = page_for(fire_a, 390)
    load(page, part)
    answer(page)
    for count in (1, 2):
        page.get_by_label(zh("Photos and files")).set_input_files(photo)
        expect(page.locator("[data-held] li")).to_have_count(count)
    submit(page)
    expect(page).to_have_url(CLOSED, timeout=20_000)
    assert PhoneUpload.objects.values("evidence").distinct().count() == 1


def test_what_only_the_other_side_wrote_is_kept_unless_the_officer_says_otherwise(
    page_for, fire_a, part, axe, shot
):
    page = page_for(fire_a, 390)
    load(page, part)
    theirs = answered(
        part, wrong=StandardItem.objects.filter(department="fire").first().code, note="同事：门锁着。"
    )
    keep_part(part, actor=fire_a, entry=theirs, client_id=uuid.uuid4(), version=0)
    said(page).fill("我这边的话。")
    save(page)
    box = page.locator("section[data-conflict]")
    expect(box).to_contain_text("情况属实。")
    expect(box).to_contain_text("我这边的话。")
    axe(page)
    shot(page, "visit-sides", full=False)
    page.reload()  # the choice is still to be made
    box.get_by_role("button", name=zh("Go on with this")).click()
    save(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    part.refresh_from_db()
    assert part.statement_text == "我这边的话。"
    assert part.results.filter(note="同事：门锁着。").exists()


def test_an_answer_to_an_item_no_longer_asked_is_shown_when_the_new_checklist_is_loaded(
    page_for, fire_a, part
):
    page = page_for(fire_a, 390)
    load(page, part)
    answer(page, wrong=SEEN)
    held(page)
    page.wait_for_timeout(500)
    first = StandardItem.objects.filter(department="fire", section__standard=part.visit.standard).first()
    StandardItem.objects.filter(pk=first.pk).update(code="Z9", text="新的检查项目")
    load(page, part)  # the new checklist, before anything was sent
    box = page.locator("section[data-conflict]")
    expect(box).to_contain_text(f"{zh('No longer asked:')} {first.code}")
    expect(box).to_contain_text(SEEN)
    box.get_by_role("button", name=zh("Go on with this")).click()
    submit(page)
    expect(page.locator(".item.field-wrong")).to_have_count(1)  # the new item is named as missing
    page.locator('[data-code="Z9"]').get_by_text(zh("met"), exact=True).click()
    submit(page)
    expect(page).to_have_url(CLOSED, timeout=20_000)


def test_what_came_too_late_is_read_on_the_list_and_thrown_away_only_when_asked_twice(
    page_for, fire_a, part, axe
):
    page = page_for(fire_a, 390)
    load(page, part)
    submit_part(part, actor=fire_a, entry=answered(part), client_id=uuid.uuid4(), version=0)
    said(page).fill("迟到的话。")
    save(page)
    box = page.locator("section[data-conflict]")
    box.get_by_role("link", name=zh("Visits on this phone")).click()
    row = page.locator("[data-list] > li")
    row.get_by_text(zh("What this phone has"), exact=True).click()
    expect(row).to_contain_text("迟到的话。")
    axe(page)
    row.locator("summary", has_text=zh("Throw it away")).click()
    row.get_by_role("button", name=zh("Throw it away")).click()
    expect(row).to_have_count(0)


def test_another_officer_on_the_same_phone_finds_neither_page_nor_draft(
    page_for, fire_a, officer_a, client_as, part, wire
):
    page = page_for(fire_a, 390)
    load(page, part)
    said(page).fill("只有我看得到。")
    held(page)
    page.wait_for_timeout(500)
    cookies = {name: morsel.value for name, morsel in client_as(officer_a).cookies.items()}
    page.context.add_cookies([{"name": k, "value": v, "url": wire.url} for k, v in cookies.items()])
    page.goto("/desk/")
    page.wait_for_function("caches.keys().then((names) => names.length === 0)")
    page.goto("/desk/inspections/phone/")
    page.locator("[data-kept=yes]").wait_for()
    expect(page.locator("[data-list] > li")).to_have_count(0)
    assert "只有我看得到" not in page.content()


def test_a_name_typed_signs_and_time_and_place_are_read_beside_the_files(
    page_for, fire_a, part, photo, axe, shot
):
    page = page_for(fire_a, 390)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 28.6829, "longitude": 115.8579, "accuracy": 12})
    load(page, part)
    answer(page)
    page.get_by_label(zh("Photos and files")).set_input_files(photo)
    expect(page.locator("[data-held] li")).to_have_count(1)
    page.get_by_text(zh("Sign on the screen")).click()
    page.locator("#signer").fill("赵消防")
    page.get_by_role("button", name=zh("Sign with the name typed")).press("Enter")
    page.get_by_role("button", name=zh("Keep the signature")).press("Enter")
    expect(page.locator("[data-held] li")).to_have_count(2)
    expect(page.locator("[data-held] li").last).to_contain_text("赵消防")
    axe(page)
    submit(page)
    expect(page).to_have_url(CLOSED, timeout=20_000)
    page.goto(part.get_absolute_url())
    page.get_by_text(zh("Where and when they were taken")).first.click()
    expect(page.locator("table", has_text="28.682900").first).to_be_visible()
    expect(page.locator(".files")).to_contain_text("赵消防")
    axe(page)
    shot(page, "visit-taken")
    taken = PhoneUpload.objects.get(kind="photo")
    assert (float(taken.latitude), taken.accuracy) == (28.6829, 12)
    assert timezone.now() > taken.taken_at
