"""The register on the staff side."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from institutions.models import Institution
from institutions.terms import Category, Situation
from portal.accounts.actors import Actor
from portal.regions.models import Street
from tests.factories.institutions import (
    AnnualReturnFactory,
    InstitutionFactory,
    SchoolPermitFactory,
    TeachingSiteFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/desk/institutions/"


@pytest.fixture
def desk(client_as: Callable[[Actor], Client], officer_a: Actor) -> Client:
    return client_as(officer_a)


def names(response: Any) -> set[str]:
    return {row.name for row in response.context["rows"]}


def test_an_officer_sees_the_district_and_not_the_next_one(
    desk: Client, institution: Any, institution_b: Any
) -> None:
    assert names(desk.get(LIST)) == {institution.name}


def test_two_characters_find_and_one_does_not_filter(desk: Client) -> None:
    InstitutionFactory(name="甲乙培训学校")
    InstitutionFactory(name="丙丁培训学校")
    assert names(desk.get(LIST, {"q": "甲乙"})) == {"甲乙培训学校"}
    assert len(names(desk.get(LIST, {"q": "甲"}))) == 2


def test_every_filter_filters(desk: Client, district_a: Any) -> None:
    street = Street.objects.filter(district=district_a).first()
    wanted = InstitutionFactory(
        street=street, category=Category.ARTS, situation=Situation.NEITHER, zombie_since="2024-01-01"
    )
    TeachingSiteFactory(institution=wanted, cross_district=True)
    InstitutionFactory()
    for query in (
        {"street": street.pk if street else 0},
        {"category": "arts"},
        {"situation": "neither"},
        {"flag": "cross"},
        {"flag": "zombie"},
        {"district": "360102", "category": "arts", "status": "operating"},
    ):
        assert names(desk.get(LIST, query)) == {wanted.name}, query


def test_the_list_makes_the_same_queries_for_2_and_20_institutions(
    desk: Client, django_assert_num_queries: Any
) -> None:
    def fill(n: int) -> None:
        for row in InstitutionFactory.create_batch(n):
            TeachingSiteFactory(institution=row, cross_district=True)

    fill(2)
    desk.get(LIST)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    fill(18)
    with django_assert_num_queries(len(few)):
        assert len(desk.get(LIST).context["rows"]) == 20


def test_the_list_goes_out_as_a_table_without_telephone_numbers(desk: Client) -> None:
    InstitutionFactory(name="甲乙培训学校", phone="13970000001")
    sent = b"".join(desk.get(LIST, {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "甲乙培训学校" in sent
    assert "13970000001" not in sent
    assert desk.get(LIST, {"export": "xlsx"}).status_code == 200


def test_the_page_of_one_shows_papers_sites_years_and_history(desk: Client) -> None:
    row = InstitutionFactory(
        phone="0791-86000009/13970000001", situation=Situation.BUSINESS_ONLY, subjects=["chinese", "围棋"]
    )
    SchoolPermitFactory(institution=row, number="教民136010270000001号")
    TeachingSiteFactory(institution=row, address="南昌市青山湖区上海路1号", cross_district=True)
    AnnualReturnFactory(institution=row)
    page = desk.get(row.get_absolute_url()).content.decode()
    for words in ("教民136010270000001号", "上海路1号", "2026", "语文、围棋", "139****0001", "#P2", "#S6"):
        assert words in page, words
    assert "86000009" not in page
    assert "13970000001" not in page


def test_the_page_of_one_makes_the_same_queries_for_1_and_9_sites(
    desk: Client, institution: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill(n: int, year: int) -> None:
        for _ in range(n):
            TeachingSiteFactory(institution=institution)
            SchoolPermitFactory(institution=institution)
        AnnualReturnFactory(institution=institution, annual_inspection__year=year)

    fill(1, 2020)
    desk.get(institution.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        desk.get(institution.get_absolute_url())
    fill(8, 2021)
    with django_assert_num_queries(len(few)):
        desk.get(institution.get_absolute_url())


def edit(row: Institution, **more: Any) -> dict[str, Any]:
    facts = {
        "name": row.name,
        "code": row.code,
        "street": "",
        "address": row.address,
        "category": row.category,
        "organiser": row.organiser,
        "legal_representative": row.legal_representative,
        "phone": row.phone,
        "fee_text": row.fee_text,
        "teacher_text": row.teacher_text,
        "seen": row.updated_at.isoformat(),
        "reason": "核对",
    }
    return facts | more


def test_a_correction_is_saved_and_told(desk: Client, institution: Any) -> None:
    url = f"{institution.get_absolute_url()}edit/"
    assert desk.get(url).status_code == 200
    answer = desk.post(url, edit(institution, organiser="王军"), follow=True)
    assert "核对" in answer.content.decode()
    institution.refresh_from_db()
    assert institution.organiser == "王军"


def test_a_correction_without_a_reason_keeps_what_was_typed(desk: Client, institution: Any) -> None:
    answer = desk.post(
        f"{institution.get_absolute_url()}edit/", edit(institution, organiser="王军", reason="")
    )
    assert answer.status_code == 422
    assert "王军" in answer.content.decode()


def test_a_correction_on_an_old_page_is_told_of_the_change(desk: Client, institution: Any) -> None:
    typed = edit(institution, organiser="王军")
    institution.organiser = "李平"
    institution.save()
    answer = desk.post(f"{institution.get_absolute_url()}edit/", typed)
    assert answer.status_code == 409
    institution.refresh_from_db()
    assert institution.organiser == "李平"


def test_a_wrong_credit_code_is_refused_beside_its_field(desk: Client, institution: Any) -> None:
    answer = desk.post(f"{institution.get_absolute_url()}edit/", edit(institution, code="91360102000000001X"))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"code"}
