"""The staff workbench."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """What is due, for whom; the shell that the apps' staff pages stand in."""

    name = "portal.desk"
    label = "desk"
    verbose_name = _("workbench")

    def ready(self) -> None:
        from portal.desk.menu import MenuEntry, register, register_group

        register(MenuEntry(_("Workbench"), "desk:home", "desk.view", order=0))
        register_group(90, _("Records and rules"))
        register(MenuEntry(_("Events"), "desk:events", "timeline.view", order=90))
