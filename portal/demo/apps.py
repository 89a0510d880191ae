from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "portal.demo"
    verbose_name = _("Demonstration city")

    def ready(self) -> None:
        from portal.demo.sign_in import tell
        from portal.ui import sign_in

        sign_in.register(tell)

    def ready(self) -> None:
        from portal.demo.accounts import on_the_sign_in_page
        from portal.ui import sign_in

        sign_in.register(on_the_sign_in_page)
