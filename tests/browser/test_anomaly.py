"""A street officer reports what was seen in three taps on a phone; the district opens a visit or answers (M7)."""

import pytest
from playwright.sync_api import expect

from inspections.models import Anomaly
from tests.browser.words import zh
from tests.factories.institutions import InstitutionFactory

pytestmark = pytest.mark.browser


@pytest.mark.clause("M7")
def test_three_taps_on_a_phone_and_an_answer_from_the_desk(page_for, street_a, officer_a, axe):
    near = InstitutionFactory(
        district=street_a.membership.district,
        street=street_a.membership.street,
        name="南昌市东湖区启明培训中心",
    )
    phone = page_for(street_a, 390)
    phone.goto("/desk/anomalies/report/")
    axe(phone)
    phone.get_by_role("link", name=zh("blocked exit, fire or another danger")).click()
    expect(phone.get_by_role("heading", name=zh("Where?"))).to_be_visible()
    axe(phone)
    phone.get_by_role("link", name=near.name).click()
    axe(phone)
    phone.get_by_role("button", name=zh("Send"), exact=True).click()
    expect(phone.get_by_text("待核查")).to_be_visible()
    axe(phone)
    anomaly = Anomaly.objects.get()
    assert (anomaly.institution, anomaly.urgent) == (near, True)

    desk = page_for(officer_a, 1280)
    desk.goto("/desk/anomalies/")
    axe(desk)
    desk.get_by_role("link", name=zh("blocked exit, fire or another danger")).click()
    desk.get_by_text(zh("No visit is needed: answer")).click()
    desk.get_by_label(zh("passed on to whoever has the power")).check()
    desk.get_by_label(zh("answer to the street")).fill("消防救援大队已到场清理。")
    desk.get_by_role("button", name=zh("Answer the street")).click()
    expect(desk.get_by_text("消防救援大队已到场清理。").first).to_be_visible()
    axe(desk)
    phone.reload()
    expect(phone.get_by_text("消防救援大队已到场清理。").first).to_be_visible()
