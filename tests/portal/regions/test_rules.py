import pytest

from portal.regions.city import ALIASES
from portal.regions.rules import first_named, plain, street_stem


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("南昌市青山湖区上海路16号", "360111"),
        ("江西省南昌市红谷滩新区会展路1号", "360113"),
        ("南昌市南昌县莲塘镇澄湖北大道", "360121"),
        ("南昌高新技术产业开发区火炬大街", "gaoxin"),
        ("南昌市高新区紫阳大道", "gaoxin"),
        ("南昌经济技术开发区双港大道", "jingkai"),
        ("南昌小蓝经济技术开发区", "360121"),
        ("湾里区幸福路", "wanli"),
        ("南昌市 东 湖 区 民德路", "360102"),
        ("南昌市民德路426号", None),
        ("", None),
    ],
)
def test_the_district_an_address_names(address, slug):
    assert first_named(address, ALIASES) == slug


def test_the_district_named_first_wins_over_a_landmark_named_after_it():
    assert first_named("东湖区青山湖区大道", ALIASES) == "360102"


@pytest.mark.parametrize("name", ["公园街道", "公园街道办事处", "公园街办", "公 园 街 道"])
def test_a_street_is_the_same_under_each_kind_of_name(name):
    assert street_stem(name) == "公园"


def test_full_width_and_spaces_are_ironed_out():
    assert plain(" １２　号 ") == "12号"
