"""Whom an entry of the census is about."""

import pytest

from institutions.rules.matching import (
    ADDRESS,
    CORE,
    NAME,
    address_key,
    core_key,
    grade_of,
    keys_of,
    name_key,
    weigh,
)


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("南昌市东湖区博雅艺术培训中心", "博雅艺术培训中心"),
        ("南昌市博雅教育咨询有限公司", "博雅教育咨询"),
        ("博雅（八一馆）培训学校", "博雅培训学校"),
        ("ＡＢＣ 英语·培训部", "abc英语培训部"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.clause("S1")
def test_two_names_have_two_keys() -> None:
    assert name_key("南昌市博雅艺术培训中心") != name_key("南昌市博文艺术培训中心")
    assert core_key("博雅艺术培训中心") == core_key("南昌市博雅培训学校") == "博雅"


@pytest.mark.clause("S1")
def test_a_name_of_nothing_but_kinds_has_no_core_and_keeps_its_whole() -> None:
    assert core_key("培训中心") == ""
    assert name_key("南昌市") == "南昌市"


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    "address",
    [
        "南昌市东湖区董家窑街道民德路100号2栋",
        "民德路100号",
        "江西省南昌市东湖区民德路１００号",
        "民德路 100 号三楼",
    ],
)
def test_road_and_number_are_the_key_of_an_address(address: str) -> None:
    assert address_key(address) == "民德路100"


@pytest.mark.clause("S1")
def test_another_number_or_no_road_is_another_key() -> None:
    assert address_key("民德路101号") != address_key("民德路100号")
    assert address_key("某小区三楼") == ""


@pytest.mark.clause("S1")
def test_the_score_tells_certain_likely_and_possible_on_both_sides() -> None:
    assert [grade_of(n) for n in (100, 99, 60, 59, 30, 29)] == [
        "certain",
        "likely",
        "likely",
        "possible",
        "possible",
        "",
    ]
    assert weigh(same_code=True, agreeing=[]).grade == "certain"
    assert weigh(same_code=False, agreeing=[NAME, CORE]).agreeing == (NAME,)
    assert weigh(same_code=False, agreeing=[CORE, ADDRESS]).grade == "likely"
    assert weigh(same_code=False, agreeing=[ADDRESS]).grade == "possible"


@pytest.mark.clause("S1")
def test_every_institution_has_a_key() -> None:
    assert keys_of("。", []) == {(NAME, "。")}
