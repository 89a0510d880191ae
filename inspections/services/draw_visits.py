"""From a draw to its visits, and to its published result. Clause: N2."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Campaign, Draw, DrawnTarget, InterestDeclaration
from inspections.services.draws import locked
from inspections.services.joint import open_inspection
from inspections.services.targets import take_drawn
from inspections.terms import DrawState, InspectionState, Source
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import Refusal
from portal.timeline import services as timeline

# The form that opened it is this draw: the same target of the same draw opens one visit.
OF_DRAWS = uuid.UUID("6b1f6a44-7d9e-5b1c-9a0e-2f3c36010001")


@transaction.atomic
def open_visits(
    draw: Draw,
    *,
    actor: Actor,
    on: date,
    departments: Sequence[str],
    purpose: str,
    campaign: Campaign | None = None,
    topics: Sequence[str] | None = None,
) -> list[DrawnTarget]:
    """Open the joint inspections of all drawn targets for a day, each with the inspectors drawn for it. Clause: N2.

    What is open already stays as it is, so doing it twice opens nothing twice. Made for a `campaign`, what was
    drawn becomes its targets, and its topics are theirs unless others are given. Returns the targets opened now.
    Raises NotAllowed, ChangedMeanwhile, Refusal.
    """
    draw = locked(draw, actor, DrawState.DRAWN, DrawState.PUBLISHED)
    if on < timezone.localdate():
        raise Refusal(_("The day of the visits lies in the past."), field="on")
    waiting = list(draw.targets.filter(joint_inspection=None).in_order())
    teams = {target.pk: [one.membership for one in target.inspectors.all()] for target in waiting}
    _check_teams([member for team in teams.values() for member in team], on)
    _check_interests(waiting, on)
    if campaign is not None:
        take_drawn(campaign, [target.institution for target in waiting], actor=actor)
    given = {"on": on, "departments": departments, "purpose": purpose, "campaign": campaign, "topics": topics}
    for target in waiting:
        _open(target, draw, actor, members=teams[target.pk], **given)
    if waiting:
        told = {"on": on.isoformat(), "visits": len(waiting)}
        timeline.record(actor, "draw.visits_opened", draw, clause="N2", changes=told)
    return waiting


def _open(target: DrawnTarget, draw: Draw, actor: Actor, **given: Any) -> None:
    """Open the visit of one target; the draw is where it comes from."""
    target.joint_inspection = open_inspection(
        actor=actor,
        institution=target.institution,
        source=Source.DRAW,
        client_id=uuid.uuid5(OF_DRAWS, f"{draw.number}/{target.institution.code}"),
        **given,
    )
    target.save(update_fields=["joint_inspection"])


def _check_teams(members: Sequence[Membership], on: date) -> None:
    drawn = {member.pk: member for member in members}
    able = Membership.objects.in_force(on).exclude(user__enforcement_certificate="")
    held = set(able.filter(pk__in=drawn).values_list("pk", flat=True))
    gone = sorted({str(member.user) for pk, member in drawn.items() if pk not in held})
    if gone:
        raise Refusal(
            _("No longer a certified officer on that day: %(names)s. Draw again, with this as the reason.")
            % {"names": "、".join(gone)},
            field="on",
        )


def _check_interests(waiting: Sequence[DrawnTarget], on: date) -> None:
    """Refuse where somebody drawn has declared an interest since the pool was frozen."""
    institutions = {target.institution_id for target in waiting}
    standing = InterestDeclaration.objects.standing(on).filter(institution__in=institutions)
    away = set(standing.values_list("user", "institution"))
    torn = sorted(
        {
            str(one.membership.user)
            for target in waiting
            for one in target.inspectors.all()
            if (one.membership.user_id, target.institution_id) in away
        }
    )
    if torn:
        raise Refusal(
            _("Has declared a conflict of interest since: %(names)s. Draw again, with this as the reason.")
            % {"names": "、".join(torn)}
        )


@transaction.atomic
def publish(draw: Draw, *, actor: Actor) -> Draw:
    """Publish seed, targets and the results of the visits. Clause: N2.

    Raises NotAllowed, ChangedMeanwhile, and Refusal while a visit is not made: nobody is to be warned of it.
    """
    draw = locked(draw, actor, DrawState.DRAWN)
    if unmade(draw):
        raise Refusal(_("Not every visit of this draw is closed: publishing would announce the others."))
    draw.publish(timezone.localdate())
    draw.save(update_fields=["state", "published_on"])
    timeline.record(actor, "draw.published", draw, clause="N2")
    return draw


def unmade(draw: Draw) -> int:
    """How many drawn targets still wait for their visit or for its end."""
    done = [InspectionState.CLOSED, InspectionState.CANCELLED]
    return draw.targets.exclude(joint_inspection__state__in=done).count()
