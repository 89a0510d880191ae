"""The same content is the same bytes, whoever writes it."""

from datetime import date

import pytest

from publicity.rules.canonical import canonical, digest, header


def a_header(**more: object) -> dict[str, object]:
    values: dict[str, object] = {
        "sequence": 1,
        "kind": "annual",
        "district": "360102",
        "year": 2026,
        "published_on": date(2026, 6, 12),
        "corrects": None,
        "size": 2,
        "white": 1,
        "black": 1,
        "root": "00",
        "previous": "",
    }
    return header(**(values | more))  # type: ignore[arg-type]


def test_keys_are_sorted_and_text_is_utf8_without_blanks():
    assert canonical({"b": "东方", "a": [1, None]}) == '{"a":[1,null],"b":"东方"}'.encode()


def test_a_fraction_and_a_key_that_is_no_text_are_refused():
    with pytest.raises(TypeError):
        canonical({"a": [{"b": 0.5}]})
    with pytest.raises(TypeError):
        canonical({"a": {1: "x"}})


@pytest.mark.clause("M8")
def test_whatever_is_changed_in_a_header_changes_its_digest():
    before = digest(a_header())
    for change in ({"year": 2027}, {"root": "01"}, {"previous": "aa"}, {"corrects": 3}, {"white": 2}):
        assert digest(a_header(**change)) != before
    assert digest(a_header()) == before
