"""Visits for tests of what makes them lawful."""

from datetime import date
from typing import Any

from django.utils import timezone

from inspections.models import JointInspection
from inspections.services.joint import open_inspection
from portal.accounts.actors import Actor
from portal.accounts.models import User


def opened(
    actor: Actor, institution: Any, *others: Actor, on: date | None = None, **more: Any
) -> JointInspection:
    """A visit as `actor` opens it: by education and fire, with the actor and the others as its officers."""
    given = {"purpose": "开学前检查", "departments": ["education", "fire"]} | more
    members = [one.membership for one in (actor, *others)]
    return open_inspection(
        actor=actor, institution=institution, members=members, on=on or timezone.localdate(), **given
    )


def without_certificate(actor: Actor) -> Actor:
    """The same person, their certificate gone."""
    assert actor.user is not None
    User.objects.filter(pk=actor.user.pk).update(enforcement_certificate="")
    actor.user.refresh_from_db()
    assert actor.membership is not None
    actor.membership.user.refresh_from_db()
    return actor
