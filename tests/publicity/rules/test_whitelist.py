"""The whitelist's conditions, one test each (S9)."""

import pytest

from publicity.rules.whitelist import Facts, judge, meets_all, reasons_to_take_off, unmet
from publicity.terms import ConditionKey, Finding

GOOD = Facts(annual_result="passed")


def found(facts: Facts) -> list[tuple[str, str]]:
    return [(condition.key, condition.found) for condition in unmet(judge(facts))]


def with_(**more: object) -> Facts:
    return Facts(**({"annual_result": "passed"} | more))  # type: ignore[arg-type]


@pytest.mark.clause("S9")
def test_an_institution_that_meets_every_condition_may_stand_on_the_whitelist():
    assert meets_all(judge(GOOD))


@pytest.mark.clause("S9")
@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (with_(situation="business_only"), ("papers", "no_permit")),
        (with_(situation="permit_only"), ("papers", "no_licence")),
        (with_(situation="neither"), ("papers", "no_licence")),
        (with_(permit_in_force=False), ("papers", "permit_ended")),
        (with_(annual_result="failed"), ("annual", "not_passed")),
        (with_(annual_result="absent"), ("annual", "not_passed")),
        (with_(annual_result="pending"), ("annual", "no_result")),
        (with_(annual_result=None), ("annual", "no_result")),
        (with_(open_orders=1), ("orders", "order_open")),
        (with_(failed_orders=1, open_orders=1), ("orders", "order_failed")),
        (with_(status="stopped"), ("teaching", "stopped")),
        (with_(status="closed"), ("teaching", "closed")),
        (with_(status="revoked"), ("teaching", "closed")),
        (with_(zombie=True), ("active", "zombie")),
        (with_(blacklisted=True), ("record", "blacklisted")),
        (with_(black_proposed=True), ("record", "black_proposed")),
    ],
)
def test_one_thing_missing_is_one_condition_unmet(facts: Facts, missing: tuple[str, str]):
    assert found(facts) == [missing]


@pytest.mark.clause("S9")
def test_all_that_is_missing_is_said_at_once():
    facts = Facts(situation="neither", annual_result="failed", open_orders=2, status="stopped", zombie=True)
    assert len(found(facts)) == 5


@pytest.mark.clause("M7")
def test_who_was_licensed_after_the_annual_inspection_began_need_not_have_passed_it():
    assert meets_all(judge(Facts(annual_result=None, first_year=True)))
    assert not meets_all(judge(Facts(annual_result="failed", first_year=True)))


def test_basically_passed_is_passed():
    assert meets_all(judge(Facts(annual_result="basic")))


def test_every_key_and_finding_of_the_rule_has_its_words():
    facts = [GOOD, Facts(situation="neither", annual_result="failed", open_orders=1, zombie=True)]
    for conditions in map(judge, facts):
        for condition in conditions:
            assert condition.key in ConditionKey.values
            assert condition.found in Finding.values


@pytest.mark.clause("S9")
@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        (with_(), []),
        (with_(open_orders=2), []),
        (with_(annual_result="failed"), []),
        (with_(permit_in_force=False), ["papers"]),
        (with_(status="stopped"), ["teaching"]),
        (with_(zombie=True), ["active"]),
        (with_(black_proposed=True), []),
    ],
)
def test_who_may_no_longer_teach_is_taken_off_and_who_has_a_deadline_is_not(facts: Facts, keys: list[str]):
    assert [condition.key for condition in reasons_to_take_off(judge(facts))] == keys
