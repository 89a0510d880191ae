"""Who may be filed as a teacher: both sides of each limit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from institutions.rules.staff import Filed, StaffTerms, check_teacher, leaving_fault
from tests.factories.teachers import id_number

TODAY = date(2026, 3, 18)
TERMS = StaffTerms()
GOOD = Filed(
    number=id_number(1),
    certificate="20213600142000123",
    teaches_school_subject=True,
    contract_from=date(2026, 3, 1),
    contract_until=date(2027, 2, 28),
    record_checked_on=date(2026, 2, 20),
)


def faults(**changes: object) -> list[tuple[str, str]]:
    found = check_teacher(replace(GOOD, **changes), today=TODAY, terms=TERMS)  # type: ignore[arg-type]
    return [(fault.field, fault.check) for fault in found]


@pytest.mark.clause("S10", "N5")
def test_who_was_checked_before_and_holds_a_certificate_may_be_filed() -> None:
    assert faults() == []


@pytest.mark.clause("S10")
def test_the_number_must_hold_unless_the_one_on_file_stays() -> None:
    assert faults(number="110105194912310021") == [("id_number", "number_wrong")]
    assert faults(number=None) == []


@pytest.mark.clause("N5")
def test_eighteen_is_counted_on_the_first_day_of_the_contract() -> None:
    assert faults(number=id_number(2, born="20080301")) == []
    assert faults(number=id_number(2, born="20080302")) == [("id_number", "too_young")]


@pytest.mark.clause("S10")
def test_a_school_subject_needs_a_certificate_of_seventeen_digits() -> None:
    assert faults(certificate="") == [("certificate", "certificate_missing")]
    assert faults(certificate="", teaches_school_subject=False) == []
    for wrong in (
        "2021360014200012",
        "202136001420001234",
        "2021360014200012X",
        "２０２１３６００１４２０００１２３",
    ):
        assert faults(certificate=wrong) == [("certificate", "certificate_wrong")]
        assert faults(certificate=wrong, teaches_school_subject=False) == [
            ("certificate", "certificate_wrong")
        ]


@pytest.mark.clause("S10")
def test_a_contract_may_last_a_day_or_have_no_end_but_not_end_before_it_begins() -> None:
    assert faults(contract_until=GOOD.contract_from) == []
    assert faults(contract_until=None) == []
    assert faults(contract_until=GOOD.contract_from - timedelta(days=1)) == [
        ("contract_until", "contract_backward")
    ]


@pytest.mark.clause("N5")
def test_the_record_is_checked_before_employing_and_not_long_before() -> None:
    begins = GOOD.contract_from
    assert faults(record_checked_on=begins) == []
    assert faults(record_checked_on=begins + timedelta(days=1)) == [("record_checked_on", "record_late")]
    assert faults(record_checked_on=begins - timedelta(days=180)) == []
    assert faults(record_checked_on=begins - timedelta(days=181)) == [("record_checked_on", "record_old")]


@pytest.mark.clause("N5")
def test_a_check_still_to_come_is_no_check() -> None:
    later = {"contract_from": TODAY + timedelta(days=30)}
    assert faults(record_checked_on=TODAY, **later) == []
    assert faults(record_checked_on=TODAY + timedelta(days=1), **later) == [
        ("record_checked_on", "record_ahead")
    ]


@pytest.mark.clause("S10")
def test_all_faults_are_said_at_once() -> None:
    assert len(faults(number="1", certificate="", contract_until=date(2020, 1, 1))) == 3


@pytest.mark.clause("S10")
def test_a_teacher_left_between_the_first_day_of_the_contract_and_today() -> None:
    begins = date(2026, 3, 1)
    assert leaving_fault(TODAY, contract_from=begins, today=TODAY) is None
    assert leaving_fault(begins, contract_from=begins, today=TODAY) is None
    assert leaving_fault(TODAY + timedelta(days=1), contract_from=begins, today=TODAY) == "left_ahead"
    assert leaving_fault(begins - timedelta(days=1), contract_from=begins, today=TODAY) == "left_early"
    assert leaving_fault(TODAY, contract_from=TODAY + timedelta(days=9), today=TODAY) is None
