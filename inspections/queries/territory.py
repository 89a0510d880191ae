"""Whose territory, whose team."""

from django.db.models import Q, QuerySet

from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.accounts.scope import within
from portal.regions.models import District, Street


def of_the_team(actor: Actor, inspection: str = "") -> Q:
    """The condition that a department officer's department takes part; every other role's territory is enough."""
    if actor.role != Role.DEPARTMENT_OFFICER:
        return Q()
    return Q(**{f"{inspection}team__contains": f",{actor.department},"})


def territory(actor: Actor, path: str = "", *, own: str | None = None) -> Q:
    """Rows whose institution, found at `path`, lies in the actor's territory; `own` where an institution sees its own."""
    return within(actor, f"{path}institution__district", institution=own, street=f"{path}institution__street")


def districts_of(actor: Actor) -> QuerySet[District]:
    """The districts that lie in the actor's territory."""
    districts = District.objects.all()
    return districts if actor.district_ids is None else districts.filter(pk__in=actor.district_ids)


def streets_of_actor(actor: Actor) -> QuerySet[Street]:
    """The own street of a street officer; else those of the actor's territory."""
    streets = Street.objects.filter(district__in=districts_of(actor)).select_related("district")
    return streets.filter(pk=actor.street_id) if actor.street_id else streets
