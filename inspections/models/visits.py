"""A visit, each department's part of it, and what was seen item by item. Clauses: S4, S5, D1."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import VisitPartQuerySet, VisitQuerySet
from inspections.terms import Group, Outcome, PartState, VisitKind, VisitState
from portal.accounts.roles import Department
from portal.lifecycles import StateField
from portal.privacy.fields import EncryptedTextField


class Visit(FSMModelMixin, models.Model):
    """Going there once: an inspection, or the re-inspection of an order. Clauses: S5, D1."""

    joint_inspection = models.ForeignKey("inspections.JointInspection", models.PROTECT, related_name="visits")
    kind = models.CharField(_("kind"), max_length=16, choices=VisitKind.choices, default=VisitKind.FIRST)
    order = models.ForeignKey(
        "inspections.RectificationOrder", models.PROTECT, null=True, blank=True, related_name="visits"
    )
    on = models.DateField(_("day"))
    # The version in force on the day (S4); a re-inspection looks at the order alone.
    standard = models.ForeignKey(
        "institutions.SettingStandard", models.PROTECT, null=True, blank=True, related_name="visits"
    )
    # Who made a re-inspection: two officers (N2). A first visit is made by the team.
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    companion = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = StateField(
        _("state"), max_length=12, choices=VisitState.choices, default=VisitState.PLANNED, protected=True
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [models.Index(fields=["state", "on"], name="visit_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=VisitKind.FIRST, order=None)
                | Q(kind=VisitKind.REINSPECTION, order__isnull=False),
                name="re_inspection_is_of_an_order",
            ),
            models.CheckConstraint(
                condition=Q(officer=None) | ~Q(officer=models.F("companion")), name="two_officers_are_two"
            ),
            models.UniqueConstraint(
                fields=["joint_inspection"],
                condition=Q(kind=VisitKind.FIRST),
                name="one_first_visit_per_inspection",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(kind=VisitKind.REINSPECTION, state=VisitState.PLANNED),
                name="one_re_inspection_planned_per_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joint_inspection_id} {self.on}"

    @property
    def is_open(self) -> bool:
        """Whether parts can still be recorded."""
        return self.state in {VisitState.PLANNED, VisitState.UNDERWAY}

    @property
    def is_done(self) -> bool:
        """Whether its day no longer runs."""
        return not self.is_open

    @transition(state, source=[VisitState.PLANNED, VisitState.UNDERWAY], target=VisitState.UNDERWAY)
    def begin(self, on: date, standard: Any) -> None:
        """The first thing is recorded: the day and the standard of that day are fixed."""
        self.on = on
        self.standard = standard

    @transition(state, source=[VisitState.PLANNED, VisitState.UNDERWAY], target=VisitState.DONE)
    def finish(self) -> None:
        pass

    @transition(state, source=[VisitState.PLANNED, VisitState.UNDERWAY], target=VisitState.CANCELLED)
    def cancel(self) -> None:
        pass


class VisitPart(FSMModelMixin, models.Model):
    """What one department saw, in its own name. Clause: S5.

    `version` grows with every save; `client_id` is of the form last saved, so that the same post sent twice
    is saved once, and an older page is told what changed meanwhile.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="parts")
    department = models.CharField(_("department"), max_length=24, choices=Department.choices)
    state = StateField(
        _("state"), max_length=12, choices=PartState.choices, default=PartState.OPEN, protected=True
    )
    # Of the person on site (笔录).
    statement_name = EncryptedTextField(_("name of the person on site"), blank=True)
    statement_role = models.CharField(_("role there"), max_length=60, blank=True)
    statement_text = models.TextField(_("statement"), blank=True)
    statement_refused = models.BooleanField(_("nobody on site would make a statement"), default=False)
    # Findings outside the list, as typed: [{"group": …, "text": …}]; they become rows on submission.
    extra = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    client_id = models.UUIDField(null=True, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved"), null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"), null=True)

    objects = VisitPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a visit")
        verbose_name_plural = _("parts of visits")
        ordering = ("department",)
        constraints = [
            models.UniqueConstraint(fields=["visit", "department"], name="one_part_per_department")
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.department}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:part", args=[self.pk])

    @property
    def has_statement(self) -> bool:
        """Whether somebody on site was heard, or refused to be."""
        return bool(self.statement_text) or self.statement_refused

    @transition(state, source=[PartState.OPEN, PartState.DRAFT], target=PartState.DRAFT)
    def keep(self) -> None:
        """Saved, not yet finished."""

    @transition(state, source=[PartState.OPEN, PartState.DRAFT], target=PartState.SUBMITTED)
    def submit(self, by: Any, at: Any) -> None:
        """Finished: nothing is changed afterwards."""
        self.submitted_by, self.submitted_at = by, at


class ItemResult(models.Model):
    """What was seen of one item of the standard."""

    part = models.ForeignKey(VisitPart, models.CASCADE, related_name="results")
    item = models.ForeignKey("institutions.StandardItem", models.PROTECT, related_name="+")
    outcome = models.CharField(_("result"), max_length=16, choices=Outcome.choices, blank=True)
    note = models.TextField(_("what was seen"), blank=True)
    group = models.CharField(_("violation group"), max_length=24, choices=Group.choices, blank=True)
    corrected = models.BooleanField(_("put right on the spot"), default=False)

    class Meta:
        verbose_name = _("result of an item")
        verbose_name_plural = _("results of items")
        ordering = ("item__section__order", "item__order")
        constraints = [models.UniqueConstraint(fields=["part", "item"], name="one_result_per_item")]

    @property
    def calls_for_a_finding(self) -> bool:
        """Whether a finding follows on submission."""
        return self.outcome == Outcome.NOT_MET and not self.corrected
