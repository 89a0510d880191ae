"""What happens by itself in the register, and what is due."""

from django.utils.translation import gettext_lazy

from portal.desk import menu
from portal.desk.menu import MenuEntry
from portal.timeline import verbs

VERBS = {
    "institution.registered": gettext_lazy("entered the institution in the register"),
    "institution.changed": gettext_lazy("changed the register"),
    "institution.stop_teaching": gettext_lazy("stopped teaching"),
    "institution.resume_teaching": gettext_lazy("let teaching go on"),
    "institution.close": gettext_lazy("closed the institution for rectification"),
    "institution.revoke": gettext_lazy("revoked the school permit"),
    "institution.ban": gettext_lazy("banned the institution"),
    "institution.zombie": gettext_lazy("marked the institution as a zombie"),
    "institution.zombie_no_more": gettext_lazy("took the zombie mark away"),
}

MENU = (
    MenuEntry(gettext_lazy("Institutions"), "institutions:list", "institutions.view", order=10),
    MenuEntry(gettext_lazy("Overview"), "institutions:my_home", "own.view", order=0, side="my"),
)


def hand_over() -> None:
    """Hand all this to the ground."""
    menu.register_group(10, gettext_lazy("Institutions and classes"))
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
