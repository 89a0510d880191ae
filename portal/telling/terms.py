"""Words of messages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(TextChoices):
    """By which way a message leaves."""

    SMS = "sms", _("text message")
    EMAIL = "email", _("e-mail")


class Stage(TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", pgettext_lazy("message", "sent")
    GIVEN_UP = "given_up", _("could not be sent")
