"""Words of the annual inspection."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnualState(models.TextChoices):
    """Where a district's annual inspection stands."""

    OPEN = "open", _("under way")
    CONCLUDED = "concluded", _("concluded")


class AnnualResult(models.TextChoices):
    """What the annual inspection says of an institution."""

    PENDING = "pending", _("no result yet")
    PASSED = "passed", _("passed")
    BASIC = "basic", _("basically passed")
    FAILED = "failed", _("not passed")
    ABSENT = "absent", _("did not take part")
