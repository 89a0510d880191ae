"""An institution's way in the browser: from no permit to a permit, a published timetable and a passed annual inspection."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from institutions.models import (
    AnnualReturn,
    CourseFiling,
    LicenceApplication,
    Room,
    SchoolPermit,
    Teacher,
    TeachingSite,
)
from institutions.rules.annual_reports import DOCUMENTS
from institutions.rules.licences import PAPERS
from institutions.terms import AnnualResult, ApplicationState, FilingState, Situation
from tests.browser.words import zh
from tests.factories.licences import ADDRESS, PDF
from tests.factories.teachers import id_number

pytestmark = pytest.mark.browser

NUMBER = "教民136010200000999号"
CLASS = "三年级数学周中班"


def work(day: date) -> None:
    call_command("run_due_work", "--date", day.isoformat(), stdout=None)


def send(page: Page) -> None:
    """Press the button that the form on the page ends with."""
    with page.expect_navigation():
        page.locator("main form[method=post] button.go").last.click()


def each(found: Locator) -> list[Locator]:
    """Every element found, once the page has the first: `all()` by itself does not wait for a page on its way."""
    expect(found.first).to_be_visible()
    return found.all()


def pdf(name: str) -> dict[str, Any]:
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": PDF + name.encode()}


def prepare(own: Page, axe, shot) -> LicenceApplication:
    """The guided path, page by page, on a phone."""
    own.goto("/my/licence/")
    axe(own)
    own.locator("input[name=kind][value=new]").check()
    send(own)
    row = LicenceApplication.objects.get()
    axe(own)
    shot(own, "licence-missing-390")
    own.locator("main table a").first.click()
    axe(own)
    shot(own, "licence-section-390")
    while "/standard/" in own.url:
        for answer in each(own.locator("input[type=radio][value=met]")):
            answer.check()
        send(own)
    own.goto(f"/my/licence/{row.pk}/wish/")
    own.locator("input[name=address]").fill(ADDRESS)
    own.locator("input[name=area]").fill("240")
    own.locator("input[name=subjects][value=mathematics]").check()
    send(own)
    for paper in PAPERS["new"]:
        own.goto(f"/my/licence/{row.pk}/papers/")
        own.locator("select[name=paper]").select_option(paper)
        own.locator("input[type=file]").set_input_files(pdf(paper))
        send(own)
    own.goto(f"/my/licence/{row.pk}/")
    axe(own)
    send(own)
    return LicenceApplication.objects.get()


def license(desk: Page, reader: Page, row: LicenceApplication, axe, shot) -> None:
    """The district's side: accept, check, public notice, decide, issue."""
    desk.goto("/desk/licences/")
    axe(desk)
    desk.get_by_role("link", name=row.institution.name).first.click()
    axe(desk)
    send(desk)
    desk.get_by_role("link", name=zh("Record the site check")).click()
    for found in each(desk.locator("input[type=radio][value=yes]")):
        found.check()
    desk.locator("input[name=officers]").fill("李东湖、刘东湖")
    axe(desk)
    send(desk)
    send(desk)
    reader.goto("/licences/notices/")
    expect(reader.get_by_text(ADDRESS)).to_be_visible()
    axe(reader)
    row.refresh_from_db()
    assert row.notice_until is not None
    work(row.notice_until + timedelta(days=1))
    desk.goto(row.get_absolute_url())
    send(desk)
    shot(desk, "licence-granted")
    desk.get_by_role("link", name=zh("Let it take effect")).click()
    desk.locator("input[name=number]").fill(NUMBER)
    axe(desk)
    send(desk)
    axe(desk)


def equip(own: Page, axe) -> None:
    """A room and a teacher, filed by the institution."""
    site = TeachingSite.objects.get(is_main=True)
    own.goto(f"/my/sites/{site.pk}/rooms/new/")
    own.locator("input[name=name]").fill("101教室")
    own.locator("input[name=area]").fill("60")
    send(own)
    today = timezone.localdate()
    own.goto("/my/teachers/new/")
    axe(own)
    own.locator("input[name=name]").fill("王明")
    own.locator("input[name=id_number]").fill(id_number(7))
    own.locator("select[name=subject]").select_option("mathematics")
    own.locator("input[name=certificate]").fill("20213600142000123")
    own.locator("input[name=contract_from]").fill((today - timedelta(days=20)).isoformat())
    own.locator("input[name=record_checked_on]").fill((today - timedelta(days=30)).isoformat())
    send(own)
    axe(own)


