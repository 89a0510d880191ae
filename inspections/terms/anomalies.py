"""What streets and communities report, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AnomalyKind(models.TextChoices):
    """What was seen, in the words of whoever walks past."""

    DANGER = "danger", _("blocked exit, fire or another danger")
    NO_LICENCE = "no_licence", _("teaching without a licence on the wall")
    NEW_PLACE = "new_place", _("a place that teaches and nobody knows")
    AT_HOME = "at_home", _("lessons in a flat")
    HOURS = "hours", _("lessons at night, at weekends or in holidays")
    VANISHED = "vanished", _("closed overnight, parents at the door")
    ADVERTISING = "advertising", _("advertising near a school or on the stairs")
    CROWDED = "crowded", _("far too many pupils, or food and sleep on site")
    OTHER = "other", _("something else")


# Danger to pupils, and parents without their money, do not wait (M7: reported at once).
URGENT_ANOMALIES = (AnomalyKind.DANGER, AnomalyKind.VANISHED)


class AnomalyState(models.TextChoices):
    """Where a report stands."""

    REPORTED = "reported", pgettext_lazy("anomaly", "to be looked at")
    VISIT = "visit", _("visit opened")
    ANSWERED = "answered", pgettext_lazy("anomaly", "answered without a visit")


class AnomalyAnswer(models.TextChoices):
    """Why no visit follows."""

    KNOWN = "known", _("known, and being handled already")
    LOOKED_AT = "looked_at", _("looked at: nothing was wrong")
    PASSED_ON = "passed_on", _("passed on to whoever has the power")
    TWICE = "twice", _("the same was reported before")
