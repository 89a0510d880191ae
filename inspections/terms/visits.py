"""Joint inspections, visits and their parts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(models.TextChoices):
    """What was seen of one item of the setting standard."""

    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class VisitKind(models.TextChoices):
    """Why a visit is made."""

    FIRST = "first", _("inspection")
    REINSPECTION = "reinspection", _("re-inspection")


class InspectionState(models.TextChoices):
    """Where a joint inspection stands."""

    OPEN = "open", pgettext_lazy("inspection", "open")
    CLOSED = "closed", pgettext_lazy("inspection", "closed")
    CANCELLED = "cancelled", _("cancelled")


class VisitState(models.TextChoices):
    """Where a visit stands."""

    PLANNED = "planned", _("planned")
    UNDERWAY = "underway", _("under way")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


class PartState(models.TextChoices):
    """Where a department's part of a visit stands."""

    OPEN = "open", _("not begun")
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
