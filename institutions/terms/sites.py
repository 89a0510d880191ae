"""Words of teaching sites."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Premises(models.TextChoices):
    """What the premises are meant for (S6: no workshops in homes)."""

    COMMERCIAL = "commercial", _("shop or office")
    SCHOOL = "school", _("school building")
    RESIDENTIAL = "residential", _("home")
    INDUSTRIAL = "industrial", _("factory building")
    OTHER = "other", _("other")
