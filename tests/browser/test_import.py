"""Step 2: a district officer imports the register as the district sent it."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from institutions.models import Institution, TeachingSite
from tests.browser.words import zh

pytestmark = pytest.mark.browser

DATA = Path(__file__).resolve().parents[1] / "data"
REGISTER = DATA / "register-360102.xlsx"
EXPECTED = json.loads((DATA / "register-360102.expect.json").read_text(encoding="utf-8"))
REFUSED = sum(EXPECTED["rejected"].values())


def send(page: Page, file: Path) -> None:
    page.goto("/desk/institutions/imports/new/")
    page.get_by_label(zh("register (.xlsx, .xls or .csv)")).set_input_files(file)
    page.get_by_role("button", name=zh("Read the workbook")).click()


def write(page: Page, rows: int) -> None:
    page.get_by_role("button", name=zh("Write the %(n)s good rows", n=rows)).click()
    expect(page.get_by_role("navigation", name=zh("Results"))).to_be_visible()


def figure(page: Page, words: str) -> int:
    """The number on the card that says these words."""
    card = page.locator("li.figure", has_text=zh(words)).first
    return int(card.locator("b").inner_text())


def test_a_register_is_read_shown_written_and_its_refused_rows_come_back(
    page_for, officer_a, axe, shot, tmp_path
):
    page = page_for(officer_a, 1280)
    page.goto("/desk/institutions/imports/")
    axe(page)
    page.get_by_role("link", name=zh("Send a register")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(zh("Send a register"))
    axe(page)
    send(page, REGISTER)
    expect(page.get_by_role("heading", level=1)).to_have_text(REGISTER.name)
    axe(page)
    shot(page, "import-preview")
    assert figure(page, "good rows") == EXPECTED["imported"]
    assert figure(page, "refused rows") == REFUSED
    assert figure(page, "teaching sites") == EXPECTED["sites"]
    assert figure(page, "sites in another district") == EXPECTED["cross_district_sites"]
    assert Institution.objects.count() == 0, "nothing is written before it is confirmed"

    write(page, EXPECTED["imported"])
    axe(page)
    shot(page, "import-result")
    assert Institution.objects.count() == EXPECTED["imported"]
    assert TeachingSite.objects.count() == EXPECTED["sites"]
    with page.expect_download() as download:
        page.get_by_role("link", name=zh("Refused rows (.xlsx)")).click()
    refused = tmp_path / "refused.xlsx"
    download.value.save_as(refused)
    names = [cell.value for row in load_workbook(refused).active.iter_rows() for cell in row if cell.value]
    assert len(names) > REFUSED

    send(page, REGISTER)
    expect(page.get_by_role("main")).to_contain_text(REGISTER.name)
    write(page, EXPECTED["imported"])
    assert Institution.objects.count() == EXPECTED["imported"], "the same file twice changes nothing"


def test_the_import_is_read_on_a_phone_too(page_for, officer_a, axe, shot):
    page = page_for(officer_a, 390)
    send(page, REGISTER)
    expect(page.get_by_role("heading", level=1)).to_have_text(REGISTER.name)
    axe(page)
    shot(page, "import-phone")


@pytest.mark.parametrize(
    ("name", "content"), [("leer.xlsx", b""), ("brief.xlsx", b"This is no workbook."), ("a.pdf", b"%PDF-1.4")]
)
def test_what_is_no_workbook_is_refused_in_words(page_for, officer_a, axe, tmp_path, name, content):
    page = page_for(officer_a, 1280)
    file = tmp_path / name
    file.write_bytes(content)
    send(page, file)
    expect(page.get_by_role("alert").first).to_be_visible()
    axe(page)
    assert Institution.objects.count() == 0


def test_the_imported_register_is_searched_and_opened(page_for, officer_a, institution, axe, shot):
    page = page_for(officer_a, 1280)
    page.goto("/desk/institutions/")
    axe(page)
    page.locator("input[name=q]").first.fill("东方")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=institution.name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(institution.name)
    axe(page)
    shot(page, "institution-desk")
