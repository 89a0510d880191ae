"""What lies in an actor's territory: the one condition behind every `visible_to`."""

from django.db.models import Q

from portal.accounts.actors import Actor
from portal.accounts.roles import Role

NOTHING = Q(pk__in=[])
# Not the empty Q(): that one falls out of an OR, and what was meant as "or anything" would be nothing more.
EVERYTHING = ~NOTHING


def within(actor: Actor, district: str, *, institution: str | None = None, street: str | None = None) -> Q:
    """Return the condition for rows in the actor's territory.

    `district`, `institution` and `street` are the lookups that lead from the row to each.
    An institution sees its own rows only, and nothing where no path leads to it; a street officer
    sees the street where a path is given, else the street's district.
    """
    if actor.role == Role.INSTITUTION:
        return Q(**{institution: actor.institution_id}) if institution and actor.institution_id else NOTHING
    if actor.district_ids is None:
        return EVERYTHING
    if actor.street_id and street:
        return Q(**{street: actor.street_id})
    if not actor.district_ids:
        return NOTHING
    return Q(**{f"{district}__in": actor.district_ids})
