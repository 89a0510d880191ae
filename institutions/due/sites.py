"""What happens by itself with sites and with situations that the register finds, and what is due."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import CrossSiteTask
from institutions.rules.space import SpaceTerms
from institutions.services import cross_sites, marks
from portal.accounts.actors import Actor
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "site.added": gettext_lazy("entered a teaching site"),
    "site.corrected": gettext_lazy("corrected a teaching site"),
    "site.given_up": gettext_lazy("gave up a teaching site"),
    "room.added": gettext_lazy("entered a room"),
    "room.corrected": gettext_lazy("corrected a room"),
    "room.given_up": gettext_lazy("gave up a room"),
    "cross_site.opened": gettext_lazy("found a site in another district"),
    "cross_site.settled": gettext_lazy("settled a site in another district: the register changed"),
    "cross_site.handled": gettext_lazy("handled a site in another district"),
    "mark.found": gettext_lazy("found a consulting company that trains pupils"),
    "mark.settled": gettext_lazy("found that the situation no longer holds"),
}

SPACE_TERMS = {"square_metres_a_pupil": gettext_lazy("square metres a pupil at the busiest hour")}

MENU = (
    MenuEntry(
        gettext_lazy("Sites in other districts"), "institutions:cross_sites", "institutions.view", order=17
    ),
    MenuEntry(gettext_lazy("Sites and rooms"), "institutions:my_sites", "own.view", order=30, side="my"),
)


def open_cross_sites(today: date) -> int:
    """Every site in another district becomes a task of market supervision there, once (S6, M7)."""
    return cross_sites.review_all(today)


def find_situations(today: date) -> int:
    """Consulting companies that train pupils are found, and let go when it no longer holds (Z2)."""
    return marks.review_all(today)


def cross_sites_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Sites in another district, for market supervision of the district they lie in."""
    if not actor.can("sites.clear"):
        return
    waiting = CrossSiteTask.objects.visible_to(actor).waiting().for_list()
    if actor.district_ids is not None:
        waiting = waiting.filter(district__in=actor.district_ids)
    for task in waiting[:SHOWN]:
        title = _("Handle the site at %(address)s") % {"address": task.site.address}
        yield DueItem(
            title, task.get_absolute_url(), None, _("Site in another district"), task.site.institution.name
        )


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(cross_sites_due)
    register_step(DueStep("institutions.cross_sites", order=15, run=open_cross_sites))
    register_step(DueStep("institutions.situations", order=16, run=find_situations))
    registry.register(SpaceTerms, title=gettext_lazy("Space: area a pupil"), labels=SPACE_TERMS)
