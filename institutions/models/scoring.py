"""The scheme by which the annual inspection is scored, by version. Clause: M7."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.queries import ScoringSchemeQuerySet


class ScoringScheme(models.Model):
    """One version of the scoring scheme (年检评分细则), in force from a day until the next one begins. Clause: M7."""

    version = models.CharField(_("version"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=120)
    source = models.CharField(_("source"), max_length=200, blank=True)
    in_force_from = models.DateField(_("in force from"), unique=True)

    objects = ScoringSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("scoring scheme")
        verbose_name_plural = _("scoring schemes")
        ordering = ("-in_force_from",)

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:annual_scheme", args=[self.pk])


class ScoringSection(models.Model):
    """A part of the scheme that belongs together."""

    scheme = models.ForeignKey(ScoringScheme, models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("section of the scoring scheme")
        verbose_name_plural = _("sections of the scoring scheme")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.title


class ScoringItem(models.Model):
    """One thing that gives points; one that may veto (一票否决) decides alone where it is not met."""

    section = models.ForeignKey(ScoringSection, models.CASCADE, related_name="items")
    code = models.CharField(_("item"), max_length=12)
    text = models.CharField(_("what must be so"), max_length=300)
    hint = models.CharField(_("how it is scored"), max_length=300, blank=True)
    points = models.PositiveSmallIntegerField(_("points at most"))
    veto = models.BooleanField(_("decides alone"), default=False)
    clause = models.CharField(_("clause"), max_length=8, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("item of the scoring scheme")
        verbose_name_plural = _("items of the scoring scheme")
        ordering = ("section__order", "order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["section", "code"], name="one_score_item_of_a_code_in_a_section"),
            models.CheckConstraint(condition=Q(points__gte=1), name="score_item_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
