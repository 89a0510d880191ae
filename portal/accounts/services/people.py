"""Making people and giving them roles."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from portal.accounts.actors import Actor
from portal.accounts.models import Membership, User
from portal.timeline import services as timeline


@transaction.atomic
def add_person(
    *, actor: Actor, username: str, name: str, password: str, since: date, **membership: Any
) -> User:
    """Make a person with one membership (`role`, `district`, `department`, …). Raises NotAllowed."""
    actor.must("accounts.manage")
    user = User.objects.create_user(username=username, name=name, password=password)
    Membership.objects.create(user=user, since=since, **membership)
    record_change(user, by=actor, changed=["name"])
    return user


def record_change(user: User, *, by: Actor | None, changed: Sequence[str]) -> None:
    """Leave the event of a change to a person or their roles."""
    roles = [m.label for m in user.memberships.for_acting().order_by("pk")]
    changes = {"fields": sorted(changed), "roles": roles, "active": user.is_active}
    timeline.record(by or Actor.system(), "person.changed", user, changes=changes)


def choose_role(session: Any, *, held: Sequence[Membership], chosen: int) -> bool:
    """Act in membership `chosen` from now on; False where the person does not hold it."""
    if chosen not in {m.pk for m in held}:
        return False
    session["membership"] = chosen
    return True
