"""When a class is taught, week by week. Clause: D3."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from institutions.models.filings import CourseFiling
from institutions.queries import LessonQuerySet
from institutions.terms import Weekday


class Lesson(models.Model):
    """One lesson of a class, every week on the same day at the same time."""

    filing = models.ForeignKey(CourseFiling, models.CASCADE, related_name="lessons")
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday.choices)
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ("weekday", "starts")
        constraints = [
            models.UniqueConstraint(fields=["filing", "weekday", "starts"], name="one_lesson_at_a_time"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="lesson_ends_after_start"),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="lesson_is_on_a_day_of_the_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"
