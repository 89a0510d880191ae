"""Consulting companies that train pupils."""

from typing import Any

import pytest

from institutions.rules.consulting import consulting_that_trains, words_in

COMPANY: dict[str, Any] = {
    "name": "南昌市启明教育咨询有限公司",
    "business_scope": "",
    "situation": "business_only",
    "is_registered": True,
    "category": "subject",
    "filings": 0,
    "sites": 0,
}


def signs(**more: Any) -> list[tuple[str, str]]:
    return [(sign.where, sign.what) for sign in consulting_that_trains(**COMPANY | more)]


@pytest.mark.clause("Z2")
def test_the_evidence_says_which_words_stand_where_and_what_is_taught() -> None:
    assert signs() == [("name", "教育咨询"), ("category", "subject")]
    assert signs(name="启明有限公司", business_scope="文化传播；家政服务。") == [
        ("scope", "文化传播"),
        ("scope", "家政服务"),
        ("category", "subject"),
    ]


@pytest.mark.clause("Z2")
@pytest.mark.parametrize("situation", ["both", "permit_only"])
def test_a_permit_ends_the_suspicion(situation: str) -> None:
    assert not signs(situation=situation)


@pytest.mark.clause("Z2")
def test_without_any_registration_it_is_another_clause() -> None:
    assert not signs(situation="neither", is_registered=False)
    assert signs(situation="neither", is_registered=True)


@pytest.mark.clause("Z2")
def test_a_company_that_trains_nobody_is_left_alone() -> None:
    assert not signs(category="other")
    assert signs(category="other", filings=1)[-1] == ("filings", "1")
    assert signs(category="other", sites=1)[-1] == ("sites", "1")


@pytest.mark.clause("Z2")
def test_day_care_trains_only_where_it_files_classes() -> None:
    assert not signs(category="care", sites=2)
    assert signs(category="care", filings=1)


@pytest.mark.clause("Z2")
def test_a_school_by_name_and_scope_is_not_a_consulting_company() -> None:
    assert not signs(name="南昌市东方新苗培训学校", business_scope="校外培训")


def test_a_word_inside_a_longer_one_is_said_once() -> None:
    assert words_in("教育咨询、托管") == ("教育咨询", "托管")
    assert words_in("教育咨询与企业咨询") == ("教育咨询", "咨询")
