"""Teaching sites and rooms: entered, corrected, given up. Clauses: S4, S6, D4."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Room, TeachingSite
from institutions.rules.situations import is_cross_district
from institutions.rules.space import SpaceTerms, pupils_at_most
from institutions.services import cross_sites, marks
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.regions.services import district_in, find_street
from portal.rulebook.services import in_force
from portal.timeline import services as timeline

SITE_FIELDS = ("address", "name", "district", "premises", "area", "opened_on", "is_main")


@dataclass(frozen=True, slots=True)
class Space:
    """A site with its rooms in use and how many pupils each holds at once (D4)."""

    site: TeachingSite
    rooms: list[tuple[Room, int]]
    area: Decimal | None
    pupils: int | None


def spaces_of(institution: Institution, sites: list[TeachingSite], on: date) -> list[Space]:
    """Return what each site holds; `sites` come with their rooms prefetched. Clause: D4."""
    terms = in_force(SpaceTerms, on=on, district_id=institution.district_id).figure
    return [_space(site, terms) for site in sites]


def _space(site: TeachingSite, terms: SpaceTerms) -> Space:
    rooms = [(r, pupils_at_most(r.area, terms)) for r in site.rooms.all() if r.closed_on is None]
    area = sum((room.area for room, _pupils in rooms), Decimal(0)) or None
    # Rooms are what pupils sit in; the area of the whole site counts only where no room is known.
    known = sum(pupils for _room, pupils in rooms) if rooms else None
    if known is None and site.area is not None:
        known = pupils_at_most(site.area, terms)
    return Space(site, rooms, area, known)


@transaction.atomic
def add_site(institution: Institution, *, actor: Actor, reason: str, **values: Any) -> TeachingSite:
    """Enter a teaching site. Raises NotAllowed, ReasonRequired, Refusal."""
    row = Institution.objects.lock(institution)
    actor.must("institutions.edit", row)
    _must_say(reason)
    site = TeachingSite(institution=row)
    _place(site, values)
    _save_site(site)
    timeline.record(actor, "site.added", site, clause="S6", reason=reason, district_id=row.district_id)
    _after(site)
    return site


@transaction.atomic
def correct_site(site: TeachingSite, *, actor: Actor, reason: str, **values: Any) -> TeachingSite:
    """Correct a site; the event keeps what stood there. Raises NotAllowed, ReasonRequired, ChangedMeanwhile, Refusal."""
    row = _locked(site, actor, "institutions.edit")
    _must_say(reason)
    if values.get("is_main") is False and row.is_main:
        raise Refusal(_("Make another site the main one instead."), field="is_main")
    before = {name: getattr(row, name) for name in SITE_FIELDS}
    _place(row, values)
    told = {
        name: [str(before[name] or ""), str(getattr(row, name) or "")]
        for name in SITE_FIELDS
        if before[name] != getattr(row, name)
    }
    if not told:
        return row
    _save_site(row)
    district_id = row.institution.district_id
    timeline.record(
        actor, "site.corrected", row, clause="S6", reason=reason, changes=told, district_id=district_id
    )
    _after(row)
    return row


@transaction.atomic
def give_up_site(site: TeachingSite, *, actor: Actor, reason: str, on: date) -> TeachingSite:
    """Keep that nobody teaches there any more. Raises NotAllowed, ReasonRequired, ChangedMeanwhile, Refusal."""
    row = _locked(site, actor, "institutions.edit")
    _must_say(reason)
    if row.is_main and TeachingSite.objects.in_use().filter(institution=row.institution_id).count() > 1:
        raise Refusal(_("This is the main site: make another one the main site first."))
    if on > timezone.localdate():
        raise Refusal(_("This day is still to come."), field="on")
    if row.opened_on and on < row.opened_on:
        raise Refusal(_("It was in use only after that day."), field="on")
    row.closed_on, row.is_main = on, False
    row.save(update_fields=["closed_on", "is_main"])
    district_id = row.institution.district_id
    timeline.record(actor, "site.given_up", row, clause="S6", reason=reason, district_id=district_id)
    _after(row)
    return row


@transaction.atomic
def add_room(site: TeachingSite, *, actor: Actor, name: str, area: Decimal, reason: str = "") -> Room:
    """Enter a room: the institution its own, the district any with a reason. Raises NotAllowed, ReasonRequired, Refusal."""
    row = _locked(site, actor, _who_keeps_rooms(actor))
    _must_say(reason, actor)
    room = Room(site=row, name=name.strip(), area=area)
    closed = Room.objects.filter(site=row, name=room.name).exclude(closed_on=None).first()
    if closed is not None:  # the same room taken into use again
        room, room.area, room.closed_on = closed, area, None
    _save_room(room)
    _tell_room(room, row, "room.added", actor, reason, {"room": room.name, "area": str(area)})
    return room


@transaction.atomic
def correct_room(room: Room, *, actor: Actor, name: str, area: Decimal, reason: str = "") -> Room:
    """Correct a room's name or area. Raises NotAllowed, ReasonRequired, ChangedMeanwhile, Refusal."""
    row, site = _locked_room(room, actor)
    _must_say(reason, actor)
    before = {"name": row.name, "area": str(row.area)}
    if (row.name, row.area) == (name.strip(), area):
        return row
    row.name, row.area = name.strip(), area
    _save_room(row)
    changes = {"name": [before["name"], row.name], "area": [before["area"], str(row.area)]}
    _tell_room(row, site, "room.corrected", actor, reason, changes)
    return row


