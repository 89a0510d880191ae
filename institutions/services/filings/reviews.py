"""The district's review of a class. Clauses: Z3, D3."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import CourseFiling
from institutions.rules.remarks import needs_reason
from institutions.services.filings.checks import Rules, remarks_on_many
from institutions.services.filings.remarks import keep
from institutions.services.filings.words import FIELDS
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired
from portal.timeline import services as timeline


def stamp(filing: CourseFiling) -> str:
    """Return what changes when a class is filed again: the page gives it back, so that nobody decides unread."""
    return filing.submitted_at.isoformat() if filing.submitted_at else ""


def _open(filing: CourseFiling, actor: Actor, seen: str | None) -> CourseFiling:
    actor.must("filings.review", filing)
    rows = CourseFiling.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.get(pk=filing.pk)
    if not can_proceed(row.approve):
        raise ChangedMeanwhile(_("This class was reviewed meanwhile. Look at its page."))
    if seen is not None and seen != stamp(row):
        raise ChangedMeanwhile(
            _("The institution filed this class again meanwhile. Read it and decide again.")
        )
    row.reviewed_by, row.reviewed_at = actor.user, timezone.now()
    return row


@transaction.atomic
def approve(filing: CourseFiling, *, actor: Actor, note: str = "", seen: str | None = None) -> CourseFiling:
    """Approve a class: the public can read it from now on, in place of the version before.

    A class that is against a rule needs a reason. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    row = _open(filing, actor, seen)
    today = timezone.localdate()
    rules = Rules.on(today, row.district_id)
    [(_row, found)] = remarks_on_many([row], on=today, rules={row.district_id: rules})
    if needs_reason(found) and not note.strip():
        raise ReasonRequired(
            _("The checks found what is against a rule: write why the class is approved all the same."),
            field="note",
        )
    keep(row, found, on=today, version=rules.version)
    _supersede(row, actor, today)
    row.approve()
    row.review_note = note
    row.save()
    timeline.record(actor, "filing.approved", row, clause="Z3", reason=note, changes={"version": row.version})
    return row


def _supersede(row: CourseFiling, actor: Actor, today: date) -> None:
    """Let the version in force give way to the next."""
    if row.series is None:
        return
    rows = CourseFiling.objects.select_for_update().filter(series=row.series)
    for old in rows.filter(state=FilingState.APPROVED):
        old.supersede()
        old.save(update_fields=["state"])
        old.remarks.standing().update(closed_on=today)
        told = {"next_version": row.version}
        timeline.record(actor, "filing.superseded", old, clause="Z3", changes=told)


@transaction.atomic
def send_back(
    filing: CourseFiling,
    *,
    actor: Actor,
    note: str = "",
    marked: Mapping[str, str] | None = None,
    seen: str | None = None,
) -> CourseFiling:
    """Return a class with what must be changed: words, and the fields they are about.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    row = _open(filing, actor, seen)
    known = {name: words.strip() for name, words in (marked or {}).items() if name in FIELDS}
    if not note.strip() and not any(known.values()):
        raise ReasonRequired(_("Write what must be changed: the institution reads it."), field="note")
    row.send_back(note.strip(), known)
    row.save()
    timeline.record(
        actor, "filing.returned", row, clause="Z3", reason=note.strip(), changes={"marked": sorted(known)}
    )
    return row
