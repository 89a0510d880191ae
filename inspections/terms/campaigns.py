"""Special campaigns and their targets."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignState(models.TextChoices):
    """Where a special campaign stands."""

    DRAFT = "draft", _("draft")
    OPEN = "open", pgettext_lazy("campaign", "under way")
    CLOSED = "closed", pgettext_lazy("campaign", "closed")


class TargetSource(models.TextChoices):
    """How an institution became a target."""

    FILTER = "filter", _("by a filter")
    LIST = "list", _("from a list")
    DRAW = "draw", _("by a random draw")
