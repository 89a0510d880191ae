"""What the workbench's own pages read."""

from django.db.models import Q, QuerySet

from portal.accounts.actors import Actor
from portal.timeline.models import Event


def events_visible_to(actor: Actor, q: str = "") -> QuerySet[Event]:
    """Return the events of the actor's territory, newest first, those about `q` where it is given."""
    events = Event.objects.newest()
    if actor.district_ids is not None:
        events = events.filter(district_id__in=actor.district_ids)
    if q:
        events = events.filter(
            Q(subject_name__icontains=q) | Q(actor_name__icontains=q) | Q(reason__icontains=q)
        )
    return events
