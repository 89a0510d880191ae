"""What the setting standard hands to the ground."""

from django.utils.translation import gettext_lazy

from portal.desk import menu
from portal.desk.menu import MenuEntry
from portal.timeline import verbs

VERBS = {
    "standard.written": gettext_lazy("wrote the setting standard"),
}
MENU = (MenuEntry(gettext_lazy("Setting standard"), "institutions:standards", "institutions.view", order=19),)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
