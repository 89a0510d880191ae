"""Enforcement handed to the department that has the power, and its answer. Clauses: P2, P3, M7, N3."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import HandoverQuerySet
from inspections.terms import HandoverOutcome, HandoverState, Measure
from portal.accounts.roles import Department
from portal.lifecycles import StateField

S = HandoverState


class Handover(FSMModelMixin, models.Model):
    """A matter handed over (移送) to the department that has the power, until it has answered. Clauses: P2, M7.

    It comes from a decision whose measure another department imposes, or from a finding of that department's
    power. `unique_key` keeps the same matter from being handed over twice.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    unique_key = models.CharField(max_length=80, unique=True, editable=False)
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="handovers")
    finding = models.ForeignKey("inspections.Finding", models.PROTECT, related_name="handovers")
    decision = models.ForeignKey(
        "inspections.Decision", models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    measure = models.CharField(_("measure asked for"), max_length=40, choices=Measure.choices, blank=True)
    to_department = models.CharField(_("to department"), max_length=20, choices=Department.choices)
    clause = models.CharField(_("clause"), max_length=8)
    facts = models.TextField(_("facts"))
    grounds = models.TextField(_("grounds"))
    sent_on = models.DateField(_("sent"))
    due = models.DateField(_("answer due"))
    rule_version = models.CharField(_("version of the rule"), max_length=60)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_as = models.CharField(_("sent as"), max_length=120, blank=True)
    return_reason = models.TextField(_("why returned"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=16, choices=HandoverOutcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    document_number = models.CharField(_("number of the department's document"), max_length=60, blank=True)
    document_date = models.DateField(_("date of the document"), null=True, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = StateField(_("state"), max_length=12, choices=S.choices, default=S.SENT, protected=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        indexes = [models.Index(fields=["state", "due"], name="handover_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(due__gt=F("sent_on")), name="handover_due_after_sending"),
            models.CheckConstraint(
                condition=~Q(state=S.RETURNED) | ~Q(return_reason=""), name="returned_handover_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=S.ANSWERED) | ~Q(outcome="") & Q(answered_on__isnull=False),
                name="answered_handover_has_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("inspections:handover", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @property
    def is_open(self) -> bool:
        return self.state in {S.SENT, S.ACCEPTED}

    @transition(state, source=S.SENT, target=S.ACCEPTED)
    def accept(self) -> None:
        """The department takes it up."""

    @transition(state, source=[S.SENT, S.ACCEPTED], target=S.RETURNED)
    def send_back(self, reason: str) -> None:
        """Not a matter of this department."""
        self.return_reason = reason

    @transition(state, source=S.RETURNED, target=S.SENT)
    def send_again(self, department: str, on: date, due: date) -> None:
        """To the right department, its time from the start."""
        self.to_department, self.sent_on, self.due = department, on, due

    @transition(state, source=S.ACCEPTED, target=S.ANSWERED)
    def close(self, outcome: str, on: date, by: Any) -> None:
        """The department says what it did."""
        self.outcome, self.answered_on, self.answered_by = outcome, on, by
