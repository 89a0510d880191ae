"""What happened, in order, never edited."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    """Events, sealed daily."""

    name = "portal.timeline"
    label = "timeline"
    verbose_name = _("timeline")

    def ready(self) -> None:
        from portal.jobs.due import DueStep, register
        from portal.timeline import verbs
        from portal.timeline.services.seals import seal_new_events

        verbs.register(
            {
                "person.changed": _("changed a person or their roles"),
                "person.invited": _("opened an account"),
                "person.invited_again": _("gave a new link for an account"),
                "person.joined": _("set the password of a new account"),
                "person.access_ended": _("ended the access of an account"),
            }
        )
        register(DueStep("timeline.seal", order=90, run=lambda today: seal_new_events(today)))
