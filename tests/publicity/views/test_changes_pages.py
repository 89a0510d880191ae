"""The lists over time, on their pages and in feeds."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.publicity import JUNE, licensed, published

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]


@pytest.fixture
def listed(district_a):
    institution = licensed(district_a, "南昌市东湖区启明培训学校")
    return institution, published(district_a, institution)


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_day_in_the_past_shows_who_stood_where_and_in_which_publication(client, listed, district_a):
    institution, publication = listed
    page = client.get("/publications/as-of/", {"district": district_a.slug, "on": JUNE.isoformat()})
    assert [entry.code for entry in page.context["rows"]] == [institution.code]
    assert publication.get_absolute_url() in page.content.decode()
    before = {"district": district_a.slug, "on": (JUNE - timedelta(days=1)).isoformat()}
    assert 'class="empty"' in client.get("/publications/as-of/", before).content.decode()


def test_a_day_that_has_not_come_is_said_beside_the_field(client, district_a):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = client.get("/publications/as-of/", {"district": district_a.slug, "on": tomorrow})
    assert page.status_code == 400
    assert page.context["form"].errors["on"]


def test_as_of_makes_the_same_queries_for_1_and_20_entries(client, district_a, district_b):
    published(district_a, licensed(district_a))
    published(district_b, *[licensed(district_b) for _n in range(20)])
    one, many = (
        f"/publications/as-of/?district={d.slug}&on={JUNE.isoformat()}" for d in (district_a, district_b)
    )
    queries(client, one)  # the first page fills what the process keeps
    assert queries(client, one) == queries(client, many)


def test_a_publication_says_what_it_changed(client, listed):
    institution, publication = listed
    url = f"{publication.get_absolute_url()}changes/"
    assert url in client.get(publication.get_absolute_url()).content.decode()
    assert institution.name in client.get(url).content.decode()


def test_the_history_and_the_sheet_hang_on_the_institutions_page(client, listed):
    institution, publication = listed
    page = client.get(f"/institutions/{institution.code}/").content.decode()
    for name in ("history", "sticker"):
        assert f"/institutions/{institution.code}/{name}/" in page
    assert (
        publication.get_absolute_url()
        in client.get(f"/institutions/{institution.code}/history/").content.decode()
    )
    sheet = client.get(f"/institutions/{institution.code}/sticker/").content.decode()
    assert "data:image/svg+xml" in sheet
    assert "白名单" not in sheet.split("<main")[1].split("</main>")[0]


def test_both_feeds_tell_of_each_publication_once_and_are_the_same_for_all(client, listed):
    _institution, publication = listed
    atom = client.get("/publications/feed.atom")
    root = ET.fromstring(atom.content)  # noqa: S314 - our own answer
    ids = [node.text for node in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert ids.count(f"urn:sha256:{publication.content_hash}") == 1
    feed = json.loads(client.get("/publications/feed.json").content)
    assert [item["id"] for item in feed["items"]] == [f"urn:sha256:{publication.content_hash}"]
    assert "public" in atom.headers["Cache-Control"]
    assert "Cookie" not in atom.headers.get("Vary", "")
    again = client.get("/publications/feed.atom", headers={"if-none-match": atom.headers["ETag"]})
    assert again.status_code == 304


def test_nothing_of_what_is_being_prepared_shows(client, district_a):
    assert json.loads(client.get("/publications/feed.json").content)["items"] == []
