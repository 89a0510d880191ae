"""The search on the database in use: two characters, facets, order, pages."""

from typing import Any

import pytest

from institutions.models import Institution
from publicity import figures
from publicity.models import PublicRecord
from publicity.queries import search
from publicity.queries.search import Sought, find
from publicity.services import records
from tests.factories.publicity import JUNE, licensed, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def city_of_names(district_a: Any, district_b: Any) -> dict[str, Institution]:
    made = {
        "sprout": licensed(district_a, "东湖区东方新苗培训学校", category="subject"),
        "reverse": licensed(district_a, "方东启航（艺术）中心", category="arts"),
        "west": licensed(district_b, "西湖区新东方英语ＡＢＣ学校", category="subject"),
        "twist": licensed(district_b, "方新东方培训", category="arts"),
    }
    published(district_a, made["sprout"], black=(made["reverse"],))
    records.refresh_all(JUNE)
    return made


def names(text: str = "", **facets: str) -> set[str]:
    hits = find(Sought(text, **facets), limit=50)
    found = PublicRecord.objects.public().by_ids(hits.ids)
    assert len(found) == hits.total
    return {record.name for record in found}


@pytest.mark.clause("M8")
def test_two_characters_find_all_names_that_hold_them_in_that_order(city_of_names: Any):
    assert names("东方") == {"东湖区东方新苗培训学校", "西湖区新东方英语ＡＢＣ学校", "方新东方培训"}


def test_longer_words_are_checked_as_a_whole(city_of_names: Any):
    # "方新东方培训" holds every pair of "东方新", in another order.
    assert names("东方新") == {"东湖区东方新苗培训学校"}


def test_several_words_must_all_be_there(city_of_names: Any):
    assert names("东方 英语") == {"西湖区新东方英语ＡＢＣ学校"}
    assert names("东方 篮球") == set()


def test_full_width_capitals_and_brackets_do_not_matter(city_of_names: Any):
    assert names("abc") == {"西湖区新东方英语ＡＢＣ学校"}
    assert names("启航艺术") == {"方东启航（艺术）中心"}


def test_pinyin_initials_find_names(city_of_names: Any):
    assert names("xdf") == {"西湖区新东方英语ＡＢＣ学校", "方新东方培训"}


@pytest.mark.parametrize(
    ("facets", "count"),
    [
        ({"district": "360102"}, 1),
        ({"district": "360103"}, 2),
        ({"list": "white"}, 1),
        ({"list": "black"}, 0),
        ({"category": "arts"}, 1),
        ({"district": "360103", "category": "subject"}, 1),
        ({"district": "jingkai"}, 0),
    ],
)
def test_facets_narrow_what_words_find(city_of_names: Any, facets: dict[str, str], count: int):
    assert len(names("东方", **facets)) == count


def test_facets_alone_find_too(city_of_names: Any):
    assert len(names()) == 4
    assert names(list="black") == {"方东启航（艺术）中心"}
    assert len(names(district="360103")) == 2


def test_a_code_finds_its_institution(city_of_names: Any):
    assert names(city_of_names["west"].code) == {"西湖区新东方英语ＡＢＣ学校"}
    assert names(city_of_names["west"].code, district="360102") == set()


WITH_THE_WORD = {"东湖区东方新苗培训学校", "西湖区新东方英语ＡＢＣ学校", "方新东方培训"}
ALL = {*WITH_THE_WORD, "方东启航（艺术）中心"}


@pytest.mark.parametrize("text", ["东方' | 'x", "东方%", "东方:*", "东方\\", '"东方"', "东方' --"])
def test_signs_of_query_languages_around_a_word_change_nothing(city_of_names: Any, text: str):
    assert names(text) == WITH_THE_WORD


@pytest.mark.parametrize("text", ['东方" OR "培训', "东方 AND NOT 培训", "東方%"])
def test_words_of_query_languages_are_looked_for_like_any_other(city_of_names: Any, text: str):
    assert names(text) == set()


@pytest.mark.parametrize("text", ["__", "%", "\\", '"', "'"])
def test_signs_alone_are_no_word_and_leave_nothing_out(city_of_names: Any, text: str):
    assert names(text) == ALL


def test_a_changed_list_is_found_under_its_new_name(city_of_names: Any, district_b: Any):
    published(district_b, black=(city_of_names["west"],))
    assert names("东方", list="black") == {"西湖区新东方英语ＡＢＣ学校"}


def test_pages_follow_each_other_and_count_once(district_a: Any, django_assert_num_queries: Any):
    for n in range(7):
        licensed(district_a, f"东方{n}号学校")
    records.refresh_all(JUNE)
    with django_assert_num_queries(2):  # ids and count; the rows
        first = figures.search_page(Sought("东方"), 1, 3)
    pages = [figures.search_page(Sought("东方"), n, 3) for n in (1, 2, 3)]
    assert [len(page.object_list) for page in pages] == [3, 3, 1]
    assert first.paginator.count == 7
    assert len({record.pk for page in pages for record in page}) == 7
    assert figures.search_page(Sought("东方"), 99, 3).number == 3


def test_a_word_in_every_name_is_counted_so_far_and_no_further(district_a: Any, monkeypatch: Any):
    monkeypatch.setattr(search, "COUNTED", 4)
    for n in range(7):
        licensed(district_a, f"东方{n}号学校")
    records.refresh_all(JUNE)
    pages = [figures.search_page(Sought("号学"), n, 3) for n in (1, 2, 3)]
    assert [len(page.object_list) for page in pages] == [3, 1, 1]
    assert all(page.more and page.paginator.count == 4 for page in pages)
    assert not figures.search_page(Sought(district="360102"), 1, 3).more
