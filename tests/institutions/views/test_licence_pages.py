"""An application for a permit, in the browser of both sides."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from institutions.models import LicenceApplication, SchoolPermit
from institutions.rules.licences import PAPERS
from institutions.services.licences import handling
from institutions.terms import ApplicationState
from portal.accounts.actors import Actor
from tests.factories.institutions import SchoolPermitFactory
from tests.factories.licences import ADDRESS, LicenceApplicationFactory, pdf


@pytest.fixture
def desk(client_as: Any, officer_a: Actor) -> Client:
    return client_as(officer_a)


@pytest.fixture
def own(client_as: Any, institution_user: Actor) -> Client:
    return client_as(institution_user)


def prepare(own: Client) -> LicenceApplication:
    own.post("/my/licence/", {"kind": "new"})
    row = LicenceApplication.objects.get()
    sections = {item.item.section_id for item in row.items.select_related("item")}
    for number in range(1, len(sections) + 1):
        form = own.get(f"/my/licence/{row.pk}/standard/{number}/").context["form"]
        said = {name: "met" for name in form.fields if name.startswith("answer_")}
        assert own.post(f"/my/licence/{row.pk}/standard/{number}/", said).status_code == 302
    own.post(f"/my/licence/{row.pk}/wish/", {"address": ADDRESS, "subjects": ["mathematics"], "area": "240"})
    for paper in PAPERS["new"]:
        own.post(f"/my/licence/{row.pk}/papers/", {"paper": paper, "uploads": pdf(paper)})
    return row


@pytest.mark.clause("Z1")
def test_from_no_permit_to_an_issued_one(desk: Client, own: Client, institution: Any) -> None:
    row = prepare(own)
    assert own.post(f"/my/licence/{row.pk}/").status_code == 302
    url = f"/desk/licences/{row.pk}/"
    desk.post(f"{url}accept/")
    form = desk.get(f"{url}check/").context["form"]
    found = {name: "yes" for name in form.fields if name.startswith("met_")}
    today = timezone.localdate().isoformat()
    assert desk.post(f"{url}check/", {**found, "on": today, "officers": "李、刘"}).status_code == 302
    desk.post(f"{url}notice/")
    notice = Client().get("/licences/notices/").content.decode()
    assert institution.name in notice
    assert ADDRESS in notice
    row.refresh_from_db()
    handling.end_notices_due(row.notice_until + timezone.timedelta(days=1))
    desk.post(f"{url}grant/")
    said = {name: field.initial for name, field in desk.get(f"{url}issue/").context["form"].fields.items()}
    sent = {**said, "number": "教民136010200000999号"}
    assert desk.post(f"{url}issue/", sent).status_code == 302
    assert SchoolPermit.objects.get().institution == institution
    assert "教民136010200000999号" in own.get("/my/licence/").content.decode()


def test_what_is_missing_is_listed_and_sending_is_refused(own: Client, institution: Any) -> None:
    own.post("/my/licence/", {"kind": "new"})
    row = LicenceApplication.objects.get()
    page = own.get(f"/my/licence/{row.pk}/")
    assert len(page.context["gaps"]) == 2 + len(PAPERS["new"])
    assert own.post(f"/my/licence/{row.pk}/").status_code == 422


def test_a_section_keeps_notes_and_goes_on_to_the_next(own: Client, institution: Any) -> None:
    own.post("/my/licence/", {"kind": "new"})
    row = LicenceApplication.objects.get()
    item = row.items.select_related("item").order_by("item__section__order", "item__order").first()
    sent = {f"answer_{item.item_id}": "not_met", f"note_{item.item_id}": "正在办理"}
    answer = own.post(f"/my/licence/{row.pk}/standard/1/", sent)
    assert answer["Location"].endswith("/standard/2/")
    assert "正在办理" in own.get(f"/my/licence/{row.pk}/").content.decode()


def test_a_wrong_day_keeps_what_was_typed(desk: Client) -> None:
    row = LicenceApplicationFactory(state=ApplicationState.ACCEPTED)
    answer = desk.post(f"/desk/licences/{row.pk}/check/", {"on": "2026-13-01", "officers": "李、刘"})
    assert answer.status_code == 422
    assert "李、刘" in answer.content.decode()


def test_a_return_without_words_stays_on_the_page(desk: Client) -> None:
    row = LicenceApplicationFactory()
    assert desk.post(f"/desk/licences/{row.pk}/return/", {"marks": ["fire"]}).status_code == 422
    row.refresh_from_db()
    assert row.state == ApplicationState.SUBMITTED


def test_a_draft_is_typed_by_the_district_for_paper_that_is_brought(desk: Client, institution: Any) -> None:
    answer = desk.post(f"/desk/institutions/{institution.code}/licence/", {"kind": "new"}, follow=True)
    assert answer.status_code == 200
    row = LicenceApplication.objects.get()
    assert desk.get(f"/desk/licences/{row.pk}/draft/standard/1/").status_code == 200
    assert desk.post(f"/desk/licences/{row.pk}/draft/withdraw/").status_code == 302
    row.refresh_from_db()
    assert row.state == ApplicationState.WITHDRAWN


def test_a_declaration_to_stop_comes_to_the_districts_desk(
    own: Client, desk: Client, institution: Any
) -> None:
    said = {"stops_on": "2026-12-01", "pupils": "12", "refund": "3600", "settlement": "全部退费"}
    assert own.post("/my/licence/stop/", said).status_code == 302
    assert institution.name in desk.get("/desk/licences/").content.decode()


def test_the_queue_makes_the_same_queries_for_2_and_12_applications(desk: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            desk.get("/desk/licences/")
        return len(caught)

    LicenceApplicationFactory.create_batch(2)
    desk.get("/desk/licences/")
    few = queries()
    LicenceApplicationFactory.create_batch(10)
    assert queries() == few


def test_a_suspended_permit_shows_so_on_its_own_page(own: Client, institution: Any) -> None:
    SchoolPermitFactory(institution=institution, suspended_on=timezone.localdate())
    page = own.get("/my/licence/")
    assert page.context["kinds"] == ["resumption", "surrender"]


@pytest.mark.clause("Z1")
def test_a_file_put_in_by_mistake_is_taken_off_and_put_in_again(own: Client, institution: Any) -> None:
    row = prepare(own)
    url = f"/my/licence/{row.pk}/papers/"
    wrong = own.get(url).context["files"][0]
    assert own.post(url, {"take_off": str(wrong.pk)}).status_code == 302
    page = own.get(url)
    assert wrong not in page.context["files"]
    assert page.context["gaps"]
    assert own.post(f"/my/licence/{row.pk}/").status_code == 422  # it is missing now
    own.post(url, {"take_off": str(wrong.pk)})  # twice takes off nothing more
    assert len(own.get(url).context["files"]) == len(page.context["files"])
    own.post(url, {"paper": wrong.label, "uploads": pdf(wrong.label)})
    assert wrong in own.get(url).context["files"]
    assert own.post(f"/my/licence/{row.pk}/").status_code == 302


def test_a_file_of_another_application_is_not_taken_off(own: Client, institution: Any) -> None:
    row = prepare(own)
    url = f"/my/licence/{row.pk}/papers/"
    before = own.get(url).context["files"]
    own.post(url, {"take_off": "00000000-0000-4000-8000-000000000000"})
    assert own.get(url).context["files"] == before
