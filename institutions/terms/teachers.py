"""Words of teachers and of the lists of serving teachers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListState(models.TextChoices):
    """Where a school's list of serving teachers stands."""

    PREVIEW = "preview", _("read, not kept yet")
    CURRENT = "current", _("compared daily")
    REPLACED = "replaced", _("replaced by a newer list")


class MatchState(models.TextChoices):
    """Where a match between a filed teacher and a school's list stands (P7)."""

    OPEN = "open", _("to decide")
    CONFIRMED = "confirmed", _("confirmed: a serving teacher")
    DISMISSED = "dismissed", _("dismissed")


class TeacherFlag(models.TextChoices):
    """What the district looks for among teachers."""

    NO_CERTIFICATE = "no_certificate", _("without a teaching certificate")
    ELSEWHERE = "elsewhere", _("filed at two institutions")
    SERVING = "serving", _("on a school's list")
    LEFT = "left", _("left")
