"""An order to put findings right by a day, its reports and its extension. Clauses: S9, D1, P8."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import OrderQuerySet, ReportQuerySet
from inspections.terms import OPEN_ORDERS, Failure, OrderState
from portal.lifecycles import StateField


class RectificationOrder(FSMModelMixin, models.Model):
    """An order to put findings right by a day (责令限期整改通知书). Clauses: S9, D1."""

    number = models.CharField(_("number"), max_length=40, unique=True)
    decision = models.ForeignKey("inspections.Decision", models.PROTECT, related_name="orders")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="orders")
    requirement = models.TextField(_("what must be put right"))
    served_on = models.DateField(_("served"))
    due = models.DateField(_("due"))
    reinspect_on = models.DateField(_("re-inspection"))
    rule_version = models.CharField(_("version of the rule"), max_length=60)
    failure = models.CharField(_("why it failed"), max_length=20, choices=Failure.choices, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    withdrawal = models.TextField(_("why withdrawn"), blank=True)
    state = StateField(
        _("state"), max_length=12, choices=OrderState.choices, default=OrderState.SERVED, protected=True
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("rectification order")
        verbose_name_plural = _("rectification orders")
        indexes = [
            models.Index(fields=["state", "due"], name="order_queue"),
            models.Index(fields=["institution", "state"], name="order_of_institution"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due__gt=F("served_on")), name="order_due_after_service"),
            models.CheckConstraint(
                condition=Q(reinspect_on__gt=F("served_on")), name="re_inspection_after_service"
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.FAILED) | ~Q(failure=""), name="failed_order_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_ORDERS, closed_on=None)
                | (~Q(state__in=OPEN_ORDERS) & Q(closed_on__isnull=False)),
                name="closed_order_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=~Q(state=OrderState.WITHDRAWN),
                name="one_live_order_per_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("inspections:order", args=[self.pk])

    def get_own_url(self) -> str:
        """Its page on the institution's side."""
        return reverse("inspections:my_order", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ORDERS

    @transition(state, source=[OrderState.SERVED, OrderState.REPORTED], target=OrderState.REPORTED)
    def report(self) -> None:
        """The institution, or the district for it, says what was put right."""

    @transition(state, source=[OrderState.SERVED, OrderState.REPORTED], target=OrderState.PASSED)
    def pass_(self, on: date) -> None:
        """Re-inspected and in order: only so does an order close well (D1)."""
        self.closed_on = on

    @transition(state, source=[OrderState.SERVED, OrderState.REPORTED], target=OrderState.FAILED)
    def fail(self, on: date, failure: Failure) -> None:
        """Missed, or not up to standard (P8)."""
        self.closed_on, self.failure = on, failure

    @transition(state, source=[OrderState.SERVED, OrderState.REPORTED], target=OrderState.WITHDRAWN)
    def withdraw(self, on: date, reason: str) -> None:
        """Taken back, with the reason (N3)."""
        self.closed_on, self.withdrawal = on, reason

    @transition(state, source=OrderState.SERVED, target=OrderState.SERVED)
    def extend(self, due: date, reinspect_on: date) -> None:
        """More time, once (D1)."""
        self.due, self.reinspect_on = due, reinspect_on


class OrderExtension(models.Model):
    """More time for an order, with the reason; how often is a figure, once by default. Clause: D1."""

    order = models.ForeignKey(RectificationOrder, models.CASCADE, related_name="extensions")
    due_before = models.DateField(_("due before"))
    due_after = models.DateField(_("due after"))
    reason = models.TextField(_("reason"))
    extended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    extended_at = models.DateTimeField(_("extended"), auto_now_add=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(due_after__gt=F("due_before")), name="an_extension_gives_more_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_extension_has_a_reason"),
        ]


class RectificationReport(models.Model):
    """A rectification report (整改报告): what was done, with evidence. Clause: D1."""

    order = models.ForeignKey(RectificationOrder, models.CASCADE, related_name="reports")
    text = models.TextField(_("what was put right"))
    client_id = models.UUIDField(unique=True, editable=False)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reported_as = models.CharField(_("reported as"), max_length=120, blank=True)
    reported_at = models.DateTimeField(_("reported"), auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rectification report")
        verbose_name_plural = _("rectification reports")
        ordering = ("-reported_at",)

    def __str__(self) -> str:
        return f"{self.order} {self.reported_at:%Y-%m-%d}"
