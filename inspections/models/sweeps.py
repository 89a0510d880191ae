"""Sweeps of a district: rounds, places and what was found there. Clause: S7.

A census asks each area for the institutions it found; a sweep says of each place whether anybody was there at all.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.queries import SweepPlaceQuerySet, SweepRecordQuerySet, SweepRoundQuerySet
from institutions.terms import AreaKind


class SweepRound(models.Model):
    """One round through a district, place by place. Clause: S7."""

    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    title = models.CharField(_("title of the round"), max_length=80)
    begins = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = SweepRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of sweeps")
        verbose_name_plural = _("rounds of sweeps")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="sweep_ends_after_start"),
            models.UniqueConstraint(fields=["district", "title"], name="one_sweep_of_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:sweep", args=[self.pk])


class SweepPlace(models.Model):
    """A place of one of the seven kinds: a whole street, a community, a block, a factory. Clause: S7.

    The kinds are those of a census, so that both count alike.
    """

    round = models.ForeignKey(SweepRound, models.PROTECT, related_name="places")
    street = models.ForeignKey("regions.Street", models.PROTECT, related_name="+", verbose_name=_("street"))
    community = models.CharField(_("community"), max_length=60, blank=True)
    kind = models.CharField(_("kind of place"), max_length=12, choices=AreaKind.choices)
    title = models.CharField(_("name of the place"), max_length=80)
    address = models.CharField(_("address"), max_length=200, blank=True)

    objects = SweepPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place to be swept")
        verbose_name_plural = _("places to be swept")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "street", "kind", "title"], name="one_sweep_place_of_a_name"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="sweep_place_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def district_id(self) -> int:
        return self.round.district_id

    def get_absolute_url(self) -> str:
        return reverse("inspections:sweep_place", args=[self.pk])


class SweepRecord(models.Model):
    """A place was swept: when, by whom, and what was found. Clause: S7."""

    place = models.ForeignKey(SweepPlace, models.PROTECT, related_name="records")
    swept_on = models.DateField(_("swept on"))
    swept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    institutions_seen = models.PositiveSmallIntegerField(_("institutions seen"), default=0)
    institutions = models.ManyToManyField("institutions.Institution", related_name="+", blank=True)
    found = models.TextField(_("what was found"), max_length=2000, blank=True)
    # Of the form that sent it: the same form sent twice records it once.
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = SweepRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of a sweep")
        verbose_name_plural = _("records of sweeps")
        indexes = [models.Index(fields=["place", "-swept_on"], name="sweep_of_a_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(institutions_seen=0) | ~Q(found=""), name="sweep_says_what_was_found"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.swept_on}"

    @property
    def district_id(self) -> int:
        return self.place.district_id
