from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class District(models.Model):
    """A district, county or development zone that licenses and supervises institutions (属地管理)."""

    code = models.CharField(_("GB/T 2260 code"), max_length=6, null=True, blank=True, unique=True)
    slug = models.SlugField(_("name in addresses"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=40, unique=True)
    is_zone = models.BooleanField(_("development zone"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_zone=True, code__isnull=True)
                | models.Q(is_zone=False, code=models.F("slug")),
                name="district_has_a_code_unless_it_is_a_zone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What stands for the district in addresses, filters and files."""
        return self.slug


class Street(models.Model):
    """A street office or town (街道/镇/乡) of a district."""

    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="streets", verbose_name=_("district")
    )
    name = models.CharField(_("name"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["district__order", "order", "name"]
        verbose_name = _("street")
        verbose_name_plural = _("streets")
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_street_of_a_name_in_a_district"),
        ]

    def __str__(self) -> str:
        return self.name
