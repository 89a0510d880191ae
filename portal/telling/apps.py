"""Messages that leave the portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TellingConfig(AppConfig):
    """An outbox: written with what happened, sent afterwards, never twice for one event."""

    name = "portal.telling"
    label = "telling"
    verbose_name = _("messages sent")

    def ready(self) -> None:
        from portal.jobs.due import DueStep, register
        from portal.telling.services import inbox, outbox

        register(DueStep("telling.send", order=70, run=lambda today: outbox.send_waiting()))
        register(DueStep("telling.erase", order=71, run=outbox.erase_old))
        register(DueStep("telling.inbox", order=72, run=inbox.erase_old))
