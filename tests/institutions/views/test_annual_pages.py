"""The annual inspection on the staff side and the institution's own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.models import AnnualInspection, AnnualReturn
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState
from portal.accounts.actors import Actor
from portal.desk import due
from tests.factories.institutions import InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


@pytest.fixture
def opened(institution: Any, march: date) -> AnnualInspection:
    InstitutionFactory.create_batch(2)
    annual.open_due(march)
    return AnnualInspection.objects.get(district=institution.district)


@pytest.mark.clause("M7")
def test_results_are_recorded_for_several_at_once_and_the_year_is_concluded(
    desk: Client, opened: AnnualInspection
) -> None:
    chosen = list(opened.returns.values_list("pk", flat=True))
    url = f"{opened.get_absolute_url()}results/"
    nothing = desk.post(url, {"result": "passed"})
    assert nothing.status_code == 422
    desk.post(url, {"returns": chosen, "result": "passed", "note": ""})
    assert set(opened.returns.values_list("result", flat=True)) == {AnnualResult.PASSED}
    desk.post(f"{opened.get_absolute_url()}conclude/")
    opened = AnnualInspection.objects.get(pk=opened.pk)
    assert opened.state == AnnualState.CONCLUDED
    assert "已办结" in desk.get(opened.get_absolute_url()).content.decode()


@pytest.mark.clause("M7")
def test_absence_without_a_note_is_refused_and_keeps_the_choice(
    desk: Client, opened: AnnualInspection
) -> None:
    chosen = opened.returns.first()
    assert chosen is not None
    answer = desk.post(
        f"{opened.get_absolute_url()}results/", {"returns": [chosen.pk], "result": "absent", "note": ""}
    )
    assert answer.status_code == 422
    assert list(answer.context["chosen"]) == [chosen]
    assert answer.context["form"].errors.keys() == {"note"}


@pytest.mark.clause("M7")
def test_one_return_is_decided_on_its_own_page(desk: Client, opened: AnnualInspection) -> None:
    row = opened.returns.first()
    assert row is not None
    url = f"/desk/annual/returns/{row.pk}/"
    assert desk.get(url).status_code == 200
    desk.post(url, {"result": "failed", "note": "场所不达标"})
    row.refresh_from_db()
    assert (row.result, row.note) == (AnnualResult.FAILED, "场所不达标")


@pytest.mark.clause("D6")
def test_concluding_too_early_is_refused_in_words(desk: Client, opened: AnnualInspection) -> None:
    answer = desk.post(f"{opened.get_absolute_url()}conclude/")
    assert answer.status_code == 422
    assert "3" in answer.content.decode()
    assert AnnualInspection.objects.get(pk=opened.pk).state == AnnualState.OPEN


@pytest.mark.clause("D6")
def test_it_is_due_at_the_desk_and_on_the_institutions_side(
    opened: AnnualInspection, officer_a: Actor, institution_user: Actor, march: date
) -> None:
    assert opened.get_absolute_url() in {item.url for item in due.items_for(officer_a, march)}
    own = AnnualReturn.objects.get(institution_id=institution_user.institution_id)
    items = [item for item in due.items_for(institution_user, march) if item.url == f"/my/annual/{own.pk}/"]
    assert [item.due for item in items] == [date(2026, 3, 31)]


@pytest.mark.clause("M7", "D6")
def test_the_institution_reports_on_its_own_page(
    client_as: Callable[[Actor], Client], institution_user: Actor, opened: AnnualInspection
) -> None:
    own = AnnualReturn.objects.get(institution_id=institution_user.institution_id)
    my = client_as(institution_user)
    assert my.get(f"/my/annual/{own.pk}/").status_code == 200
    my.post(f"/my/annual/{own.pk}/", {"pupils": 60, "teachers": 5, "statement": "依法办学。"})
    own.refresh_from_db()
    assert own.pupils == 60
    assert own.reported_at
    other = opened.returns.exclude(pk=own.pk).first()
    assert other is not None
    assert my.get(f"/my/annual/{other.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["list", "one"])
def test_the_pages_make_the_same_queries_for_3_and_30_institutions(
    desk: Client, opened: AnnualInspection, march: date, page: str, django_assert_num_queries: Any
) -> None:
    url = "/desk/annual/" if page == "list" else opened.get_absolute_url()
    desk.get(url)
    with CaptureQueriesContext(connection) as few:
        desk.get(url)
    InstitutionFactory.create_batch(27)
    annual.open_due(march)
    with django_assert_num_queries(len(few)):
        desk.get(url)
