"""What is due of sweeps."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import SweepPlace, SweepRound
from inspections.rules.campaigns import SweepTerms
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.rulebook import registry
from portal.rulebook.services import in_force
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "sweep.opened": gettext_lazy("opened a round of sweeps"),
    "sweep.carried": gettext_lazy("took over the places of the last round"),
    "sweep.places_added": gettext_lazy("named places to be swept"),
    "sweep.place_removed": gettext_lazy("took a place out of a round"),
    "sweep.swept": gettext_lazy("swept a place"),
}

MENU = (menu.MenuEntry(gettext_lazy("Sweeps"), "inspections:sweeps", "inspections.view", order=26),)


def places_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Rounds with places left: for a street officer from the first day, for the district when the end is near."""
    if not actor.can("sweeps.report"):
        return
    rounds = SweepRound.objects.visible_to(actor).running(today)
    if not actor.street_id:
        district_id = min(actor.district_ids) if actor.district_ids else None
        terms = in_force(SweepTerms, on=today, district_id=district_id).figure
        rounds = rounds.filter(ends__lte=today + timedelta(days=terms.warn_days))
    left = SweepPlace.objects.visible_to(actor).left().filter(round__in=rounds).order_by()
    counts = dict(left.values_list("round").annotate(n=Count("pk")))
    for row in rounds.filter(pk__in=counts).order_by("ends", "pk")[:SHOWN]:
        title = _("%(title)s: %(n)d places not swept yet") % {"title": row.title, "n": counts[row.pk]}
        yield DueItem(title, f"{row.get_absolute_url()}?swept=no", row.ends, _("Sweep"))


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    desk_due.register(places_due)
    registry.register(
        SweepTerms,
        title=gettext_lazy("Sweeps: days"),
        labels={"warn_days": gettext_lazy("due before the last day, calendar days")},
    )
