"""Zombie institutions that civil affairs has to clear. Clause: M7."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import ZombieTask
from institutions.terms import ZombieState
from portal.accounts.actors import Actor
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.evidence import access
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "zombie.opened": gettext_lazy("asked civil affairs to clear the zombie"),
    "zombie.cleared": gettext_lazy("cleared the zombie"),
}

MENU = (MenuEntry(gettext_lazy("Zombies"), "institutions:zombies", "institutions.view", order=14),)


def zombies_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Zombies that civil affairs has to clear, the oldest first; they have no last day (M7)."""
    if not actor.can("zombies.clear"):
        return
    waiting = ZombieTask.objects.visible_to(actor).filter(state=ZombieState.OPEN).for_list()
    for task in waiting.order_by("since_year", "pk")[:SHOWN]:
        title = _("Clear the zombie: no annual inspection since %(year)s") % {"year": task.since_year}
        yield DueItem(title, task.get_absolute_url(), None, _("Zombie"), task.institution.name)


def may_open_task(actor: Actor, subject_pk: str) -> bool:
    """Whether the actor may open what proves that a zombie was cleared: as its page."""
    seen = ZombieTask.objects.visible_to(actor).filter(pk=subject_pk)
    return actor.can("institutions.view") and seen.exists()


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(zombies_due)
    access.register("institutions.zombietask", may_open_task)
