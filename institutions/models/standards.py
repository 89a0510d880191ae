"""The setting standard (设置标准), by version. Clause: S4."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.queries import StandardQuerySet
from institutions.terms import Group
from portal.accounts.roles import Department


class SettingStandard(models.Model):
    """One version of the setting standard, in force from a day until the next one begins. Clause: S4."""

    version = models.CharField(_("version"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=120)
    source = models.CharField(_("source"), max_length=200, blank=True)
    in_force_from = models.DateField(_("in force from"), unique=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("setting standard")
        verbose_name_plural = _("setting standards")
        ordering = ("-in_force_from",)

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:standard", args=[self.pk])


class StandardSection(models.Model):
    """A part of the standard that belongs together."""

    standard = models.ForeignKey(SettingStandard, models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("section of the standard")
        verbose_name_plural = _("sections of the standard")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.title


class StandardItem(models.Model):
    """One thing that is looked at, by one department. Clauses: S4, S5."""

    section = models.ForeignKey(StandardSection, models.CASCADE, related_name="items")
    code = models.CharField(_("item"), max_length=12)
    text = models.CharField(_("what must be so"), max_length=300)
    hint = models.CharField(_("how to look"), max_length=300, blank=True)
    department = models.CharField(_("department"), max_length=24, choices=Department.choices)
    group = models.CharField(_("violation group"), max_length=24, choices=Group.choices)
    clause = models.CharField(_("clause"), max_length=8, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("item of the standard")
        verbose_name_plural = _("items of the standard")
        ordering = ("section__order", "order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["section", "code"], name="one_item_of_a_code_in_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
