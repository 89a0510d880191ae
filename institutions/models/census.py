"""A census of a district: what is swept, and what was planned against the problems. Clauses: S1, S3, S7."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.queries import CensusAreaQuerySet, CensusQuerySet
from institutions.terms import AreaKind, AreaState, CensusState, Group
from portal.accounts.roles import Department
from portal.lifecycles import StateField


class Census(FSMModelMixin, models.Model):
    """A census (摸底排查) of one district. The city opens one campaign for several districts at once. Clause: S1."""

    # The same for every district of one campaign; a form sent twice opens nothing twice.
    campaign = models.UUIDField(default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        "regions.District", models.PROTECT, related_name="censuses", verbose_name=_("district")
    )
    title = models.CharField(_("title of the census"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    report_by = models.DateField(_("streets report by"))
    state = StateField(
        _("state"), max_length=16, choices=CensusState.choices, default=CensusState.PLANNED, protected=True
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    rule_version = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    close_reason = models.TextField(_("why it closes with areas missing"), blank=True)
    # The figures on the day it closed; later work on entries does not change them.
    closing = models.JSONField(default=dict, blank=True)

    objects = CensusQuerySet.as_manager()

    class Meta:
        verbose_name = _("census")
        verbose_name_plural = _("censuses")
        indexes = [models.Index(fields=["district", "state"], name="census_of_district")]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "district"], name="one_census_a_district"),
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(state=CensusState.OPEN),
                name="one_open_census_a_district",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")) & Q(report_by__gte=F("starts_on")),
                name="census_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(report_by__lte=F("ends_on")), name="census_reports_before_its_end"
            ),
            models.CheckConstraint(
                condition=~Q(state=CensusState.CLOSED) | Q(closed_at__isnull=False),
                name="closed_census_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("institutions:census", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return bool(self.state == CensusState.OPEN)

    @transition(state, source=CensusState.PLANNED, target=CensusState.OPEN)
    def begin(self) -> None:
        """Its first day has come."""

    @transition(state, source=CensusState.OPEN, target=CensusState.CLOSED)
    def close(self, reason: str) -> None:
        """All areas reported, or a reason says which are missing (S7)."""
        self.close_reason, self.closed_at = reason, timezone.now()


class CensusArea(FSMModelMixin, models.Model):
    """A place to be swept: a street, and in it communities, blocks, estates. Clause: S7."""

    census = models.ForeignKey(Census, models.CASCADE, related_name="areas")
    street = models.ForeignKey("regions.Street", models.PROTECT, related_name="+", verbose_name=_("street"))
    kind = models.CharField(
        _("kind of area"), max_length=12, choices=AreaKind.choices, default=AreaKind.STREET
    )
    name = models.CharField(_("name of the area"), max_length=60, blank=True)
    # Who reports: an officer of the portal, or an office by its name.
    reporter = models.ForeignKey(
        "accounts.Membership",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer who reports"),
    )
    office = models.CharField(_("office that reports"), max_length=60, blank=True)
    report_by = models.DateField(_("report by"))
    state = StateField(
        _("state"), max_length=16, choices=AreaState.choices, default=AreaState.PENDING, protected=True
    )
    nothing_found = models.BooleanField(_("nothing found"), default=False)
    note = models.TextField(_("words to the report"), max_length=1000, blank=True)
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CensusAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area of a census")
        verbose_name_plural = _("areas of a census")
        indexes = [models.Index(fields=["state", "report_by"], name="census_area_due")]
        constraints = [
            models.UniqueConstraint(fields=["census", "street", "kind", "name"], name="one_area_of_a_name"),
            models.CheckConstraint(
                condition=Q(kind=AreaKind.STREET, name="") | (~Q(kind=AreaKind.STREET) & ~Q(name="")),
                name="area_in_a_street_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(state=AreaState.PENDING, reported_at=None)
                | Q(state=AreaState.REPORTED, reported_at__isnull=False),
                name="reported_area_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street.name} {self.name}".strip()

    @property
    def district_id(self) -> int:
        return self.census.district_id

    def get_absolute_url(self) -> str:
        return reverse("institutions:census_report", args=[self.pk])

    @transition(state, source=AreaState.PENDING, target=AreaState.REPORTED)
    def report(self, *, nothing_found: bool, note: str) -> None:
        """Swept; "nothing found" is a report too."""
        self.nothing_found, self.note, self.reported_at = nothing_found, note, timezone.now()

    @transition(state, source=AreaState.REPORTED, target=AreaState.PENDING)
    def send_back(self) -> None:
        """The district wants it swept again."""
        self.nothing_found, self.reported_at, self.reported_by = False, None, None


class ProblemPlan(models.Model):
    """A county's own plan against one kind of problem (整治方案): what, who, by when. Clause: S3."""

    census = models.ForeignKey(Census, models.CASCADE, related_name="plans")
    kind = models.CharField(_("kind of problem"), max_length=32, choices=Group.choices)
    text = models.TextField(_("what is done"), max_length=2000)
    department = models.CharField(_("responsible department"), max_length=24, choices=Department.choices)
    settle_by = models.DateField(_("settled by"))
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("plan against a kind of problem")
        verbose_name_plural = _("plans against kinds of problems")
        constraints = [models.UniqueConstraint(fields=["census", "kind"], name="one_plan_a_kind")]

    def __str__(self) -> str:
        return f"{self.census} · {self.get_kind_display()}"

    @property
    def district_id(self) -> int:
        return self.census.district_id