def file_class(own: Page, axe, shot) -> None:
    """A class with a weekly lesson; what the checks remark is read and filed all the same."""
    own.goto("/my/filings/new/")
    starts = timezone.localdate() + timedelta(days=7)
    said = {
        "name": CLASS,
        "content": "与学校教学同步，复习万以内的加法和减法。",
        "outline": "万以内的加法\n万以内的减法",
        "pupils": "15",
        "hours": "8",
        "fee": "800",
        "fee_item": "8 课时学费",
        "materials": "自编讲义",
        "starts_on": starts.isoformat(),
        "ends_on": (starts + timedelta(days=27)).isoformat(),
    }
    for name, value in said.items():
        own.locator(f"main [name={name}]").fill(value)
    own.locator("select[name=subject]").select_option("mathematics")
    own.locator("select[name=stage]").select_option("primary")
    own.locator("select[name=grade]").select_option("3")
    own.locator("select[name=syllabus_stage]").select_option(index=2)
    own.locator("select[name=filed_teacher]").select_option(str(Teacher.objects.get().pk))
    own.locator("select[name=room]").select_option(str(Room.objects.get().pk))
    own.locator("[name=lessons-0-weekday]").select_option("3")
    own.locator("[name=lessons-0-starts]").fill("18:00")
    own.locator("[name=lessons-0-ends]").fill("19:30")
    axe(own)
    shot(own, "class-form-390")
    with own.expect_navigation():
        own.locator("main button[type=submit].go").last.click()
    sure = own.locator("input[type=checkbox][name=sure]")
    if sure.count():
        sure.check()
        with own.expect_navigation():
            own.locator("main button[type=submit].go").last.click()


def publish(desk: Page, reader: Page, institution: Any, axe, shot) -> None:
    """The district approves; the public reads class and week."""
    filing = CourseFiling.objects.get(name=CLASS)
    desk.goto(f"/desk/filings/{filing.pk}/")
    axe(desk)
    shot(desk, "class-review")
    desk.locator("[name=note]").fill("材料齐全，同意备案。")
    with desk.expect_navigation():
        desk.locator("button[name=approve]").click()
    filing.refresh_from_db()
    assert filing.state == FilingState.APPROVED
    reader.goto("/filings/?q=三年级数学")
    expect(reader.get_by_role("link", name=CLASS)).to_be_visible()
    axe(reader)
    reader.goto(f"/filings/institutions/{institution.code}/")
    expect(reader.get_by_text(CLASS).first).to_be_visible()
    axe(reader)
    shot(reader, "week-public")


def report(own: Page, row: AnnualReturn, axe, shot) -> None:
    """The self-report on a phone: figures, papers, own points, send."""
    own.goto(f"/my/annual/{row.pk}/figures/")
    axe(own)
    for field in each(own.locator("main input[type=number]")):
        if not field.input_value():
            field.fill("10")
    own.locator("input[name=certified]").fill("1")
    own.locator("input[name=teachers]").fill("1")
    own.locator("input[name=refunds]").fill("0")
    own.locator("input[name=records_checked_on]").fill(timezone.localdate().isoformat())
    own.locator("textarea[name=statement]").fill("全年无违规，收费全部入专户。")
    send(own)
    axe(own)
    for kind, required in DOCUMENTS:
        if required:
            own.locator(f"input[type=file][name={kind}]").set_input_files(pdf(f"annual-{kind}"))
    send(own)
    own.goto(f"/my/annual/{row.pk}/points/")
    axe(own)
    for field in each(own.locator("main input[type=number]")):
        field.fill(field.get_attribute("max") or "0")
    send(own)
    own.goto(f"/my/annual/{row.pk}/")
    axe(own)
    shot(own, "annual-report-390")
    send(own)


def review(desk: Page, row: AnnualReturn, axe, shot) -> None:
    """The district's points and the notice of the result."""
    desk.goto(f"/desk/annual/returns/{row.pk}/")
    axe(desk)
    desk.get_by_role("link", name=zh("Begin the review")).click()
    send(desk)
    desk.goto(f"/desk/annual/returns/{row.pk}/points/")
    for field in each(desk.locator("main input[type=number]")):
        field.fill(field.get_attribute("max") or "0")
    axe(desk)
    shot(desk, "annual-points")
    send(desk)
    desk.goto(f"/desk/annual/returns/{row.pk}/propose/")
    axe(desk)
    send(desk)
    row.refresh_from_db()
    assert row.notice_until is not None
    work(row.notice_until + timedelta(days=1))
    row.refresh_from_db()


@pytest.mark.clause("Z1")
@pytest.mark.clause("Z3")
@pytest.mark.clause("M7")
def test_an_institution_is_led_from_no_permit_to_a_passed_annual_inspection(
    page_for, officer_a, institution, institution_user, axe, shot
):
    institution.code, institution.situation = "T360102-00001", Situation.NEITHER
    institution.save(update_fields=["code", "situation"])
    own, desk, reader = page_for(institution_user, 390), page_for(officer_a, 1280), page_for(None, 390)
    row = prepare(own, axe, shot)
    assert row.state == ApplicationState.SUBMITTED
    license(desk, reader, row, axe, shot)
    assert SchoolPermit.objects.get(institution=institution).number == NUMBER
    equip(own, axe)
    file_class(own, axe, shot)
    publish(desk, reader, institution, axe, shot)
    work(timezone.localdate())
    annual = AnnualReturn.objects.get(institution=institution)
    report(own, annual, axe, shot)
    review(desk, annual, axe, shot)
    assert annual.result == AnnualResult.PASSED
    own.goto("/my/")
    axe(own)
    shot(own, "my-home-390")
