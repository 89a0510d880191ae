"""Preparing a random draw, freezing its pool, drawing, and drawing again. Clause: N2."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.figures.draws import pool_of
from inspections.models import Draw, DrawnInspector, DrawnTarget
from inspections.rules import draws as rules
from inspections.rules.draw_weights import DrawTerms
from inspections.terms import DrawState, InspectionState
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.regions.models import District
from portal.rulebook.services import in_force
from portal.timeline import services as timeline

SEED_BYTES = 32
SHOWN = 5


class PoolTooSmall(Refusal):
    """Fewer targets or inspectors than the draw needs."""


class TooEarly(Refusal):
    """The commitment has not stood in public long enough."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a draw is asked for: a share in per cent or a number of targets, and how many inspectors each."""

    title: str
    share: int | None = None
    count: int | None = None
    inspectors: int = 2


@transaction.atomic
def prepare(district: District, setting: Setting, *, actor: Actor) -> Draw:
    """Prepare a draw in a district: nothing is frozen, its pool is looked at first. Clause: N2.

    Raises NotAllowed, Refusal.
    """
    actor.must_in("draws.make", district.pk)
    terms = in_force(DrawTerms, on=timezone.localdate(), district_id=district.pk).figure
    if (setting.share is None) == (setting.count is None):
        raise Refusal(_("Give a share or a number, not both."), field="share")
    if setting.inspectors < terms.inspectors:
        raise Refusal(
            _("At least %(n)s inspectors make a visit.") % {"n": terms.inspectors}, field="inspectors"
        )
    draw = _numbered(
        Draw(
            title=setting.title.strip(),
            district=district,
            share=setting.share,
            count=setting.count,
            inspectors=setting.inspectors,
            prepared_by=actor.user,
        )
    )
    timeline.record(actor, "draw.prepared", draw, clause="N2", changes=_asked(draw))
    return draw


def _numbered(draw: Draw) -> Draw:
    """Write the draw under its district's next number of the year; the district's row keeps two from the same."""
    district = District.objects.select_for_update().get(pk=draw.district_id)
    head = f"SJ-{district.key}-{timezone.localdate().year}-"
    last = Draw.objects.filter(number__startswith=head).order_by("number").last()
    draw.number = f"{head}{int(last.number.removeprefix(head)) + 1 if last else 1:04d}"
    draw.save(force_insert=True)
    return draw


def _asked(draw: Draw) -> dict[str, object]:
    return {"share": draw.share, "count": draw.count, "inspectors": draw.inspectors}


def locked(draw: Draw, actor: Actor, *states: DrawState) -> Draw:
    """The draw in one of these states, locked. Raises NotAllowed, ChangedMeanwhile."""
    draw = Draw.objects.lock(draw)
    actor.must("draws.make", draw)
    if draw.state not in states:
        raise ChangedMeanwhile()
    return draw


def new_seed() -> str:
    """A seed that nobody can foresee."""
    return secrets.token_hex(SEED_BYTES)


@transaction.atomic
def commit(draw: Draw, *, actor: Actor, seen: str) -> Draw:
    """Freeze the pool and seal a seed; both hashes are public at once, and nobody knows the seed. Clause: N2.

    `seen` is the hash of the pool that the officer looked at. Raises NotAllowed, PoolTooSmall, and ChangedMeanwhile
    where the pool is another by now.
    """
    draw = locked(draw, actor, DrawState.PREPARED)
    now = timezone.now()
    found = pool_of(draw, timezone.localdate(now))
    if found.pool_hash != seen:
        raise ChangedMeanwhile()
    _check_size(found.pool)
    seed = new_seed()
    frozen = {
        "pool": found.pool,
        "points": found.points,
        "roster": found.roster,
        "pool_hash": found.pool_hash,
        "seed_commitment": rules.commitment(seed),
    }
    draw.commit(frozen, seed, now)
    draw.save()
    told = {"pool_hash": draw.pool_hash, "seed_commitment": draw.seed_commitment}
    timeline.record(actor, "draw.committed", draw, clause="N2", changes=told)
    return draw


