from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day set by hand over the published calendar, with the notice that says so. Clause: D7."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("is worked"))
    source = models.CharField(_("source"), max_length=200)
    set_at = models.DateTimeField(_("set at"), auto_now=True)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        constraints = [
            models.CheckConstraint(condition=~models.Q(source=""), name="calendar_day_names_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
