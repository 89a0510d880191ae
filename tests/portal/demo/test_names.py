from random import Random

from stdnum.cn import uscc

from portal.demo import names
from portal.regions.city import ALIASES, AREAS
from portal.regions.rules import first_named


def test_the_same_seed_makes_the_same_name():
    assert names.person(Random(7)) == names.person(Random(7))


def test_two_thousand_institutions_have_two_thousand_names_and_valid_codes():
    random, taken, codes = Random(1), set(), set()
    for place in range(2000):
        area = AREAS[place % len(AREAS)]
        names.institution(random, area, random.choice(list(names.WORDS)), taken)
        names.credit_code(random, area, codes, company=bool(place % 2))
    assert len(taken) == len(codes) == 2000
    assert all(uscc.is_valid(code) for code in codes)


def test_an_address_names_its_own_district():
    random = Random(3)
    for area in AREAS:
        assert first_named(names.address(random, area, area.streets[0]), ALIASES) == area.slug


def test_every_district_has_roads():
    assert set(names.ROADS) == {area.slug for area in AREAS}
