"""A major hazard that stopped teaching at once. Clause: Z5."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.queries import HazardStopQuerySet
from inspections.terms import HazardKind


class HazardStop(models.Model):
    """What two officers saw that could not wait: its finding is confirmed and decided at once. Clause: Z5.

    The stop itself is the decision's `TeachingStop`; this row says who saw what, and since when. It is a safety
    measure, no penalty, so it waits for none of N3's papers.
    """

    finding = models.OneToOneField("inspections.Finding", models.PROTECT, related_name="hazard")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="hazards")
    kind = models.CharField(_("kind"), max_length=16, choices=HazardKind.choices)
    text = models.TextField(_("what the hazard is"))
    since = models.DateTimeField(_("seen since"))
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    companion = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    client_id = models.UUIDField(unique=True, editable=False)

    objects = HazardStopQuerySet.as_manager()

    class Meta:
        verbose_name = _("urgent stop")
        verbose_name_plural = _("urgent stops")
        ordering = ("-since", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(officer=F("companion")), name="two_officers_stop_for_a_hazard"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_hazard_is_described"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.since:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:hazard", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id
