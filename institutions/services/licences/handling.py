"""The district's side: intake, site check, public notice, decision. Clauses: Z1, S4."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import ApplicationItem, LicenceApplication, StandardItem, StopDeclaration
from institutions.rules import licences as rules
from institutions.services.licences.applying import MEANWHILE, days_for
from institutions.services.standards import standard_on
from institutions.terms import ApplicationState as State
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline import services as timeline
from portal.workdays.services import calendar

OFFICERS = 2
BETWEEN_NAMES = re.compile(r"[、,，;；/\s]+")


def lock_for(application: LicenceApplication, actor: Actor, act: str) -> LicenceApplication:
    """The application, locked, where `act` is the next thing to do. Raises NotAllowed, ChangedMeanwhile."""
    rows = LicenceApplication.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.get(pk=application.pk)
    actor.must("licences.handle", row)
    if not can_proceed(getattr(row, act)):
        raise ChangedMeanwhile(MEANWHILE)
    return row


def due_in(row: LicenceApplication, step: str) -> date:
    """The last day of a step that begins today."""
    today = timezone.localdate()
    days = getattr(days_for(row.institution, today).figure, f"{step}_days")
    # The law counts the decision from acceptance: check and notice lie within its days.
    start = row.accepted_on or today if step == "decide" else today
    return calendar().add(start, days)


def tell(actor: Actor, verb: str, row: LicenceApplication, **more: Any) -> None:
    """Leave the event."""
    timeline.record(actor, f"licence.{verb}", row, clause="Z1", district_id=row.district_id, **more)


@transaction.atomic
def accept(application: LicenceApplication, *, actor: Actor) -> LicenceApplication:
    """Accept the application: the days of the decision run from now. Clause: Z1."""
    row = lock_for(application, actor, "accept")
    needs_check = "check" in rules.steps_of(row.kind, moves=row.moves)
    row.accepted_on = timezone.localdate()
    row.accept(due_in(row, "check" if needs_check else "decide"))
    row.save()
    tell(actor, "accepted", row)
    return row


@transaction.atomic
def send_back(
    application: LicenceApplication, *, actor: Actor, marks: Sequence[str], words: str
) -> LicenceApplication:
    """Return it for completion, with what is marked and what to do; said once, all of it. Clause: Z1."""
    row = lock_for(application, actor, "send_back")
    if not words.strip():
        raise ReasonRequired(_("Write what must be completed: the applicant reads it."), field="words")
    row.send_back(due_in(row, "completion"))
    row.marks, row.answer = list(marks), words
    row.save()
    tell(actor, "returned", row, reason=words, changes={"marks": list(marks)})
    return row


@transaction.atomic
def refuse(application: LicenceApplication, *, actor: Actor, reason: str) -> LicenceApplication:
    """Refuse it, at intake or at the decision; the reason and the ways of appeal are told. Clause: Z1."""
    row = lock_for(application, actor, "refuse")
    if not reason.strip():
        raise ReasonRequired(_("Write why it is refused: the applicant reads it."))
    row.refuse()
    row.answer, row.decided_on, row.decided_by = reason, timezone.localdate(), actor.user
    row.save()
    tell(actor, "refused", row, reason=reason)
    return row


@transaction.atomic
def record_check(
    application: LicenceApplication,
    *,
    actor: Actor,
    on: date,
    officers: str,
    note: str,
    found: Mapping[int, tuple[bool | None, str]],
) -> LicenceApplication:
    """Record the site check: item's key → met and what was seen. It passes where every item was found met (S4).

    Raises NotAllowed, ChangedMeanwhile, Refusal (a day to come, an item not looked at).
    """
    row = lock_for(application, actor, "check_site")
    if on > timezone.localdate():
        raise Refusal(_("This day is still to come."), field="on")
    if len([name for name in BETWEEN_NAMES.split(officers) if name]) < OFFICERS:
        raise Refusal(_("At least two officers check a site: name both."), field="officers")
    expect_items(row)
    items = list(row.items.select_related("item"))
    for item in items:
        item.found_met, item.found_note = found.get(item.item_id, (None, ""))
    passed = rules.check_passes({item.item.code: item.found_met for item in items})
    if passed is None:
        raise Refusal(_("Say of every item whether it is met."))
    ApplicationItem.objects.bulk_update(items, ["found_met", "found_note"])
    row.check_site(due_in(row, "decide"))
    row.checked_on, row.check_officers, row.check_note, row.check_passed = on, officers, note, passed
    row.save()
    unmet = [item.item.code for item in items if not item.found_met]
    tell(actor, "checked", row, changes={"passed": passed, "not_met": unmet}, reason=note)
    return row


def items_to_check(application: LicenceApplication) -> list[ApplicationItem]:
    """The items that a site check goes through: those of the application, or of the standard of today. Clause: S4."""
    if application.standard_id is not None:
        return list(application.items.select_related("item__section"))
    items = StandardItem.objects.filter(section__standard=standard_on(timezone.localdate()))
    return [ApplicationItem(application=application, item=item) for item in items.select_related("section")]


def expect_items(row: LicenceApplication) -> None:
    """Lay the standard of the day out for a check that needs no self-assessment. Clause: S4."""
    if row.standard is not None:
        return
    row.standard = standard_on(timezone.localdate())
    row.save(update_fields=["standard"])
    ApplicationItem.objects.bulk_create(
        ApplicationItem(application=row, item=item)
        for item in StandardItem.objects.filter(section__standard=row.standard)
    )


@transaction.atomic
def show_public(application: LicenceApplication, *, actor: Actor) -> LicenceApplication:
    """Put it under public notice for the days in force. Clause: Z1. Raises Refusal (the check did not pass)."""
    row = lock_for(application, actor, "show")
    if rules.next_step(row.kind, row.done_steps, moves=row.moves) != "notice":
        raise Refusal(_("The site check has to pass first. Refuse the application where it did not."))
    today = timezone.localdate()
    row.show(due_in(row, "notice"))
    row.notice_from, row.notice_until = today, row.due
    row.save()
    tell(actor, "shown", row, changes={"until": row.notice_until.isoformat() if row.notice_until else ""})
    return row


@transaction.atomic
def grant(application: LicenceApplication, *, actor: Actor, reason: str = "") -> LicenceApplication:
    """Grant it, once every step of its kind is taken. Clause: Z1. Raises Refusal."""
    row = lock_for(application, actor, "grant")
    if rules.next_step(row.kind, row.done_steps, moves=row.moves) != "decide":
        raise Refusal(_("A step is still missing before the decision: site check or public notice."))
    row.grant(due_in(row, "issue"))
    row.answer, row.decided_on, row.decided_by = reason, timezone.localdate(), actor.user
    row.save()
    tell(actor, "granted", row, reason=reason)
    return row


@transaction.atomic
def settle_stop(declaration: StopDeclaration, *, actor: Actor, note: str) -> StopDeclaration:
    """Close a declaration: pupils placed, fees paid back, as the district found. Clause: Z1."""
    row = StopDeclaration.objects.select_for_update(of=("self",)).select_related("institution")
    found = row.get(pk=declaration.pk)
    actor.must("licences.handle", found)
    if found.settled_on is not None:
        raise ChangedMeanwhile(_("This declaration is settled already."))
    if not note.strip():
        raise ReasonRequired(_("Write how pupils and fees were settled."), field="note")
    found.settled_on, found.settled_note = timezone.localdate(), note
    found.save(update_fields=["settled_on", "settled_note"])
    timeline.record(
        actor, "licence.stop_settled", found, clause="Z1", reason=note, district_id=found.district_id
    )
    return found


def _due(state: str, today: date) -> list[int]:
    rows = LicenceApplication.objects.filter(state=state, due__lt=today)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def end_notices_due(today: date) -> int:
    """A public notice whose last day is past is over: it waits for the decision. Clause: Z1."""
    return sum(_end_notice(pk) for pk in _due(State.NOTICE, today))


@transaction.atomic
def _end_notice(pk: int) -> int:
    actor = Actor.system()
    row = LicenceApplication.objects.select_for_update(of=("self",)).select_related("institution").get(pk=pk)
    if not can_proceed(row.end_notice):
        return 0
    row.end_notice(due_in(row, "decide"))
    row.save()
    tell(actor, "notice_ended", row)
    return 1


def lapse_due(today: date) -> int:
    """What was not completed by its day lapses; a new application may be begun at once. Clause: Z1."""
    return sum(_lapse(pk) for pk in _due(State.RETURNED, today))


@transaction.atomic
def _lapse(pk: int) -> int:
    row = LicenceApplication.objects.select_for_update(of=("self",)).select_related("institution").get(pk=pk)
    if not can_proceed(row.lapse):
        return 0
    row.lapse()
    row.save()
    tell(Actor.system(), "lapsed", row)
    return 1
