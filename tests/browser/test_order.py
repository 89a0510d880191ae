"""Step 4, second half: the institution reports on its order, officers look again."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from inspections.models import RectificationOrder
from tests.browser.words import zh
from tests.factories.inspections import order_for

pytestmark = pytest.mark.browser


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "退费凭证.png"
    Image.new("RGB", (640, 480), (90, 140, 90)).save(path)
    return path


@pytest.fixture
def order(institution) -> RectificationOrder:
    return order_for(institution)


def report(page: Page, order: RectificationOrder, receipt: Path) -> None:
    page.goto(order.get_own_url())
    page.get_by_label(zh("What was put right")).fill("已退还超收的学费 4800 元，附凭证。")
    page.get_by_label(zh("Evidence")).set_input_files(receipt)


def look_again(page: Page, order: RectificationOrder, result: str) -> None:
    page.goto(order.get_absolute_url())
    panel = page.locator("#reinspect")
    if panel.get_attribute("open") is None:  # it waits unfolded only once a report is in
        panel.locator("summary").click()
    panel.get_by_text(zh(result), exact=True).click()
    panel.locator("select[name=companion]").select_option(index=1)
    panel.get_by_label(zh("What was seen")).fill("现场核对了退费凭证。")
    panel.get_by_role("button", name=zh("Record the re-inspection")).click()


def test_the_institution_reports_with_evidence_and_the_reinspection_passes(
    page_for, institution_user, officer_a, fire_a, order, receipt, axe, shot
):
    theirs = page_for(institution_user, 1280)
    theirs.goto("/my/orders/")
    axe(theirs)
    report(theirs, order, receipt)
    axe(theirs)
    shot(theirs, "rectification-report")
    theirs.get_by_role("button", name=zh("File the report")).click()
    expect(theirs.get_by_text(zh("Your report is filed. Officers will come and look."))).to_be_visible()
    axe(theirs)

    desk = page_for(officer_a, 1280)
    desk.goto("/desk/orders/")
    axe(desk)
    look_again(desk, order, "put right: passed")
    expect(desk.get_by_text(zh("Passed: the order is closed."))).to_be_visible()
    axe(desk)
    shot(desk, "order-passed")
    order.refresh_from_db()
    assert order.state == "passed"


def test_a_failed_reinspection_proposes_the_blacklist(
    page_for, institution_user, officer_a, fire_a, order, receipt, axe, shot
):
    from publicity.models import ListProposal

    phone = page_for(institution_user, 390)
    phone.goto("/my/")
    axe(phone)
    report(phone, order, receipt)
    axe(phone)
    shot(phone, "report-phone")
    phone.get_by_role("button", name=zh("File the report")).click()
    expect(phone.get_by_text(zh("Your report is filed. Officers will come and look."))).to_be_visible()

    desk = page_for(officer_a, 390)
    look_again(desk, order, "still not up to standard")
    words = "Not passed: the blacklist is proposed, and the finding waits to be confirmed."
    expect(desk.get_by_text(zh(words))).to_be_visible()
    axe(desk)
    order.refresh_from_db()
    assert order.state == "failed"
    assert ListProposal.objects.filter(institution=order.institution).exists()
