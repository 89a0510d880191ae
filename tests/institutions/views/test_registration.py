"""Entering an institution and letting its people in, in the browser."""

import re
from typing import Any

import pytest
from django.test import Client

from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from tests.factories.institutions import InstitutionFactory

PASSWORD = "an-uncommon-phrase-9"


@pytest.fixture
def desk(client_as: Any, officer_a: Actor) -> Client:
    return client_as(officer_a)


def test_an_officer_enters_an_institution(desk: Client, district_a: Any) -> None:
    sent = {"district": district_a.pk, "name": "青禾培训学校", "category": "subject"}
    answer = desk.post("/desk/institutions/new/", sent, follow=True)
    row = Institution.objects.get()
    assert answer.redirect_chain[-1][0] == row.get_absolute_url()
    assert "青禾培训学校" in answer.content.decode()


def test_what_was_typed_stays_when_the_code_is_wrong(desk: Client, district_a: Any) -> None:
    sent = {"district": district_a.pk, "name": "青禾培训学校", "category": "subject", "code": "9136"}
    answer = desk.post("/desk/institutions/new/", sent)
    assert answer.status_code == 422
    assert "青禾培训学校" in answer.content.decode()
    assert "code" in answer.context["form"].errors


def test_a_street_of_another_district_is_refused(desk: Client, district_a: Any, district_b: Any) -> None:
    street = district_b.streets.first()
    sent = {"district": district_a.pk, "name": "青禾培训学校", "category": "subject", "street": street.pk}
    assert "street" in desk.post("/desk/institutions/new/", sent).context["form"].errors


def test_a_person_is_let_in_and_signs_in_with_a_password_of_their_own(desk: Client, institution: Any) -> None:
    url = f"/desk/institutions/{institution.code}/access/"
    page = desk.post(url, {"name": "钱校长", "username": "13970000001"}, follow=True).content.decode()
    link = re.search(r"http://testserver(/invitation/[^<]+)", page)
    assert link is not None
    assert "/invitation/" not in desk.get(url).content.decode(), "the link is shown once"
    person = Client()
    assert person.get(link[1]).status_code == 200
    differs = person.post(link[1], {"password": PASSWORD, "again": "x"})
    assert differs.status_code == 422
    assert person.post(link[1], {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert "form" not in person.get(link[1]).content.decode().split("<main")[-1].split("</main")[0]
    signed = person.post("/accounts/login/", {"login": "13970000001", "password": PASSWORD}, follow=True)
    assert institution.name in signed.content.decode()


def test_a_new_link_voids_the_old_password(desk: Client, institution: Any, institution_user: Actor) -> None:
    assert institution_user.user is not None
    assert institution_user.membership is not None
    url = f"/desk/institutions/{institution.code}/access/"
    desk.post(f"{url}link/", {"held": institution_user.membership.pk})
    institution_user.user.refresh_from_db()
    assert not institution_user.user.has_usable_password()
    assert "/invitation/" in desk.get(url).content.decode()


def test_the_access_of_another_institutions_person_is_not_ended(
    desk: Client, district_a: Any, institution_user: Actor
) -> None:
    assert institution_user.membership is not None
    other = InstitutionFactory(district=district_a)
    url = f"/desk/institutions/{other.code}/access/end/"
    assert desk.post(url, {"held": institution_user.membership.pk}).status_code == 422
    assert Membership.objects.filter(pk=institution_user.membership.pk, until=None).exists()
