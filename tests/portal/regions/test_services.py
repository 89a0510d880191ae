import pytest

from portal.regions.city import AREAS
from portal.regions.models import District, Street
from portal.regions.services import district_by_key, district_in, find_street, plant

pytestmark = pytest.mark.django_db

REGISTER_STREETS = ["董家窑街道", "大院街道", "公园街道", "滕王阁街道", "彭家桥街道", "百花洲街道"]


def test_the_city_has_nine_districts_and_three_zones_each_with_streets():
    assert District.objects.filter(is_zone=False).count() == 9
    assert set(District.objects.filter(is_zone=True).values_list("slug", flat=True)) == {
        "jingkai",
        "gaoxin",
        "wanli",
    }
    assert not District.objects.filter(streets__isnull=True).exists()


def test_a_districts_key_is_its_code_and_a_zones_its_slug():
    assert {district.key for district in District.objects.all()} == {area.slug for area in AREAS}
    assert district_by_key("360102").code == "360102"
    assert district_by_key("gaoxin").code is None
    assert district_by_key("nowhere") is None


def test_planting_again_changes_nothing_and_keeps_what_was_renamed():
    Street.objects.filter(name="公园街道").update(order=99)
    before = list(Street.objects.values_list("pk", "name", "order"))
    plant(District, Street)
    assert list(Street.objects.values_list("pk", "name", "order")) == before


@pytest.mark.parametrize("name", REGISTER_STREETS)
def test_every_street_of_the_donghu_register_is_found(name):
    donghu = District.objects.get(slug="360102")
    assert find_street(donghu.pk, name).name == name
    assert find_street(donghu.pk, f"南昌市东湖区{name}民德路426号").name == name


def test_a_street_of_another_district_is_not_found():
    assert find_street(District.objects.get(slug="360103").pk, "公园街道") is None
    assert find_street(District.objects.get(slug="360103").pk, "") is None


def test_an_address_without_its_district_is_placed_by_its_street():
    assert district_in("董家窑街道民德路426号").slug == "360102"
    assert district_in("南昌市红谷滩区会展路").slug == "360113"
    assert district_in("某某路1号") is None
