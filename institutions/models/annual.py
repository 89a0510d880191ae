"""The annual inspection of a district's institutions. Clauses: M7, D6."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import AnnualInspectionQuerySet, AnnualReturnQuerySet
from institutions.terms import AnnualResult, AnnualState
from portal.lifecycles import StateField


class AnnualInspection(FSMModelMixin, models.Model):
    """One district's annual inspection (年检) of one year. Clauses: M7, D6."""

    district = models.ForeignKey("regions.District", models.PROTECT, related_name="annual_inspections")
    year = models.PositiveSmallIntegerField(_("year"))
    opened_on = models.DateField(_("opened"))
    report_by = models.DateField(_("institutions report by"))
    conclude_by = models.DateField(_("districts conclude by"))
    concluded_on = models.DateField(_("concluded"), null=True, blank=True)
    rule_version = models.CharField(max_length=60)
    state = StateField(
        _("state"), max_length=12, choices=AnnualState.choices, default=AnnualState.OPEN, protected=True
    )

    objects = AnnualInspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual inspection")
        verbose_name_plural = _("annual inspections")
        constraints = [
            models.UniqueConstraint(fields=["district", "year"], name="one_annual_inspection_a_year"),
            models.CheckConstraint(
                condition=Q(conclude_by__gte=models.F("report_by")), name="annual_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:annual", args=[self.pk])

    @transition(state, source=AnnualState.OPEN, target=AnnualState.CONCLUDED)
    def conclude(self, on: date) -> None:
        self.concluded_on = on


class AnnualReturn(models.Model):
    """What one institution reported and how it came out. Clause: M7."""

    annual_inspection = models.ForeignKey(AnnualInspection, models.PROTECT, related_name="returns")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="annual_returns")
    result = models.CharField(
        _("result"), max_length=12, choices=AnnualResult.choices, default=AnnualResult.PENDING
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    # The institution's own report.
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True, blank=True)
    statement = models.TextField(_("report"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = AnnualReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual return")
        verbose_name_plural = _("annual returns")
        constraints = [
            models.UniqueConstraint(fields=["annual_inspection", "institution"], name="one_return_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.annual_inspection_id}"
