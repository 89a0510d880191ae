"""Lists, publications and the public's search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicityConfig(AppConfig):
    name = "publicity"
    verbose_name = _("Lists and publications")

    def ready(self) -> None:
        from publicity import due

        due.register()
