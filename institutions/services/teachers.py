"""Filing who teaches: filing, correcting, letting go, and opening an identity number. Clauses: S10, N4, N5."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Teacher
from institutions.rules.identity_numbers import holds_number, plain_number
from institutions.rules.staff import Fault, Filed, StaffTerms, check_teacher, leaving_fault
from institutions.services import serving_matches
from institutions.terms import MatchState, Subject
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.privacy.digests import keyed_digest
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.timeline.models import Event

FAULTS = {
    "number_wrong": _("This is no identity number: compare all eighteen signs with the card."),
    "too_young": _("By this identity number the person is too young for the contract."),
    "certificate_missing": _(
        "Whoever teaches a school subject needs a teaching certificate: write its number."
    ),
    "certificate_wrong": _("The number of a teaching certificate has %(certificate_digits)s digits."),
    "contract_backward": _("The contract ends before it begins."),
    "record_ahead": _("This day is still to come. Check the criminal record first, then file."),
    "record_late": _("The criminal record is checked before the contract begins."),
    "record_old": _(
        "The check is more than %(record_days)s days older than the contract. Have it done again."
    ),
    "left_ahead": _("This day is still to come. File the leaving when it has happened."),
    "left_early": _("This day is before the contract began."),
}
FILED_ALREADY = _("This person is filed with the institution already. Correct that filing instead.")
# What an event must not hold: events stay for good (N4).
UNSAID = frozenset({"id_number", "certificate"})
SHOWN = 30
BATCH = 500
FIELDS = ("name", "certificate", "subject", "contract_from", "contract_until", "record_checked_on")


def terms_on(day: date, district_id: int) -> StaffTerms:
    """Return what is asked of a teacher in a district."""
    return in_force(StaffTerms, on=day, district_id=district_id).figure


def faults_in(values: dict[str, Any], *, on: date, district_id: int) -> list[Fault]:
    """Return all that keeps a teacher from being filed like this; an empty identity number is the one on file."""
    filed = Filed(
        number=plain_number(values.get("id_number")) or None,
        certificate=values["certificate"],
        teaches_school_subject=values["subject"] != Subject.OTHER,
        contract_from=values["contract_from"],
        contract_until=values["contract_until"],
        record_checked_on=values["record_checked_on"],
    )
    return check_teacher(filed, today=on, terms=terms_on(on, district_id))


def fault_words(fault: Fault, *, on: date, district_id: int) -> str:
    """Return what a fault says, with the figures in force."""
    terms = terms_on(on, district_id)
    figures = {"record_days": terms.record_days, "certificate_digits": terms.certificate_digits}
    return str(FAULTS[fault.check]) % figures


def _capability(actor: Actor) -> str:
    """The institution files its own; where it brings a paper, the district files for it."""
    return "own.file" if actor.can("own.file") else "teachers.provide"


def _judge(values: dict[str, Any], today: date, district_id: int) -> None:
    for fault in faults_in(values, on=today, district_id=district_id):
        raise Refusal(fault_words(fault, on=today, district_id=district_id), field=fault.field)


def _set_number(row: Teacher, number: str) -> None:
    row.id_number = number
    row.id_digest = keyed_digest(number, purpose="teacher")
    row.serving_digest = keyed_digest(number, purpose="serving")


def _save(row: Teacher) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refusal(FILED_ALREADY, field="id_number") from error


@transaction.atomic
def file_teacher(institution: Institution, *, actor: Actor, id_number: str, **values: Any) -> Teacher:
    """File a teacher of an institution, and compare with the schools' lists at once.

    Clauses: S10, N5, P7. Raises NotAllowed, Refusal (a fault, or filed already).
    """
    actor.must(_capability(actor), institution)
    today, number = timezone.localdate(), plain_number(id_number)
    if not number:
        raise Refusal(FAULTS["number_wrong"], field="id_number")
    _judge({**values, "id_number": number}, today, institution.district_id)
    version = in_force(StaffTerms, on=today, district_id=institution.district_id).version
    row = Teacher(institution=institution, rule_version=version, **{name: values[name] for name in FIELDS})
    _set_number(row, number)
    _save(row)
    timeline.record(
        actor,
        "teacher.filed",
        row,
        clause="S10",
        changes={"subject": row.subject, "record_checked_on": row.record_checked_on.isoformat()},
        district_id=institution.district_id,
    )
    serving_matches.find(today, teacher=row)
    return row


def _lock(teacher: Teacher, actor: Actor) -> Teacher:
    rows = Teacher.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.get(pk=teacher.pk)
    actor.must(_capability(actor), row)
    if row.left_on is not None:
        raise ChangedMeanwhile(_("The leaving of this teacher was filed already."))
    return row


def _told(row: Teacher, values: dict[str, Any]) -> dict[str, Any]:
    """What the event keeps of a correction: old and new, but nothing that identifies a person."""
    return {
        name: "…" if name in UNSAID else [str(getattr(row, name) or ""), str(value or "")]
        for name, value in values.items()
    }


@transaction.atomic
def correct_teacher(
    teacher: Teacher, *, actor: Actor, id_number: str = "", seen: datetime | None = None, **values: Any
) -> Teacher:
    """Correct a filing; an empty identity number leaves the one on file as it is.

    `seen` is when the page was drawn. Clauses: S10, N5. Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    row = _lock(teacher, actor)
    if seen is not None and row.updated_at > seen:
        raise ChangedMeanwhile()
    today, number = timezone.localdate(), plain_number(id_number)
    _judge({**values, "id_number": number}, today, row.institution.district_id)
    changed = {name: values[name] for name in FIELDS if getattr(row, name) != values[name]}
    if number and number != row.id_number:
        changed["id_number"] = number
    if not changed:
        return row
    told = _told(row, changed)
    if "id_number" in changed:
        _set_number(row, changed.pop("id_number"))
    for name, value in changed.items():
        setattr(row, name, value)
    row.rule_version = in_force(StaffTerms, on=today, district_id=row.institution.district_id).version
    _save(row)
    district_id = row.institution.district_id
    timeline.record(actor, "teacher.corrected", row, clause="S10", changes=told, district_id=district_id)
    serving_matches.find(today, teacher=row)
    return row


