"""The permit a class is taught under and the teacher who teaches it. Clauses: Z1, S10, N5, P7."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from institutions.rules.remarks import Remark

NOT_A_SCHOOL_SUBJECT = "other"


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """A school permit as far as a class needs it; no subjects where it does not say."""

    valid_from: date | None
    valid_until: date | None
    long_term: bool
    revoked_on: date | None
    subjects: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether it is in force on `day`. Source: Z1."""
        begun = self.valid_from is None or self.valid_from <= day
        # A register that kept no end left it open.
        running = self.long_term or self.valid_until is None or day <= self.valid_until
        return begun and running and (self.revoked_on is None or day < self.revoked_on)


@dataclass(frozen=True, slots=True)
class TeacherFacts:
    """A filed teacher as far as a class needs it."""

    subject: str
    certificate: str
    contract_from: date
    contract_until: date | None
    left_on: date | None
    record_checked_on: date | None

    def employed(self, first: date, last: date) -> bool:
        """Whether under contract on all days from `first` to `last`. Source: S10."""
        lasting = self.contract_until is None or self.contract_until >= last
        here = self.left_on is None or self.left_on > last
        return self.contract_from <= first and lasting and here


def permit_remarks(subject: str, first: date, permits: Sequence[PermitFacts]) -> list[Remark]:
    """Return what the permits say against a class that begins on `first`. Source: Z1.

    A permit that names no subjects is a matter of information: old registers did not say.
    """
    valid = [permit for permit in permits if permit.valid_on(first)]
    if not valid:
        return [Remark("starts_on", "no_permit", "Z1", {"day": first.isoformat()})]
    if subject == NOT_A_SCHOOL_SUBJECT or any(subject in permit.subjects for permit in valid):
        return []
    check = "subject_not_permitted" if all(permit.subjects for permit in valid) else "scope_not_stated"
    return [Remark("subject", check, "Z1")]


def teacher_remarks(subject: str, *, first: date, last: date, teacher: TeacherFacts | None) -> list[Remark]:
    """Return what is missing of the teacher who is to teach the class. Source: S10, N5."""
    if teacher is None:
        return []
    school_subject = subject != NOT_A_SCHOOL_SUBJECT
    unchecked = teacher.record_checked_on is None or teacher.record_checked_on > first
    checks = (
        ("teacher_not_employed", "S10", not teacher.employed(first, last)),
        ("record_not_checked", "N5", unchecked),
        ("no_certificate", "S10", school_subject and not teacher.certificate.strip()),
        ("another_subject", "S10", school_subject and teacher.subject != subject),
    )
    return [Remark("filed_teacher", check, clause) for check, clause, fails in checks if fails]