@transaction.atomic
def give_up_room(room: Room, *, actor: Actor, reason: str = "") -> Room:
    """Keep that no class is held in it any more. Raises NotAllowed, ReasonRequired, ChangedMeanwhile."""
    row, site = _locked_room(room, actor)
    _must_say(reason, actor)
    row.closed_on = timezone.localdate()
    row.save(update_fields=["closed_on"])
    _tell_room(row, site, "room.given_up", actor, reason, {"room": row.name})
    return row


def _who_keeps_rooms(actor: Actor) -> str:
    return "own.file" if actor.can("own.file") and not actor.is_system else "institutions.edit"


def _must_say(reason: str, actor: Actor | None = None) -> None:
    """Staff give a reason for what they change; an institution keeps its own rooms without one."""
    if actor is not None and _who_keeps_rooms(actor) == "own.file":
        return
    if not reason.strip():
        raise ReasonRequired(_("Write why this is changed."))


def _locked(site: TeachingSite, actor: Actor, capability: str) -> TeachingSite:
    actor.must(capability, site)
    Institution.objects.lock(site.institution)
    row = TeachingSite.objects.select_for_update(of=("self",)).select_related("institution").get(pk=site.pk)
    if row.closed_on is not None:
        raise ChangedMeanwhile(_("This site was given up meanwhile."))
    return row


def _locked_room(room: Room, actor: Actor) -> tuple[Room, TeachingSite]:
    actor.must(_who_keeps_rooms(actor), room)
    site = _locked(room.site, actor, _who_keeps_rooms(actor))
    row = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    if row.closed_on is not None:
        raise ChangedMeanwhile(_("This room was given up meanwhile."))
    return row, site


def _place(site: TeachingSite, values: dict[str, Any]) -> None:
    """Set what was typed; a district left empty is read off the address. Clause: S6."""
    for name, value in values.items():
        setattr(site, name, value)
    if site.district is None:
        site.district = district_in(site.address)
    site.street = find_street(site.district.pk, site.address) if site.district else None
    site.cross_district = is_cross_district(site.institution.district_id, site.district_id)


def _save_site(site: TeachingSite) -> None:
    if site.is_main:
        others = TeachingSite.objects.filter(institution=site.institution, is_main=True)
        others.exclude(pk=site.pk).update(is_main=False)
    try:
        with transaction.atomic():
            site.save()
    except IntegrityError as error:
        words = _("The register has a site of this institution at this address already.")
        raise Refusal(words, field="address") from error


def _save_room(room: Room) -> None:
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError as error:
        raise Refusal(_("This site has a room of this name already."), field="name") from error


def _after(site: TeachingSite) -> None:
    """What follows from a changed site."""
    cross_sites.review(site, timezone.localdate())
    marks.review_one(site.institution)


def _tell_room(
    room: Room, site: TeachingSite, verb: str, actor: Actor, reason: str, changes: dict[str, Any]
) -> None:
    timeline.record(
        actor,
        verb,
        room,
        clause="D4",
        reason=reason,
        changes=changes,
        institution_id=site.institution_id,
        district_id=site.institution.district_id,
    )
