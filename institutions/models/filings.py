"""A class filed with the county education bureau, version by version. Clauses: Z3, D3."""

import uuid
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import CourseFilingQuerySet
from institutions.terms import FilingState, Grade, Stage, Subject, SyllabusStage
from portal.lifecycles import StateField

OPEN = (FilingState.DRAFT, FilingState.SUBMITTED, FilingState.RETURNED)


class CourseFiling(FSMModelMixin, models.Model):
    """A class an institution wants to teach (开班备案): filed, reviewed, then shown to the public.

    A row is one version. What changes after approval is a new version; the approved one stays public until
    the next is approved. The versions of one class share `series`; rows of before versions have none until changed.
    """

    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="filings")
    series = models.UUIDField(null=True, default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    previous_version = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next_versions"
    )
    name = models.CharField(_("class name"), max_length=80)
    subject = models.CharField(_("school subject"), max_length=12, choices=Subject.choices)
    stage = models.CharField(_("stage of school"), max_length=12, choices=Stage.choices)
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade.choices, null=True, blank=True)
    syllabus_stage = models.CharField(
        _("stage of the syllabus"), max_length=8, choices=SyllabusStage.choices, blank=True
    )
    content = models.TextField(_("what is taught"), max_length=2000)
    # One line a week, in their order.
    outline = models.TextField(_("outline, week by week"), max_length=4000, blank=True)
    materials = models.TextField(_("books and handouts"), max_length=1000, blank=True)
    # The name as it is shown; it follows `filed_teacher` where there is one.
    teacher = models.CharField(_("teacher"), max_length=40)
    filed_teacher = models.ForeignKey(
        "institutions.Teacher",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("filed teacher"),
    )
    room = models.ForeignKey(
        "institutions.Room",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filings",
        verbose_name=_("room"),
    )
    pupils = models.PositiveSmallIntegerField(_("pupils at most"))
    hours = models.PositiveSmallIntegerField(_("class hours"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    # Both follow from the lessons where there are any; older rows have the words only.
    timetable = models.CharField(_("days and times"), max_length=120)
    ends_at = models.TimeField(_("latest end of a lesson"))
    online = models.BooleanField(_("on line"), default=False)
    fee = models.DecimalField(_("fee, yuan"), max_digits=8, decimal_places=2, default=Decimal(0))
    fee_item = models.CharField(_("what the fee is for"), max_length=60, blank=True)
    state = StateField(
        _("state"), max_length=12, choices=FilingState.choices, default=FilingState.DRAFT, protected=True
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_note = models.TextField(_("reviewer's words"), blank=True)
    # What the reviewer marked when returning it: field name to words.
    marked = models.JSONField(_("marked fields"), default=dict, blank=True)
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
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__gte=1, grade__lte=12), name="class_grade_is_one_to_twelve"
            ),
            models.UniqueConstraint(fields=["series", "version"], name="one_filing_a_version"),
            models.UniqueConstraint(
                fields=["series"],
                condition=Q(state=FilingState.APPROVED),
                name="one_approved_version_of_a_class",
            ),
            models.UniqueConstraint(
                fields=["series"], condition=Q(state__in=OPEN), name="one_open_version_of_a_class"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institutions:filing", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.state in OPEN

    @property
    def weeks(self) -> list[str]:
        """The outline's lines, one a week."""
        return [line.strip() for line in self.outline.splitlines() if line.strip()]

    @transition(state, source=[FilingState.DRAFT, FilingState.RETURNED], target=FilingState.SUBMITTED)
    def submit(self, review_by: date) -> None:
        self.review_by = review_by
        self.marked = {}

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
    def send_back(self, note: str, marked: dict[str, str]) -> None:
        self.review_by = None
        self.review_note = note
        self.marked = marked

    @transition(state, source=FilingState.APPROVED, target=FilingState.SUPERSEDED)
    def supersede(self) -> None:
        """A later version was approved: the public reads that one from now on."""
