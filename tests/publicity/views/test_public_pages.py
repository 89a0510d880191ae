"""What parents see."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.services import standing
from portal.accounts.actors import Actor
from publicity.models import Publication
from publicity.services import records
from tests.factories.publicity import JUNE, ProposalFactory, licensed, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client()


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def queries(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert browser.get(url).status_code == 200
    return len(made)


def test_the_home_page_begins_with_the_search_and_shows_what_is_new(browser: Client, district_a: Any):
    published(district_a, licensed(district_a))
    said = text_of(browser.get("/"))
    assert 'action="/institutions/"' in said
    assert "/publications/" in said
    assert "/complaints/new/" in said


def test_the_home_page_says_so_where_nothing_is_published(browser: Client):
    said = text_of(browser.get("/"))
    assert "还没有公布过名单" in said
    assert "/publications/1/" not in said


@pytest.mark.clause("M8")
def test_a_search_by_two_characters_finds_and_marks_the_name(browser: Client, district_a: Any):
    published(district_a, licensed(district_a, "东湖区东方新苗培训学校"))
    said = text_of(browser.get("/institutions/", {"q": "东方"}))
    assert "<mark>东方</mark>" in said


def test_one_character_is_asked_for_another(browser: Client, district_a: Any):
    published(district_a, licensed(district_a, "东方培训学校"))
    said = text_of(browser.get("/institutions/", {"q": "东"}))
    assert "东方培训学校" not in said
    assert "notice-warn" in said


def test_an_unknown_name_leads_to_the_report(browser: Client):
    said = text_of(browser.get("/institutions/", {"q": "没有这家"}))
    assert 'class="empty"' in said
    assert "/complaints/new/" in said


@pytest.mark.parametrize("query", ["district=999999", "list=grey", "category=x"])
def test_a_filter_that_does_not_exist_is_said_to_be_wrong(browser: Client, query: str):
    assert browser.get(f"/institutions/?{query}").status_code == 400


def test_pages_keep_the_filters(browser: Client, district_a: Any):
    for n in range(25):
        licensed(district_a, f"东方{n}号学校")
    records.refresh_all(JUNE)
    said = text_of(browser.get("/institutions/", {"q": "东方", "district": "360102"}))
    assert "q=%E4%B8%9C%E6%96%B9&amp;district=360102&amp;page=2" in said
    last = text_of(browser.get("/institutions/", {"q": "东方", "page": "2"}))
    assert last.count("<mark>东方</mark>") == 5
    assert browser.get("/institutions/", {"q": "东方", "page": "zz"}).status_code == 200


def test_what_is_shown_can_be_taken_along_as_csv_in_chinese(browser: Client, district_a: Any):
    published(district_a, licensed(district_a, "东方一校"), licensed(district_a, "西部二校"))
    browser.cookies["django_language"] = "en"
    response = browser.get("/institutions/", {"q": "东方", "export": "csv"})
    said = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "东方一校" in said
    assert "西部二校" not in said
    assert "whitelist" not in said


@pytest.mark.clause("Z1")
def test_the_page_of_an_institution_answers_whether_it_may_teach(browser: Client, district_a: Any):
    good, stopped = licensed(district_a), licensed(district_a)
    standing.stop_teaching(stopped, actor=Actor.system(), until=None, clause="Z5", reason="x")
    publication = published(district_a, good)
    said = text_of(browser.get(f"/institutions/{good.code}/"))
    assert "answer-yes" in said
    assert f"/publications/{publication.pk}/" in said
    assert f"/complaints/new/?institution={good.code}" in said
    assert "data:image/svg+xml" in said
    assert "answer-no" in text_of(browser.get(f"/institutions/{stopped.code}/"))


def test_who_stands_on_the_blacklist_gets_no_plain_yes(browser: Client, district_a: Any):
    bad = licensed(district_a)
    published(district_a, black=(bad,))
    said = text_of(browser.get(f"/institutions/{bad.code}/"))
    assert "answer-careful" in said
    assert "逾期未整改。" in said


def test_an_institution_that_is_not_public_is_not_found(browser: Client, institution: Any):
    records.refresh_all(JUNE)
    assert browser.get(f"/institutions/{institution.code}/").status_code == 404


def test_the_search_makes_the_same_queries_for_2_and_20(browser: Client, district_a: Any):
    for n in range(2):
        licensed(district_a, f"东方{n}号学校")
    records.refresh_all(JUNE)
    few = queries(browser, "/institutions/?q=东方")
    for n in range(18):
        licensed(district_a, f"东方{n + 2}号学校")
    records.refresh_all(JUNE)
    assert queries(browser, "/institutions/?q=东方") == few


def test_the_lists_of_publications_and_entries_make_the_same_queries_for_few_and_many(
    browser: Client, district_a: Any, district_b: Any
):
    one = published(district_a, licensed(district_a))
    few = queries(browser, "/publications/"), queries(browser, f"/publications/{one.pk}/")
    many = published(district_b, *(licensed(district_b) for _ in range(15)))
    # A later publication has one before it: one row more to read, however many entries it has.
    assert queries(browser, "/publications/") == few[0]
    assert queries(browser, f"/publications/{many.pk}/") == few[1]


@pytest.mark.clause("M8")
def test_a_list_in_preparation_is_seen_by_nobody(browser: Client, district_a: Any):
    publication = Publication.objects.create(kind="annual", district=district_a, year=2026, opened_on=JUNE)
    ProposalFactory(institution=licensed(district_a), state="accepted")
    for address in ("/", "verify/", ".json", ".csv", ".xlsx"):
        assert browser.get(f"/publications/{publication.pk}{address}").status_code == 404
    assert f"/publications/{publication.pk}/" not in text_of(browser.get("/publications/"))


@pytest.mark.clause("M8")
def test_the_check_page_recomputes_and_proves_an_entry(browser: Client, district_a: Any):
    institution = licensed(district_a)
    publication = published(district_a, institution)
    said = text_of(browser.get(f"/publications/{publication.pk}/verify/", {"code": institution.code}))
    assert publication.root in said
    assert "chip-bad" not in said
    missing = text_of(browser.get(f"/publications/{publication.pk}/verify/", {"code": "X"}))
    assert "notice-warn" in missing


def test_the_key_stands_on_its_page_and_as_json(browser: Client, district_a: Any):
    publication = published(district_a, licensed(district_a))
    assert publication.public_key in text_of(browser.get("/publications/keys/"))
    [key] = browser.get("/publications/keys.json").json()["keys"]
    assert key["public_key"] == publication.public_key


class TestCaching:
    """The same bytes for everyone, with a tag to ask by."""

    @pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
    def test_a_file_is_kept_for_good_and_not_sent_twice(self, browser: Client, district_a: Any, kind: str):
        publication = published(district_a, licensed(district_a))
        first = browser.get(f"/publications/{publication.pk}.{kind}")
        assert "immutable" in first["Cache-Control"]
        assert "Cookie" not in first.get("Vary", "")
        again = browser.get(
            f"/publications/{publication.pk}.{kind}", headers={"If-None-Match": first["ETag"]}
        )
        assert again.status_code == 304
        browser.cookies["django_language"] = "en"
        assert browser.get(f"/publications/{publication.pk}.{kind}").content == first.content

    @pytest.mark.parametrize(
        "address", ["/", "/institutions/?q=东方", "/publications/", "/publications/keys/"]
    )
    def test_a_page_is_the_same_for_a_signed_in_officer(
        self, browser: Client, client_as: Any, officer_a: Actor, district_a: Any, address: str
    ):
        published(district_a, licensed(district_a, "东方学校"))
        stranger, officer = browser.get(address), client_as(officer_a).get(address)
        assert stranger.content == officer.content
        assert stranger["ETag"] == officer["ETag"]
        assert "public" in stranger["Cache-Control"]
        unchanged = browser.get(address, headers={"If-None-Match": stranger["ETag"]})
        assert unchanged.status_code == 304
