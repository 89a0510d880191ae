"""API v1: the same as the pages, for programs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from publicity.rules import merkle
from publicity.rules.canonical import canonical, digest
from publicity.services import records
from tests.factories.publicity import JUNE, licensed, published

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def program() -> Client:
    return Client()


def test_institutions_are_found_by_name_district_list_and_category(
    program: Client, district_a: Any, district_b: Any
):
    published(district_a, licensed(district_a, "东方一校", category="arts"))
    published(district_b, black=(licensed(district_b, "东方二校"),))
    ask = lambda **q: [r["name"] for r in program.get(f"{API}/institutions/", q).json()["results"]]  # noqa: E731
    assert ask(q="东方") == ["东方一校", "东方二校"]
    assert ask(q="东方", district="360103") == ["东方二校"]
    assert ask(list="black") == ["东方二校"]
    assert ask(category="arts") == ["东方一校"]


@pytest.mark.parametrize("query", ["q=东", "district=1", "list=grey", "category=x"])
def test_a_wrong_parameter_is_400_and_named(program: Client, query: str):
    response = program.get(f"{API}/institutions/?{query}")
    assert response.status_code == 400
    assert query.split("=")[0] in response.json()


def test_pages_follow_each_other_and_end(program: Client, district_a: Any):
    for n in range(5):
        licensed(district_a, f"东方{n}号学校")
    records.refresh_all(JUNE)
    first = program.get(f"{API}/institutions/", {"q": "东方", "page_size": 2}).json()
    assert (first["count"], len(first["results"])) == (5, 2)
    assert program.get(first["next"]).json()["previous"]
    assert program.get(f"{API}/institutions/?page=9").status_code == 404


def test_an_institution_is_read_with_all_that_is_public_of_it(program: Client, district_a: Any):
    institution = licensed(district_a)
    publication = published(district_a, institution)
    said = program.get(f"{API}/institutions/{institution.code}/").json()
    assert (said["list"], said["publication"], said["standing"]) == ("white", publication.pk, "may_teach")
    assert said["permits"][0]["in_force"]
    assert not {"phone", "organiser", "legal_representative"} & set(said)
    assert program.get(f"{API}/institutions/nobody/").status_code == 404


@pytest.mark.clause("M8")
def test_a_program_checks_a_publication_from_the_api_alone(program: Client, district_a: Any):
    institution = licensed(district_a)
    publication = published(district_a, institution, licensed(district_a), black=(licensed(district_a),))
    said = program.get(f"{API}/publications/{publication.pk}/").json()
    entries = program.get(f"{API}/publications/{publication.pk}/entries/").json()["results"]
    assert merkle.root_hex(entry["content"].encode() for entry in entries) == said["root"]
    assert digest(said["header"]) == said["content_hash"]
    proof = program.get(f"{API}/publications/{publication.pk}/proof/{institution.code}/").json()
    path = [bytes.fromhex(step) for step in proof["path"]]
    assert merkle.includes(
        canonical(proof["entry"]), proof["index"], proof["size"], path, bytes.fromhex(said["root"])
    )


def test_entries_are_filtered_by_list_and_strangers_have_no_proof(program: Client, district_a: Any):
    publication = published(district_a, licensed(district_a), black=(licensed(district_a),))
    entries = f"{API}/publications/{publication.pk}/entries/"
    assert [e["list"] for e in program.get(entries, {"list": "black"}).json()["results"]] == ["black"]
    assert program.get(entries, {"list": "grey"}).status_code == 400
    assert program.get(f"{API}/publications/{publication.pk}/proof/nobody/").status_code == 404


def test_publications_are_filtered_by_district_and_year(program: Client, district_a: Any, district_b: Any):
    published(district_a, licensed(district_a))
    second = published(district_b, licensed(district_b))
    found = program.get(f"{API}/publications/", {"district": "360103", "year": 2026}).json()["results"]
    assert [p["id"] for p in found] == [second.pk]


@pytest.mark.parametrize("address", ["institutions/", "publications/"])
def test_lists_make_the_same_queries_for_few_and_many(
    program: Client, district_a: Any, district_b: Any, address: str
):
    published(district_a, licensed(district_a))
    program.get(f"{API}/{address}")
    with CaptureQueriesContext(connection) as few:
        program.get(f"{API}/{address}")
    published(district_b, *(licensed(district_b) for _ in range(6)))
    with CaptureQueriesContext(connection) as many:
        program.get(f"{API}/{address}")
    assert len(many) == len(few)


def test_answers_carry_a_tag_and_are_not_sent_twice(program: Client, district_a: Any):
    publication = published(district_a, licensed(district_a))
    first = program.get(f"{API}/publications/{publication.pk}/")
    again = program.get(f"{API}/publications/{publication.pk}/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
