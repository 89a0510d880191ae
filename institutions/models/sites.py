"""Where an institution teaches: its sites and their rooms. Clauses: S4, S6, D4."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.models.institutions import Institution
from institutions.queries import RoomQuerySet, TeachingSiteQuerySet
from institutions.terms import Premises


class TeachingSite(models.Model):
    """A place where an institution teaches (教学点). Clause: S6."""

    # No index of its own: one_site_per_address begins with it.
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="sites", db_index=False)
    address = models.CharField(_("address"), max_length=300)
    district = models.ForeignKey("regions.District", models.PROTECT, null=True, blank=True, related_name="+")
    street = models.ForeignKey("regions.Street", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name of the site"), max_length=60, blank=True)
    premises = models.CharField(_("kind of premises"), max_length=12, choices=Premises.choices, blank=True)
    area = models.DecimalField(_("area, m²"), max_digits=8, decimal_places=2, null=True, blank=True)
    opened_on = models.DateField(_("in use since"), null=True, blank=True)
    closed_on = models.DateField(_("given up"), null=True, blank=True)
    is_main = models.BooleanField(_("main site"), default=False)
    cross_district = models.BooleanField(_("in another district"), default=False)

    objects = TeachingSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("teaching site")
        verbose_name_plural = _("teaching sites")
        ordering = ("-is_main", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(area=None) | Q(area__gt=0), name="site_area_positive"),
            models.UniqueConstraint(fields=["institution", "address"], name="one_site_per_address"),
            models.UniqueConstraint(
                fields=["institution"], condition=Q(is_main=True), name="one_main_site_per_institution"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Room(models.Model):
    """A room in which classes are held, with what D4 needs to know of it. Clause: D4."""

    site = models.ForeignKey(TeachingSite, models.CASCADE, related_name="rooms")
    name = models.CharField(_("room"), max_length=40)
    area = models.DecimalField(_("area, m²"), max_digits=7, decimal_places=2)
    closed_on = models.DateField(_("given up"), null=True, blank=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ("site", "name")
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="one_room_of_a_name_at_a_site"),
            models.CheckConstraint(condition=Q(area__gt=0), name="room_area_positive"),
        ]

    def __str__(self) -> str:
        return self.name
