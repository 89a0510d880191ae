"""Filing a class, filing a change of it, and taking it back. Clauses: Z3, D3."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import CourseFiling, FilingDraft, Institution
from institutions.models.filings import OPEN
from institutions.rules.class_times import Slot
from institutions.services.filings.checks import Rules, remarks_on_many
from institutions.services.filings.remarks import keep
from institutions.services.filings.timetable import derive, put_lessons
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.timeline import services as timeline
from portal.workdays.services import calendar

REVIEWED_MEANWHILE = _("This class was reviewed meanwhile. Look at its page.")
FILED_ALREADY = _("This class is filed already. Look at its page.")


def _lock(filing: CourseFiling, institution: Institution) -> CourseFiling:
    rows = CourseFiling.objects.select_for_update(of=("self",)).select_related("institution")
    return rows.get(pk=filing.pk, institution=institution)


@transaction.atomic
def submit(
    institution: Institution,
    *,
    actor: Actor,
    filing: CourseFiling | None = None,
    lessons: Sequence[Slot] | None = None,
    series: uuid.UUID | None = None,
    **values: Any,
) -> CourseFiling:
    """File a class, or file a returned one again; it goes to the district's queue.

    The institution files its own; where it brings a paper, the district files for it. `series` is the class's own
    key, made by the form: the same form sent twice files one class. Without `lessons` those it had stay.

    The checks are flags for the reviewer and were shown beside the fields; they refuse nothing by themselves.
    Raises NotAllowed, ChangedMeanwhile.
    """
    actor.must("own.file" if actor.can("own.file") else "filings.review", institution)
    if filing is not None:
        row = _lock(filing, institution)
        _fill(row, institution, values)
        return _send(row, actor, lessons)
    row = CourseFiling(institution=institution, series=series or uuid.uuid4())
    if CourseFiling.objects.filter(series=row.series).exists():
        raise ChangedMeanwhile(FILED_ALREADY)
    _fill(row, institution, values)
    return _send(row, actor, lessons)


@transaction.atomic
def change(filing: CourseFiling, *, actor: Actor, lessons: Sequence[Slot], **values: Any) -> CourseFiling:
    """File a change of an approved class: a new version, which the public reads once it is approved.

    Raises NotAllowed, ChangedMeanwhile.
    """
    actor.must("own.file" if actor.can("own.file") else "filings.review", filing)
    old = _lock(filing, filing.institution)
    if old.state != FilingState.APPROVED:
        raise ChangedMeanwhile(_("Another version is in force by now. Look at its page."))
    if old.series is None:
        old.series = uuid.uuid4()
        old.save(update_fields=["series"])
    versions = CourseFiling.objects.filter(series=old.series)
    if versions.filter(state__in=OPEN).exists():
        raise ChangedMeanwhile(_("A change of this class waits for review already. Look at its page."))
    latest = max(versions.values_list("version", flat=True))
    row = CourseFiling(
        institution=old.institution, series=old.series, version=latest + 1, previous_version=old
    )
    _fill(row, old.institution, values)
    return _send(row, actor, lessons)


def _fill(row: CourseFiling, institution: Institution, values: dict[str, Any]) -> None:
    teacher, room = values.get("filed_teacher"), values.get("room")
    if teacher is not None and teacher.institution_id != institution.pk:
        raise NotAllowed()
    if room is not None and room.site.institution_id != institution.pk:
        raise NotAllowed()
    for name, value in values.items():
        setattr(row, name, value)
    if teacher is not None:
        row.teacher = teacher.name
    if row.online:
        row.room = None


def _send(row: CourseFiling, actor: Actor, lessons: Sequence[Slot] | None) -> CourseFiling:
    """Send a filled row to the district, with its lessons and what the checks find."""
    if not can_proceed(row.submit):
        raise ChangedMeanwhile(REVIEWED_MEANWHILE)
    if lessons is not None and not lessons:
        raise Refusal(_("Enter at least one lesson."), field="lessons")
    today = timezone.localdate()
    rules = Rules.on(today, row.institution.district_id)
    row.submit(calendar().add(today, rules.limits.review_days))
    row.submitted_at, row.rule_version = timezone.now(), rules.version
    if lessons:
        derive(row, lessons)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # the same form was sent a moment ago
        raise ChangedMeanwhile(FILED_ALREADY) from error
    if lessons:
        put_lessons(row, lessons)
    _check(row, today, rules)
    if row.series is not None:
        FilingDraft.objects.filter(institution=row.institution, series=row.series).delete()
    told = {"class": row.name, "version": row.version}
    timeline.record(actor, "filing.submitted", row, clause="Z3", changes=told)
    return row


def _check(row: CourseFiling, today: date, rules: Rules) -> None:
    [(_row, found)] = remarks_on_many([row], on=today, rules={row.district_id: rules})
    keep(row, found, on=today, version=rules.version)


@transaction.atomic
def withdraw(filing: CourseFiling, *, actor: Actor, reason: str = "") -> CourseFiling:
    """Take a class back: it is not taught, and the public no longer reads it.

    To take back a change leaves the approved version in force; to take back the approved version takes back
    the change that waits, too. Raises NotAllowed, ChangedMeanwhile.
    """
    actor.must("own.file", filing)
    row = _lock(filing, filing.institution)
    if not can_proceed(row.withdraw):
        raise ChangedMeanwhile(_("This class was withdrawn already."))
    waiting: list[CourseFiling] = []
    if row.state == FilingState.APPROVED and row.series is not None:
        rows = CourseFiling.objects.select_for_update().filter(series=row.series, state__in=OPEN)
        waiting = list(rows.exclude(pk=row.pk))
    for each in (*waiting, row):
        each.withdraw()
        each.save(update_fields=["state", "review_by"])
        timeline.record(actor, "filing.withdrawn", each, clause="Z3", reason=reason)
    return row
