from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "portal.demo"
    verbose_name = _("Demonstration city")

    def ready(self) -> None:
        from portal.demo.sign_in import tell
        from portal.ui import sign_in

        sign_in.register(tell)
