"""Comparing filed teachers with the schools' lists, and deciding on what is found. Clauses: P7, S10."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import ServingList, ServingMatch, ServingTeacher, Teacher
from institutions.rules.identity_numbers import holds_number
from institutions.rules.staff import StaffTerms
from institutions.terms import ListState, MatchState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.privacy.digests import keyed_digest
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from portal.timeline.models import Event
from portal.workdays.services import calendar

BATCH = 500
NO_NUMBER = _("Leave the identity number out: a reason stays in the history for good.")


def _teachers(today: date) -> Q:
    """Whoever is employed, or will be: nobody waits for the contract to begin."""
    running = Q(contract_until=None) | Q(contract_until__gte=today)
    return running & Q(left_on=None) & ~Q(serving_digest="")


def _pairs(
    today: date, teacher: Teacher | None, serving_list: ServingList | None
) -> list[tuple[Teacher, ServingList]]:
    """Teachers with the list each stands on: two statements, whatever the size of the lists."""
    teachers = Teacher.objects.filter(_teachers(today))
    entries = ServingTeacher.objects.filter(serving_list__state=ListState.CURRENT)
    if teacher is not None:
        teachers = teachers.filter(pk=teacher.pk)
    if serving_list is not None:
        entries = entries.filter(serving_list=serving_list)
    entries = entries.filter(digest__in=teachers.values("serving_digest"))
    listed: dict[str, list[ServingList]] = {}
    for entry in entries.select_related("serving_list"):
        listed.setdefault(entry.digest, []).append(entry.serving_list)
    digests = list(listed)
    found: list[Teacher] = []
    for start in range(0, len(digests), BATCH):
        part = teachers.filter(serving_digest__in=digests[start : start + BATCH])
        found += part.select_related("institution")
    return [(row, of_school) for row in found for of_school in listed[row.serving_digest]]


@transaction.atomic
def find(today: date, *, teacher: Teacher | None = None, serving_list: ServingList | None = None) -> int:
    """Write down every teacher who stands on a school's list and was not found there before; returns how many.

    A teacher found before with an older list of the same school is not found again unless that match was
    dismissed. It is the portal that finds, whoever set it off: an institution that files a teacher learns nothing of it.
    Clause: P7.
    """
    pairs = _pairs(today, teacher, serving_list)
    if not pairs:
        return 0
    held = ServingMatch.objects.filter(teacher__in=[row.pk for row, _list in pairs])
    known = {
        (match.teacher_id, match.serving_list.district_id, match.serving_list.school)
        for match in held.exclude(state=MatchState.DISMISSED).select_related("serving_list")
    }
    days = calendar()
    made = 0
    for row, of_school in pairs:
        if (row.pk, of_school.district_id, of_school.school) in known:
            continue
        rule = in_force(StaffTerms, on=today, district_id=row.institution.district_id)
        match, is_new = ServingMatch.objects.get_or_create(
            teacher=row,
            serving_list=of_school,
            defaults={
                "found_on": today,
                "decide_by": days.add(today, rule.figure.decide_days),
                "rule_version": rule.version,
            },
        )
        if is_new:
            timeline.record(Actor.system(), "serving.found", match, clause="P7")
            made += 1
    return made


def find_all(today: date) -> int:
    """Compare every teacher with every list; the daily work does it, and a day missed is caught up. Clause: P7."""
    add_missing_digests()
    return find(today)


@transaction.atomic
def add_missing_digests() -> int:
    """Give teachers filed before the lists were compared the digest to compare by; returns how many."""
    waiting = Teacher.objects.filter(serving_digest="", erased_on=None).order_by("pk")
    rows = [row for row in waiting.select_for_update() if row.id_number]
    for row in rows:
        row.serving_digest = keyed_digest(row.id_number, purpose="serving")
    Teacher.objects.bulk_update(rows, ["serving_digest"], batch_size=BATCH)
    return len(rows)


def _decide(
    match: ServingMatch, actor: Actor, reason: str, may: Callable[[ServingMatch], bool]
) -> ServingMatch:
    rows = ServingMatch.objects.select_for_update(of=("self",)).select_related("teacher__institution")
    row = rows.get(pk=match.pk)
    actor.must("teachers.provide", row)
    if not may(row):
        raise ChangedMeanwhile(_("This match was decided meanwhile. Look at the decision below."))
    if not reason.strip():
        raise ReasonRequired(_("Write what you found out, and how."))
    if holds_number(reason):
        raise Refusal(NO_NUMBER, field="reason")
    row.decided_by = actor.user
    return row


@transaction.atomic
def confirm(match: ServingMatch, *, actor: Actor, reason: str) -> ServingMatch:
    """Confirm that a serving teacher teaches in an institution; the institution is asked about the teacher then.

    Clause: P7. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    row = _decide(match, actor, reason, lambda found: can_proceed(found.confirm))
    row.confirm(timezone.localdate(), reason.strip())
    row.save()
    timeline.record(actor, "serving.confirmed", row, clause="P7", reason=reason.strip())
    return row


@transaction.atomic
def dismiss(match: ServingMatch, *, actor: Actor, reason: str) -> ServingMatch:
    """Dismiss a match: retired, moved away, or the school's list was wrong.

    Clause: P7. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    row = _decide(match, actor, reason, lambda found: can_proceed(found.dismiss))
    row.dismiss(timezone.localdate(), reason.strip())
    row.save()
    timeline.record(actor, "serving.dismissed", row, clause="P7", reason=reason.strip())
    return row


def still_listed(match: ServingMatch) -> bool | None:
    """Whether the person stands on the school's list compared now; None where the school has none. Clause: P7."""
    school = match.serving_list
    current = (
        ServingList.objects.current().filter(district_id=school.district_id, school=school.school).first()
    )
    if current is None:
        return None
    return current.entries.filter(digest=match.teacher.serving_digest).exclude(digest="").exists()


def history_of(match: ServingMatch) -> list[Event]:
    """Return what happened with a match, newest first."""
    return list(Event.objects.about(match))
