"""A joint inspection (联合检查) and its team. Clauses: S5, N2."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import JointInspectionQuerySet
from inspections.terms import InspectionState
from portal.accounts.roles import Department
from portal.lifecycles import StateField


class JointInspection(FSMModelMixin, models.Model):
    """Departments look at one institution together; each records its own part. Clauses: S5, N2.

    `team` keeps the departments as ",fire,market,", so that one text lookup finds a department on both databases.
    """

    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="joint_inspections"
    )
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=200)
    team = models.CharField(max_length=160)
    on = models.DateField(_("day"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_as = models.CharField(_("opened as"), max_length=120, blank=True)
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    cancel_reason = models.CharField(_("why cancelled"), max_length=500, blank=True)
    # Of the form that opened it: the same form sent twice opens it once.
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    state = StateField(
        _("state"),
        max_length=12,
        choices=InspectionState.choices,
        default=InspectionState.OPEN,
        protected=True,
    )

    objects = JointInspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint inspection")
        verbose_name_plural = _("joint inspections")
        indexes = [models.Index(fields=["state", "on"], name="inspection_queue")]
        constraints = [
            models.CheckConstraint(condition=~Q(team=""), name="inspection_has_a_department"),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.CANCELLED) | ~Q(cancel_reason=""),
                name="cancelled_inspection_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:detail", args=[self.pk])

    @property
    def departments(self) -> list[str]:
        """The departments that take part, by their keys."""
        return [name for name in self.team.split(",") if name]

    @property
    def department_labels(self) -> list[str]:
        """The departments that take part, in words."""
        return [str(Department(name).label) for name in self.departments]

    @transition(state, source=InspectionState.OPEN, target=InspectionState.CLOSED)
    def close(self, on: date) -> None:
        self.closed_on = on

    @transition(state, source=InspectionState.OPEN, target=InspectionState.CANCELLED)
    def cancel(self, reason: str) -> None:
        self.cancel_reason = reason


class TeamMember(models.Model):
    """An officer who takes part, in the role held then. Clause: N2."""

    joint_inspection = models.ForeignKey(JointInspection, models.CASCADE, related_name="members")
    membership = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    department = models.CharField(_("department"), max_length=24, choices=Department.choices, blank=True)
    certificate = models.CharField(_("enforcement certificate"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("member of a team")
        verbose_name_plural = _("members of teams")
        ordering = ("department", "pk")
        constraints = [
            models.UniqueConstraint(fields=["joint_inspection", "user"], name="a_person_once_in_a_team")
        ]

    def __str__(self) -> str:
        return str(self.user)
