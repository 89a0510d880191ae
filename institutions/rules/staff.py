"""Who may be filed as a teacher. Clauses: S10, N5."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from institutions.rules.identity_numbers import age_on, birthday_of, is_identity_number


@dataclass(frozen=True, slots=True)
class StaffTerms:
    """What is asked of a teacher, and how long an institution's filing is kept after the teacher left."""

    KEY: ClassVar[str] = "N5.staff"
    CLAUSE: ClassVar[str] = "N5"
    TITLE: ClassVar[str] = "Teachers: what is asked for a filing"

    record_days: int = 180  # calendar days a criminal-record check may be old when the contract begins
    certificate_digits: int = 17
    least_age: int = 18  # full years when the contract begins
    decide_days: int = 10  # working days to decide on a match with a list of serving teachers
    kept_days: int = 730  # calendar days an identity number is kept after the teacher left (N4)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why somebody may not be filed like this: the field it belongs beside, and which check."""

    field: str
    check: str
    clause: str


@dataclass(frozen=True, slots=True)
class Filed:
    """What an institution says of a teacher; `number` is None where the one on file stays."""

    number: str | None
    certificate: str
    teaches_school_subject: bool
    contract_from: date
    contract_until: date | None
    record_checked_on: date


def _number_faults(filed: Filed, terms: StaffTerms) -> list[Fault]:
    if filed.number is None:
        return []
    if not is_identity_number(filed.number):
        return [Fault("id_number", "number_wrong", "S10")]
    birthday = birthday_of(filed.number)
    if birthday is None or age_on(birthday, filed.contract_from) < terms.least_age:
        return [Fault("id_number", "too_young", "N5")]
    return []


def _certificate_faults(filed: Filed, terms: StaffTerms) -> list[Fault]:
    """A school subject is taught with a teaching certificate; what is given must look like one. Source: S10."""
    if not filed.certificate:
        needed = filed.teaches_school_subject
        return [Fault("certificate", "certificate_missing", "S10")] if needed else []
    text = filed.certificate
    if len(text) != terms.certificate_digits or not (text.isascii() and text.isdigit()):
        return [Fault("certificate", "certificate_wrong", "S10")]
    return []


def _record_faults(filed: Filed, terms: StaffTerms, today: date) -> list[Fault]:
    """The criminal record is checked before employing, and not long before. Source: N5."""
    checked = filed.record_checked_on
    if checked > today:
        return [Fault("record_checked_on", "record_ahead", "N5")]
    if checked > filed.contract_from:
        return [Fault("record_checked_on", "record_late", "N5")]
    if checked < filed.contract_from - timedelta(days=terms.record_days):
        return [Fault("record_checked_on", "record_old", "N5")]
    return []


def check_teacher(filed: Filed, *, today: date, terms: StaffTerms) -> list[Fault]:
    """Return all that keeps a teacher from being filed like this. Source: S10, N5."""
    faults = _number_faults(filed, terms) + _certificate_faults(filed, terms)
    if filed.contract_until is not None and filed.contract_until < filed.contract_from:
        faults.append(Fault("contract_until", "contract_backward", "S10"))
    return faults + _record_faults(filed, terms, today)


def leaving_fault(left_on: date, *, contract_from: date, today: date) -> str | None:
    """Return why a teacher can't have left on a day: ahead of today, or before the contract began. Source: S10.

    Whoever never began may be let go at once.
    """
    if left_on > today:
        return "left_ahead"
    if left_on < contract_from <= today:
        return "left_early"
    return None
