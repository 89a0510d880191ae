"""A class filed with the county education bureau. Clauses: Z3, D3."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import CourseFilingQuerySet
from institutions.terms import FilingState, Stage, Subject
from portal.lifecycles import StateField


class CourseFiling(FSMModelMixin, models.Model):
    """A class an institution wants to teach (开班备案): filed, reviewed, then shown to the public."""

    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="filings")
    name = models.CharField(_("class name"), max_length=80)
    subject = models.CharField(_("school subject"), max_length=12, choices=Subject.choices)
    stage = models.CharField(_("stage of school"), max_length=12, choices=Stage.choices)
    content = models.TextField(_("what is taught"), max_length=2000)
    teacher = models.CharField(_("teacher"), max_length=40)
    pupils = models.PositiveSmallIntegerField(_("pupils at most"))
    hours = models.PositiveSmallIntegerField(_("class hours"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    timetable = models.CharField(_("days and times"), max_length=120)
    ends_at = models.TimeField(_("latest end of a lesson"))
    online = models.BooleanField(_("on line"), default=False)
    fee = models.DecimalField(_("fee, yuan"), max_digits=8, decimal_places=2, default=Decimal(0))
    state = StateField(
        _("state"), max_length=12, choices=FilingState.choices, default=FilingState.DRAFT, protected=True
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_note = models.TextField(_("reviewer's words"), blank=True)
    rule_version = models.CharField(max_length=60, blank=True)

    objects = CourseFilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("course filing")
        verbose_name_plural = _("course filings")
        indexes = [models.Index(fields=["state", "review_by"], name="filing_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="class_ends_after_start"),
            models.CheckConstraint(condition=Q(fee__gte=0), name="class_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(pupils__gte=1) & Q(hours__gte=1), name="class_has_pupils_and_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institutions:filing", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @transition(state, source=[FilingState.DRAFT, FilingState.RETURNED], target=FilingState.SUBMITTED)
    def submit(self, review_by: date) -> None:
        self.review_by = review_by

    @transition(state, source=FilingState.SUBMITTED, target=FilingState.APPROVED)
    def approve(self) -> None:
        self.review_by = None

    @transition(
        state,
        source=[FilingState.SUBMITTED, FilingState.RETURNED, FilingState.APPROVED],
        target=FilingState.WITHDRAWN,
    )
    def withdraw(self) -> None:
        self.review_by = None

    @transition(state, source=FilingState.SUBMITTED, target=FilingState.RETURNED)
    def send_back(self, note: str) -> None:
        self.review_by = None
        self.review_note = note
