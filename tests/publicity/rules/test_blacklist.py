"""A deadline missed proposes the blacklist (P8); a listing ends by itself (D5)."""

from datetime import date

import pytest

from publicity.rules.blacklist import (
    CreditTerms,
    listed_until,
    propose_for_failed_order,
    repair_from,
    severity_of,
)

SINCE = date(2026, 6, 30)


@pytest.mark.clause("P8")
def test_a_failed_order_proposes_the_blacklist():
    proposal = propose_for_failed_order(order_state="failed", status="operating")
    assert proposal is not None
    assert (proposal.clause, proposal.severity) == ("P8", "general")


@pytest.mark.clause("P8")
@pytest.mark.parametrize("state", ["served", "reported", "passed", "withdrawn"])
def test_an_order_that_has_not_failed_proposes_nothing(state: str):
    assert propose_for_failed_order(order_state=state, status="operating") is None


@pytest.mark.clause("P8")
def test_what_was_put_right_since_is_not_proposed_for_the_old_failure():
    assert propose_for_failed_order(order_state="failed", status="operating", put_right_since=True) is None


@pytest.mark.clause("D5")
@pytest.mark.parametrize(
    ("severity", "repair", "until"),
    [
        ("general", date(2026, 9, 30), date(2027, 6, 30)),
        ("serious", date(2027, 6, 30), date(2029, 6, 30)),
    ],
)
def test_a_listing_stands_for_its_least_time_and_ends_at_its_most(severity: str, repair: date, until: date):
    assert repair_from(SINCE, severity, CreditTerms()) == repair
    assert listed_until(SINCE, severity, CreditTerms()) == until


@pytest.mark.clause("D5")
def test_revocation_and_ban_are_serious_and_all_else_is_general():
    assert {severity_of(status) for status in ("revoked", "banned")} == {"serious"}
    assert {severity_of(status) for status in ("operating", "stopped", "closed")} == {"general"}


def test_a_month_without_that_day_ends_on_its_last():
    assert repair_from(date(2026, 11, 30), "general", CreditTerms()) == date(2027, 2, 28)


def test_terms_that_contradict_themselves_are_refused():
    with pytest.raises(ValueError, match="no shorter"):
        CreditTerms(general_at_least=13)
