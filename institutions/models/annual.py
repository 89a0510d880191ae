"""The annual inspection of a district's institutions. Clauses: M7, D6."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.models.scoring import ScoringScheme
from institutions.queries import AnnualInspectionQuerySet, AnnualReturnQuerySet
from institutions.terms import AnnualResult, AnnualState, AnnualStep
from portal.accounts.models import User
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
    # None only for years opened before schemes were kept.
    scheme = models.ForeignKey(
        ScoringScheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scoring scheme"),
    )
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


class AnnualReturn(FSMModelMixin, models.Model):
    """What one institution reported and how it came out.

    `result` is the final one; until then it is pending, and `proposed` is what stands in notice. Clauses: M7, D5.
    """

    annual_inspection = models.ForeignKey(AnnualInspection, models.PROTECT, related_name="returns")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="annual_returns")
    step = StateField(
        _("step"), max_length=12, choices=AnnualStep.choices, default=AnnualStep.EXPECTED, protected=True
    )
    result = models.CharField(
        _("result"), max_length=12, choices=AnnualResult.choices, default=AnnualResult.PENDING
    )
    # What the institution reads about its result, or about a report sent back.
    note = models.CharField(_("note"), max_length=300, blank=True)
    # The institution's own report in short; its figures stand in AnnualReport.
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    teachers = models.PositiveIntegerField(_("teachers"), null=True, blank=True)
    statement = models.TextField(_("report"), blank=True)
    # The district's review: what the rule proposed, what the officer proposed and why they differ.
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    score = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    rule_result = models.CharField(
        _("result by the rule"), max_length=12, choices=AnnualResult.choices, blank=True
    )
    proposed = models.CharField(
        _("result in notice"), max_length=12, choices=AnnualResult.choices, blank=True
    )
    departure = models.CharField(_("reason of the departure"), max_length=300, blank=True)
    scheme_version = models.CharField(max_length=20, blank=True)
    scores_version = models.CharField(max_length=60, blank=True)
    notice_version = models.CharField(max_length=60, blank=True)
    proposed_on = models.DateField(_("notice given"), null=True, blank=True)
    notice_until = models.DateField(_("notice until"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = AnnualReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual return")
        verbose_name_plural = _("annual returns")
        indexes = [models.Index(fields=["step", "notice_until"], name="annual_notices_ending")]
        constraints = [
            models.UniqueConstraint(fields=["annual_inspection", "institution"], name="one_return_a_year"),
            models.CheckConstraint(
                condition=~Q(step=AnnualStep.FINAL) | ~Q(result=AnnualResult.PENDING),
                name="annual_final_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=[AnnualStep.PROPOSED, AnnualStep.OBJECTION, AnnualStep.ANSWERED])
                | (~Q(proposed="") & Q(proposed_on__isnull=False, notice_until__isnull=False)),
                name="annual_notice_has_result_and_days",
            ),
            models.CheckConstraint(
                condition=Q(rule_result="")
                | Q(proposed="")
                | Q(rule_result=models.F("proposed"))
                | ~Q(departure=""),
                name="annual_departure_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.annual_inspection_id}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:annual_return", args=[self.pk])

    @transition(step, source=[AnnualStep.EXPECTED, AnnualStep.REPORTED], target=AnnualStep.REPORTED)
    def report(self, at: datetime) -> None:
        self.reported_at, self.note = at, ""

    @transition(step, source=AnnualStep.REPORTED, target=AnnualStep.REVIEW)
    def begin_review(self, reviewer: User | None) -> None:
        self.reviewer = reviewer

    @transition(step, source=[AnnualStep.REPORTED, AnnualStep.REVIEW], target=AnnualStep.EXPECTED)
    def send_back(self, note: str) -> None:
        """Back to the institution, which corrects and reports again."""
        self.note = note

    @transition(step, source=[AnnualStep.REPORTED, AnnualStep.REVIEW], target=AnnualStep.PROPOSED)
    def propose(self, result: str, on: date, until: date) -> None:
        """Give notice of a result: the institution may object until the last day (D5)."""
        self.proposed, self.proposed_on, self.notice_until = result, on, until

    @transition(step, source=AnnualStep.PROPOSED, target=AnnualStep.OBJECTION)
    def object(self) -> None:
        """The institution objects within the notice (D5)."""

    @transition(step, source=AnnualStep.OBJECTION, target=AnnualStep.ANSWERED)
    def answer(self, result: str, reason: str) -> None:
        """The objection is answered: the result stands or is another, which the answer gives the reason of (D5)."""
        if result != self.proposed:
            self.proposed, self.departure = result, reason[:300]

    @transition(step, source=[AnnualStep.PROPOSED, AnnualStep.ANSWERED], target=AnnualStep.FINAL)
    def finish(self, at: datetime) -> None:
        """The notice is over: the result is final."""
        self.result, self.decided_at = self.proposed, at

    @transition(step, source=AnnualStep.EXPECTED, target=AnnualStep.FINAL)
    def miss(self, note: str, at: datetime) -> None:
        """It did not take part (M7)."""
        self.result, self.note, self.decided_at = AnnualResult.ABSENT, note, at
