"""Why a visit is made, and why one comes unannounced."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """What a visit comes from. Clause: N2."""

    PLAN = "plan", _("plan of the year")
    DRAW = "draw", _("random draw")
    CAMPAIGN = "campaign", _("campaign")
    COMPLAINT = "complaint", _("complaint")
    ANOMALY = "anomaly", _("anomaly reported by a street")
    URGENT = "urgent", _("danger to safety")


class Unannounced(models.TextChoices):
    """Why a visit comes without being announced. Clause: N2."""

    DRAW = "draw", _("drawn at random")
    COMPLAINT = "complaint", _("what was reported would be cleared away")
    SAFETY = "safety", _("danger does not wait")