@transaction.atomic
def let_go(teacher: Teacher, *, actor: Actor, left_on: date) -> Teacher:
    """File that a teacher left. Clause: S10. Raises NotAllowed, ChangedMeanwhile, Refusal."""
    row = _lock(teacher, actor)
    fault = leaving_fault(left_on, contract_from=row.contract_from, today=timezone.localdate())
    if fault is not None:
        raise Refusal(FAULTS[fault], field="left_on")
    row.left_on = left_on
    row.save(update_fields=["left_on", "updated_at"])
    timeline.record(
        actor,
        "teacher.left",
        row,
        clause="S10",
        changes={"left_on": left_on.isoformat()},
        district_id=row.institution.district_id,
    )
    return row


@transaction.atomic
def open_number(teacher: Teacher, *, actor: Actor, reason: str) -> str:
    """Return a teacher's whole identity number; every opening leaves an event with its reason, and no number in it.

    Clause: N4. Raises NotAllowed, ReasonRequired, Refusal (erased).
    """
    actor.must("teachers.provide", teacher)
    if not reason.strip():
        raise ReasonRequired(_("Write what you need it for."))
    if holds_number(reason):
        raise Refusal(serving_matches.NO_NUMBER, field="reason")
    row = Teacher.objects.select_related("institution").get(pk=teacher.pk)
    if row.erased_on is not None:
        raise Refusal(_("The identity number was erased when it was no longer needed."))
    timeline.record(
        actor,
        "teacher.identity_opened",
        row,
        clause="N4",
        reason=reason.strip(),
        district_id=row.institution.district_id,
    )
    return row.id_number


def filed_elsewhere(teacher: Teacher) -> list[Teacher]:
    """Return where else the same person is filed now, in any district: a remark for the district. Clause: S10."""
    return list(Teacher.objects.same_person(teacher).for_list())


def history_of(teacher: Teacher) -> list[Event]:
    """Return what happened with a filing, newest first."""
    return list(Event.objects.about(teacher)[:SHOWN])


@transaction.atomic
def renew_digests() -> int:
    """Write both digests of every teacher anew, after the portal's secret was changed; returns how many. Clause: N4."""
    rows = list(Teacher.objects.select_for_update().filter(erased_on=None).order_by("pk"))
    for row in rows:
        _set_number(row, row.id_number)
    Teacher.objects.bulk_update(rows, ["id_digest", "serving_digest"], batch_size=BATCH)
    return len(rows)


def erase_old(today: date) -> int:
    """Erase the identity numbers of those who left long ago; twice erases nothing twice. Clause: N4."""
    kept = in_force(StaffTerms, on=today)
    gone = Teacher.objects.filter(
        left_on__lt=today - timedelta(days=kept.figure.kept_days), erased_on=None
    ).exclude(matches__state=MatchState.OPEN)
    return sum(_erase(pk, today, kept.version) for pk in list(gone.values_list("pk", flat=True)))


@transaction.atomic
def _erase(pk: int, today: date, version: str) -> int:
    row = Teacher.objects.select_for_update(of=("self",)).select_related("institution").get(pk=pk)
    if row.erased_on is not None:
        return 0
    row.id_number = row.id_digest = row.serving_digest = row.certificate = ""
    row.erased_on = today
    row.save()
    timeline.record(
        Actor.system(),
        "teacher.identity_erased",
        row,
        clause="N4",
        changes={"version": version},
        district_id=row.institution.district_id,
    )
    return 1
