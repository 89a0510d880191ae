from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    name = "portal.rulebook"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Rulebook")

    def ready(self) -> None:
        from portal.desk import menu
        from portal.timeline import verbs

        verbs.register(
            {
                "rulebook.figure_set": _("set a figure"),
                "rulebook.figure_ended": _("ended a figure"),
                "rulebook.day_set": _("set a working day"),
            }
        )
        menu.register(
            menu.MenuEntry(
                label=_("Rules and figures"),
                url_name="rulebook:list",
                capability="rulebook.view",
                order=90,
                side="desk",
            )
        )
