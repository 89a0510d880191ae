from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.regions.models import District
from portal.rulebook.queries import DatedRuleQuerySet


class DatedRule(models.Model):
    """A figure set by hand: what it is from a day on, where it holds, and which rule says so.

    Of the rows that are valid on a day, a district's goes before the city's and a later one before an
    earlier. Decisions name the row they used, so a row is never changed but for its last day.
    """

    key = models.CharField(_("figure"), max_length=60, db_index=True)
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("district"),
        help_text=_("Leave empty for the whole city."),
    )
    value = models.JSONField(_("value"), default=dict)
    source = models.CharField(_("source"), max_length=200)
    article = models.CharField(_("article"), max_length=100, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("last day"), null=True, blank=True)
    set_by = models.CharField(_("set by"), max_length=120)
    set_at = models.DateTimeField(_("set at"), auto_now_add=True)

    objects = DatedRuleQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-valid_from", "-pk"]
        verbose_name = _("dated rule")
        verbose_name_plural = _("dated rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="dated_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="dated_rule_names_its_source"),
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                condition=Q(district__isnull=True),
                name="one_city_rule_of_a_key_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["key", "district", "valid_from"],
                condition=Q(district__isnull=False),
                name="one_district_rule_of_a_key_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def version(self) -> str:
        """What a decision keeps of the rule it used."""
        return f"{self.key}@{self.pk}"
