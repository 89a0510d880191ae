"""Sweeps: a round opened, its places named, each place swept. Clause: S7."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import SweepPlace, SweepRecord, SweepRound
from inspections.rules.campaigns import places_in, typed_lines
from inspections.services.targets import matched
from institutions.models import Institution
from institutions.terms import AreaKind
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed, ReasonRequired, Refusal
from portal.regions.models import District, Street
from portal.timeline import services as timeline

AT_MOST_LINES = 300


@transaction.atomic
def open_round(
    *, actor: Actor, district: District, title: str, begins: date, ends: date, carry: str = ""
) -> SweepRound:
    """Open a round of a district; every street is a place of it from the beginning. Clause: S7.

    `carry` "last" takes the places of the last round over. Raises NotAllowed, Refusal.
    """
    actor.must_in("campaigns.manage", district.pk)
    if ends < begins:
        raise Refusal(_("The last day lies before the first day."), field="ends")
    if SweepRound.objects.filter(district=district, title=title).exists():
        raise Refusal(_("A round of this title stands already."), field="title")
    made = SweepRound.objects.create(
        district=district, title=title, begins=begins, ends=ends, opened_by=actor.user
    )
    SweepPlace.objects.bulk_create(
        SweepPlace(round=made, street=street, kind=AreaKind.STREET, title=street.name)
        for street in district.streets.all()
    )
    timeline.record(actor, "sweep.opened", made, clause="S7", changes={"ends": ends.isoformat()})
    if carry == "last":
        carry_over(made, actor=actor)
    return made


@transaction.atomic
def carry_over(round_: SweepRound, *, actor: Actor) -> int:
    """Take over the places of the round before that this one does not have yet; how many. Clause: S7.

    Raises NotAllowed.
    """
    row = SweepRound.objects.lock(round_)
    actor.must("campaigns.manage", row)
    earlier = SweepRound.objects.filter(district=row.district_id, pk__lt=row.pk).order_by("-pk").first()
    if earlier is None:
        return 0
    places = [
        SweepPlace(
            round=row,
            street_id=old.street_id,
            community=old.community,
            kind=old.kind,
            title=old.title,
            address=old.address,
        )
        for old in earlier.places.all()
    ]
    new = _new_ones(row, places)
    timeline.record(actor, "sweep.carried", row, clause="S7", changes={"places": new, "from": earlier.title})
    return new


def _new_ones(round_: SweepRound, places: Sequence[SweepPlace]) -> int:
    """Write those places that the round does not have; how many."""
    have = set(round_.places.values_list("street", "kind", "title"))
    new: dict[tuple[int, str, str], SweepPlace] = {}
    for place in places:
        key = (place.street_id, place.kind, place.title)
        if key not in have:
            new.setdefault(key, place)
    SweepPlace.objects.bulk_create(new.values(), batch_size=500)
    return len(new)


@transaction.atomic
def add_places(
    round_: SweepRound, *, actor: Actor, street: Street, kind: str, lines: str, community: str = ""
) -> tuple[int, int]:
    """Name places of a street, one a line: name, then a comma and the address. How many are new, how many stood there.

    A street officer names those of the own street. Clause: S7. Raises NotAllowed, Refusal.
    """
    row = SweepRound.objects.lock(round_)
    actor.must("sweeps.report", row)
    if street.district_id != row.district_id:
        raise Refusal(_("This street lies in another district."), field="street")
    if actor.street_id and actor.street_id != street.pk:
        raise NotAllowed()
    typed = typed_lines(lines)
    if not 0 < len(typed) <= AT_MOST_LINES:
        words = _("Write one place a line, at most %(n)d.") % {"n": AT_MOST_LINES}
        raise Refusal(words, field="lines")
    read = places_in(typed)
    wrong = [title or address for title, address in read if not 0 < len(title) <= 80 or len(address) > 200]
    if wrong:
        words = _("No name, or too long: %(line)s") % {"line": wrong[0][:60]}
        raise Refusal(words, field="lines")
    new = _new_ones(
        row,
        [
            SweepPlace(round=row, street=street, community=community, kind=kind, title=title, address=address)
            for title, address in read
        ],
    )
    if new:
        changes = {"street": street.name, "kind": str(kind), "places": new}
        timeline.record(actor, "sweep.places_added", row, clause="S7", changes=changes)
    return new, len(read) - new


@transaction.atomic
def remove_place(place: SweepPlace, *, actor: Actor, reason: str) -> SweepRound:
    """Take out a place that was named by mistake and never swept; a whole street stays. Clause: S7.

    Raises NotAllowed, ReasonRequired, Refusal.
    """
    row = SweepPlace.objects.lock(place)
    actor.must("sweeps.report", row)
    if not reason.strip():
        raise ReasonRequired(_("Write why it is taken out."))
    if row.kind == AreaKind.STREET or row.records.exists():
        raise Refusal(_("A whole street, and a place that was swept, stay."))
    round_ = row.round
    changes = {"place": row.title, "street": row.street.name}
    row.delete()
    timeline.record(actor, "sweep.place_removed", round_, clause="S7", reason=reason.strip(), changes=changes)
    return round_


@transaction.atomic
def sweep(
    place: SweepPlace,
    *,
    actor: Actor,
    swept_on: date,
    found: str = "",
    institutions_seen: int = 0,
    named: str = "",
    client_id: uuid.UUID | None = None,
) -> SweepRecord:
    """Record that a place was swept, and what was found there. The same `client_id` twice records it once. Clause: S7.

    `named`: codes or names of institutions of the register that were seen, one a line; they count as seen.
    Raises NotAllowed, Refusal.
    """
    row = SweepPlace.objects.lock(place)
    actor.must("sweeps.report", row)
    known = SweepRecord.objects.filter(client_id=client_id, place=row).first() if client_id else None
    if known is not None:
        return known
    if not row.round.begins <= swept_on <= timezone.localdate():
        raise Refusal(_("The day lies before the round begins, or it has not come yet."), field="swept_on")
    institutions = _named(named, row)
    seen = max(institutions_seen, len(institutions))
    if seen and not found.strip():
        raise Refusal(_("Write what was found there."), field="found")
    record = SweepRecord.objects.create(
        place=row,
        swept_on=swept_on,
        swept_by=actor.user,
        found=found.strip(),
        institutions_seen=seen,
        client_id=client_id or uuid.uuid4(),
    )
    record.institutions.set(institutions)
    changes = {"on": swept_on.isoformat(), "institutions": seen}
    timeline.record(actor, "sweep.swept", row, clause="S7", changes=changes)
    return record


def _named(text: str, place: SweepPlace) -> list[Institution]:
    """The institutions of the place's district that the lines name. Raises Refusal for a line that names none."""
    rows = Institution.objects.filter(district=place.round.district_id)
    found = matched(typed_lines(text)[:AT_MOST_LINES], rows)
    unknown = [line for line, hits in found.items() if len(hits) != 1]
    if unknown:
        words = _("Not in the register of this district, or several of the name: %(names)s. Write it below.")
        raise Refusal(words % {"names": "、".join(unknown)[:200]}, field="named")
    return list({hits[0].pk: hits[0] for hits in found.values()}.values())
