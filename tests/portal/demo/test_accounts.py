from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from portal.demo.accounts import SECOND_FACTOR, SHOWN, current_code, people
from portal.regions.city import AREAS


def test_every_district_and_zone_has_its_officer():
    assert {person.district for person in people() if person.role == "district_bureau"} == {
        area.slug for area in AREAS
    }


def test_the_accounts_shown_are_among_those_made():
    assert set(SHOWN) <= {person.username for person in people()}


def test_the_code_is_the_one_that_sign_in_computes_and_says_how_long_it_holds():
    at = 1_790_000_017
    assert current_code(at) == (format_hotp_value(hotp_value(SECOND_FACTOR, at // 30)), 30 - at % 30)