def _check_size(pool: dict) -> None:
    able = rules.drawable(pool)
    if not 1 <= pool["wanted"] <= able:
        raise PoolTooSmall(
            _("%(wanted)s targets are wanted, %(able)s can be drawn.")
            % {"wanted": pool["wanted"], "able": able}
        )
    short = rules.short_of_inspectors(pool)
    if short:
        raise PoolTooSmall(
            _(
                "Too few certified inspectors without a conflict of interest: %(n)s of each. Such as: %(codes)s."
            )
            % {"n": pool["inspectors_each"], "codes": "、".join(short[:SHOWN])}
        )


@transaction.atomic
def draw_now(draw: Draw, *, actor: Actor) -> Draw:
    """Break the seal and draw; targets and inspectors follow from pool and seed alone. Clause: N2.

    Raises NotAllowed, ChangedMeanwhile, and TooEarly while the commitment has not stood in public long enough.
    """
    draw = locked(draw, actor, DrawState.COMMITTED)
    now = timezone.now()
    terms = in_force(DrawTerms, on=timezone.localdate(now), district_id=draw.district_id).figure
    stands = timedelta(minutes=terms.stands_minutes)
    if draw.committed_at is None or now < draw.committed_at + stands:
        raise TooEarly(
            _("The commitment stands in public for %(n)s minutes before anything is drawn.")
            % {"n": terms.stands_minutes}
        )
    draw.reveal(now)
    draw.save()
    drawn = rules.drawn_from(draw.pool, draw.seed)
    _write(draw, drawn)
    told = {"seed": draw.seed, "targets": len(drawn)}
    timeline.record(actor, "draw.drawn", draw, clause="N2", changes=told)
    return draw


def _write(draw: Draw, drawn: list[dict]) -> None:
    codes = [row["target"] for row in drawn]
    keys = dict(Institution.objects.filter(code__in=codes).values_list("code", "pk"))
    weights = {target["id"]: target["weight"] for target in draw.pool["targets"]}
    targets = DrawnTarget.objects.bulk_create(
        DrawnTarget(draw=draw, institution_id=keys[code], rank=rank, weight=weights[code])
        for rank, code in enumerate(codes, start=1)
    )
    DrawnInspector.objects.bulk_create(
        DrawnInspector(target=target, membership_id=draw.roster[inspector], place=place)
        for target, row in zip(targets, drawn, strict=True)
        for place, inspector in enumerate(row["inspectors"], start=1)
    )


@transaction.atomic
def redraw(draw: Draw, *, actor: Actor, reason: str) -> Draw:
    """Set a draw aside and prepare it anew; the old one and the reason stay public. Clause: N2.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, and Refusal while a visit of the old one goes on.
    """
    draw = locked(draw, actor, DrawState.PREPARED, DrawState.COMMITTED, DrawState.DRAWN)
    if not reason.strip():
        raise ReasonRequired(_("Say why it is drawn again: the reason is published."))
    going = draw.targets.filter(joint_inspection__isnull=False)
    if going.exclude(joint_inspection__state=InspectionState.CANCELLED).exists():
        raise Refusal(_("Visits of this draw are open or made: it can't be drawn again."))
    draw.supersede()
    draw.save(update_fields=["state"])
    again = _numbered(
        Draw(
            title=draw.title,
            district=draw.district,
            share=draw.share,
            count=draw.count,
            inspectors=draw.inspectors,
            prepared_by=actor.user,
            redraw_of=draw,
            redraw_reason=reason.strip()[:500],
        )
    )
    timeline.record(
        actor, "draw.superseded", draw, clause="N2", reason=reason.strip(), changes={"by": again.number}
    )
    told = _asked(again) | {"redraw_of": draw.number}
    timeline.record(actor, "draw.prepared", again, clause="N2", reason=reason.strip(), changes=told)
    return again
