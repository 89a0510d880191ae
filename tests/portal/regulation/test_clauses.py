import pytest
from django.utils import translation

from portal.regulation import clauses

EXPECTED = [
    f"{letter}{number}"
    for letter, last in (("Z", 6), ("S", 13), ("M", 10), ("P", 8), ("D", 7), ("N", 6))
    for number in range(1, last + 1)
]


def test_every_clause_of_the_regulation_is_listed_once_and_in_order():
    assert [clause.id for clause in clauses.all()] == EXPECTED


@pytest.mark.parametrize("clause", clauses.all(), ids=lambda clause: clause.id)
def test_every_clause_speaks_both_languages(clause):
    assert clause.title_zh
    assert clause.text_zh
    assert clause.title_en.isascii() or "–" in clause.title_en
    assert clause.text_en
    assert clause.status in {"done", "part", "later"}


def test_a_clause_reads_in_the_readers_language():
    with translation.override("en"):
        assert clauses.get("P1").title == "Neither licence nor permit"
    with translation.override("zh-hans"):
        assert clauses.get("P1").title == "无证无照"


def test_an_unknown_clause_is_an_error():
    with pytest.raises(KeyError):
        clauses.get("Q1")
