"""A joint inspection (联合检查) and its team. Clauses: S5, N2."""

import secrets
import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.models.topics import Narrowed, known_topics_only
from inspections.queries import JointInspectionQuerySet
from inspections.rules.lawful import begins_unapproved
from inspections.terms import InspectionState, Source, Unannounced
from portal.accounts.roles import Department
from portal.lifecycles import StateField

# Without signs that are taken for each other when read aloud at the door.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LONG = 8


def new_code() -> str:
    """A visit's code: short enough to type, too many to guess (31⁸)."""
    return "".join(secrets.choice(SIGNS) for _sign in range(LONG))


class JointInspection(FSMModelMixin, Narrowed):
    """Departments look at one institution together; each records its own part. Clauses: S5, N2.

    It is made `in_name_of` one of them, approved by another person than who opened it, announced or
    `unannounced_reason` says why not, and its code is scanned at the door (`arrived_at`). `topics` narrow every
    department's checklist; they stay as they are once it is open, so that a draft on a phone keeps its items.

    `team` keeps the departments as ",fire,market,", so that one text lookup finds a department on both databases.
    """

    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="joint_inspections"
    )
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    campaign = models.ForeignKey(
        "inspections.Campaign", models.PROTECT, null=True, blank=True, related_name="joint_inspections"
    )
    purpose = models.CharField(_("purpose"), max_length=200)
    team = models.CharField(max_length=160)
    source = models.CharField(
        _("source of the visit"), max_length=12, choices=Source.choices, default=Source.PLAN
    )
    in_name_of = models.CharField(
        _("in the name of"), max_length=24, choices=Department.choices, blank=True, default=""
    )
    on = models.DateField(_("day"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_as = models.CharField(_("opened as"), max_length=120, blank=True)
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_as = models.CharField(_("approved as"), max_length=120, blank=True, default="")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approval_note = models.CharField(_("note of the approval"), max_length=500, blank=True, default="")
    # Why one visit more than the year's cap; the approver's note answers it.
    exception_reason = models.CharField(_("why beyond the cap"), max_length=500, blank=True, default="")
    announced_on = models.DateField(_("announced"), null=True, blank=True)
    unannounced_reason = models.CharField(
        _("why unannounced"), max_length=12, choices=Unannounced.choices, blank=True, default=""
    )
    visit_code = models.CharField(_("code of the visit"), max_length=12, default=new_code, editable=False)
    arrived_at = models.DateTimeField(_("scanned at the door"), null=True, blank=True)
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
            known_topics_only("inspection_of_known_topics"),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.CANCELLED) | ~Q(cancel_reason=""),
                name="cancelled_inspection_says_why",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(approved_at__isnull=False), name="approval_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("opened_by")),
                name="another_person_approves",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(announced_on__isnull=False) | ~Q(unannounced_reason=""),
                name="approved_visit_is_announced_or_says_why",
            ),
            models.UniqueConstraint(
                fields=["visit_code"], condition=~Q(visit_code=""), name="a_code_is_of_one_visit"
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

    @property
    def is_approved(self) -> bool:
        """Whether somebody approved it."""
        return self.approved_at is not None

    @property
    def may_begin(self) -> bool:
        """Whether its parts can be recorded: approved, or too urgent to wait."""
        return self.is_approved or begins_unapproved(self.source)

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
