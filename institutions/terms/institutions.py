"""Words of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What an institution mainly teaches."""

    SUBJECT = "subject", _("subject class")
    ARTS = "arts", _("arts")
    SPORTS = "sports", _("sports")
    TECH = "tech", _("science and technology")
    CARE = "care", _("day care")
    OTHER = "other", _("other")


class Situation(models.TextChoices):
    """Which of the two papers an institution has: business licence and school permit (S1, P1, P2)."""

    BOTH = "both", _("licence and permit")
    BUSINESS_ONLY = "business_only", _("business licence, no permit")
    PERMIT_ONLY = "permit_only", _("permit, no business licence")
    NEITHER = "neither", _("neither licence nor permit")


class Status(models.TextChoices):
    """Whether an institution may train pupils now."""

    OPERATING = "operating", _("operating")
    STOPPED = "stopped", _("teaching stopped")
    CLOSED = "closed", _("closed for rectification")
    REVOKED = "revoked", _("permit revoked")
    BANNED = "banned", _("banned")
