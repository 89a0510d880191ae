"""What the workbench's own pages read."""

from django.db.models import Model, Q, QuerySet

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


def history_of(institution: Model, shown: int) -> list[Event]:
    """Return the newest events of an institution the actor may see."""
    return list(Event.objects.of_institution(institution.pk)[:shown])
