import pytest

from portal.regulation import clauses

pytestmark = pytest.mark.django_db


def test_anybody_reads_every_clause_at_its_own_anchor(client):
    page = client.get("/regulation/")
    assert page.status_code == 200
    text = page.content.decode()
    for clause in clauses.all():
        assert f'id="{clause.id}"' in text
        assert clause.title_zh in text


def test_a_clause_knows_where_the_public_reads_it():
    assert clauses.get("P4").url == "/regulation/#P4"


def test_nothing_is_written_to_the_page(client):
    assert client.post("/regulation/").status_code == 405
