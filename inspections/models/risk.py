"""The risk picture of each institution, as it was drawn last. Clause: S10.

A read model: every row can be dropped and drawn again from what the other tables say.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.queries import RiskPictureQuerySet
from inspections.terms import OF_COMPLAINTS, RiskItem, RiskLevel


class RiskPicture(models.Model):
    """What needs attention at one institution, item by item. Clause: S10."""

    institution = models.OneToOneField(
        "institutions.Institution", models.CASCADE, related_name="risk", primary_key=True
    )
    points = models.PositiveIntegerField(_("points"))
    level = models.CharField(_("level of risk"), max_length=8, choices=RiskLevel.choices)
    # Each item: name, times known, times counted, points of one time.
    lines = models.JSONField(_("items"), default=list)
    rule_version = models.CharField(_("version of the rule"), max_length=60)
    drawn_on = models.DateField(_("drawn on"))
    # What it was before the last change, and when it changed.
    points_before = models.PositiveIntegerField(_("points before"), null=True, blank=True)
    changed_on = models.DateField(_("changed on"))

    objects = RiskPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk picture")
        verbose_name_plural = _("risk pictures")
        indexes = [
            models.Index(fields=["-points", "institution"], name="risk_by_points"),
            models.Index(fields=["level"], name="risk_by_level"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=RiskLevel.values), name="risk_level_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.points}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:risk_of", args=[self.institution.code])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @property
    def items(self) -> list[dict[str, Any]]:
        """Each item in words: what, how often known and counted, points of one time, points."""
        return [
            {
                "name": name,
                "label": str(RiskItem(name).label),
                "times": times,
                "counted": counted,
                "each": each,
                "points": counted * each,
            }
            for name, times, counted, each in self.lines
        ]

    @property
    def folded(self) -> list[dict[str, Any]]:
        """The items as everybody may read them: what tells of complaints is one line and says no more (N4)."""
        shown = [item for item in self.items if item["name"] not in OF_COMPLAINTS]
        points = sum(item["points"] for item in self.items) - sum(item["points"] for item in shown)
        if points:
            label = str(_("other reasons, known to the bureau"))
            other = {"name": "other", "label": label, "times": 1, "counted": 1, "each": points}
            shown.append({**other, "points": points})
        return sorted(shown, key=lambda item: -item["points"])

    @property
    def heaviest(self) -> str:
        """The three items that weigh most, in words."""
        return "、".join(item["label"] for item in self.folded[:3] if item["points"] > 0)
