"""Bringing an entry into the register: merged, entered as new, or set aside. Clauses: S1, Z1, Z2."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import CensusEntry, EntryChange, Institution, SchoolPermit, TeachingSite
from institutions.rules import cells
from institutions.rules.matching import LIKELY
from institutions.rules.situations import is_cross_district, licence_situation
from institutions.services.census import keys
from institutions.services.register_known import provisional_codes
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.regions.models import District
from portal.regions.places import Places
from portal.timeline import services as timeline

# What of an entry can be taken over, in the order a page shows it.
FIELDS = ("name", "code", "street_id", "address", "category", "subjects", "fee_text", "teacher_text", "phone")
MASKED = frozenset({"phone"})  # a telephone number stays out of history (N4)
DECIDED = _("This entry was decided meanwhile. Look at it below.")


def offered(entry: CensusEntry) -> dict[str, Any]:
    """Return what the entry says, in the register's own fields. What it leaves open is empty."""
    fees = " ".join(filter(None, (entry.fee_items, entry.fee_standard)))
    taught = f"{entry.subjects}{entry.content}"
    return {
        "name": entry.name,
        "code": entry.code,
        "street_id": entry.street_id,
        "address": entry.address,
        "category": cells.category(entry.subjects) or "" if entry.subjects else "",
        "subjects": cells.subjects(taught),
        "fee_text": fees[:200],
        "teacher_text": "" if entry.teachers is None else str(entry.teachers),
        "phone": entry.phone or "",
    }


def lock_entry(entry: CensusEntry, actor: Actor) -> CensusEntry:
    """Return the entry locked, for who may decide on it."""
    row = (
        CensusEntry.objects.select_for_update(of=("self",))
        .select_related("district", "street", "census")
        .get(pk=entry.pk)
    )
    actor.must("census.manage", row)
    return row


def _decide(row: CensusEntry, actor: Actor, reason: str) -> None:
    row.decided_by, row.decided_at, row.decision_reason = actor.user, timezone.now(), reason
    row.save()


@transaction.atomic
def merge(
    entry: CensusEntry,
    institution: Institution,
    *,
    actor: Actor,
    fields: Iterable[str] = (),
    seen: datetime | None = None,
    reason: str = "",
) -> CensusEntry:
    """The entry is this institution of the register; the fields named are taken over into it, the others stay.

    `seen` is when the institution's facts on the officer's page were last changed.
    Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    row = lock_entry(entry, actor)
    if not can_proceed(row.merge):
        raise ChangedMeanwhile(DECIDED)
    target = Institution.objects.lock(institution)
    if not actor.is_system and not actor.sees(target):
        raise NotAllowed(_("This institution is registered in another district: tell that district."))
    if seen is not None and target.updated_at > seen:
        raise ChangedMeanwhile(_("The register was changed meanwhile. Compare again below."))
    told = _take_over(row, target, set(fields))
    row.merge(target)
    _decide(row, actor, reason)
    keys.refresh([target.pk])
    timeline.record(
        actor,
        "census.merged",
        row,
        clause="S1",
        reason=reason,
        changes={"institution": target.code, "fields": told},
        institution_id=target.pk,
    )
    return row


def _take_over(entry: CensusEntry, target: Institution, fields: set[str]) -> dict[str, Any]:
    """Write the chosen fields into the register and keep what stood there; returns what history may tell."""
    said = offered(entry)
    taken = {
        name: said[name]
        for name in FIELDS
        if name in fields and said[name] not in ("", None, []) and getattr(target, name) != said[name]
    }
    if "code" in taken:
        if not cells.is_credit_code(taken["code"]):
            raise Refusal(_("The check digit does not fit: the code can't be taken over."), field="take")
        has_permit = SchoolPermit.objects.live().filter(institution=target).exists()
        situation = licence_situation(has_business_licence=True, has_permit=has_permit)
        if situation != target.situation:
            taken["situation"] = situation
    before = {name: getattr(target, name) for name in taken}
    for name, value in taken.items():
        setattr(target, name, value)
    if taken:
        save_register(target, taken)
    EntryChange.objects.bulk_create(
        EntryChange(entry=entry, field=name, before=json.dumps(before[name]), after=json.dumps(value))
        for name, value in taken.items()
    )
    return {name: "…" if name in MASKED else [before[name], value] for name, value in taken.items()}


def save_register(target: Institution, changed: Iterable[str]) -> None:
    """Save the fields of an institution. Raises Refusal where the code is another's."""
    try:
        with transaction.atomic():
            target.save(update_fields=[*(name.removesuffix("_id") for name in changed), "updated_at"])
    except IntegrityError as error:
        raise Refusal(_("Another institution has this code already."), field="take") from error


@transaction.atomic
def enter_as_new(entry: CensusEntry, *, actor: Actor, reason: str = "") -> CensusEntry:
    """Put the entry into the register as a new institution, with a provisional code where no licence was seen.

    Where a likely candidate stands in the register, it needs a reason. Raises NotAllowed, ChangedMeanwhile,
    ReasonRequired, Refusal. Clauses: Z1, Z2.
    """
    row = lock_entry(entry, actor)
    if not can_proceed(row.enter):
        raise ChangedMeanwhile(DECIDED)
    district = District.objects.select_for_update().get(pk=row.district_id)
    likely = keys.surest(keys.candidates_for([row])[row.pk])
    if likely is not None and likely.institution.code == row.code:
        words = _("%(name)s has this credit code already: merge, or correct the code of the entry.")
        raise Refusal(words % {"name": likely.institution.name})
    if likely is not None and likely.reasons.score >= LIKELY and not reason.strip():
        words = _("%(name)s in the register is much like it. Write why this is another one.")
        raise ReasonRequired(words % {"name": likely.institution.name})
    made = _enter(row, district)
    timeline.record(actor, "institution.registered", made, clause="Z1", changes={"census": row.census.title})
    row.enter(made)
    _decide(row, actor, reason)
    keys.refresh([made.pk])
    timeline.record(
        actor,
        "census.entered",
        row,
        clause="Z1",
        reason=reason,
        changes={"institution": made.code},
        institution_id=made.pk,
    )
    return row


def _enter(row: CensusEntry, district: District) -> Institution:
    """Make the institution, its site and, where its number was seen, its permit."""
    said = {name: value for name, value in offered(row).items() if value not in ("", None, [])}
    code = said.pop("code", "") or provisional_codes(district)()
    number = row.permit_number
    if number and SchoolPermit.objects.filter(number=number).exists():
        raise Refusal(_("The permit %(number)s is another institution's.") % {"number": number})
    made = Institution.objects.create(district=district, code=code, situation=row.situation, **said)
    where = Places.load().district_id_in(row.address)
    TeachingSite.objects.create(
        institution=made,
        address=row.address,
        district_id=where or district.pk,
        street_id=row.street_id,
        premises=row.premises,
        is_main=True,
        cross_district=is_cross_district(district.pk, where),
    )
    if number:
        SchoolPermit.objects.create(institution=made, number=number)
    return made


@transaction.atomic
def set_aside(entry: CensusEntry, *, actor: Actor, reason: str) -> CensusEntry:
    """Put an entry aside: it trains no pupils, or it stands there twice. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    row = lock_entry(entry, actor)
    if not can_proceed(row.set_aside):
        raise ChangedMeanwhile(DECIDED)
    if not reason.strip():
        raise ReasonRequired(_("Write why this entry does not go into the register."))
    row.set_aside()
    _decide(row, actor, reason)
    timeline.record(actor, "census.set_aside", row, clause="S1", reason=reason)
    return row
