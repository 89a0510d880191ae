"""The institutions app: what it hands to the shared ground."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    """Institutions, their papers, classes and annual inspections."""

    name = "institutions"
    verbose_name = _("institutions")

    def ready(self) -> None:
        from institutions import due

        due.register()
