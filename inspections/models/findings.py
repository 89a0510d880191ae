"""A finding, the decision on it, and the stop of teaching that a decision brings. Clauses: P1–P8, S8, N3."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import DecisionQuerySet, FindingQuerySet, TeachingStopQuerySet
from inspections.terms import Answerable, FindingState, Group, Measure, Severity, StopKind
from portal.lifecycles import StateField


class Finding(FSMModelMixin, models.Model):
    """One thing found wrong at an institution: recorded, confirmed or dismissed, decided. Clauses: S8, S9.

    It comes from a department's part of a visit, or from a deadline that passed without a report
    (`missed_order`). `follows` names the order that was not met, where there is one.
    """

    joint_inspection = models.ForeignKey(
        "inspections.JointInspection", models.PROTECT, related_name="findings"
    )
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="findings")
    visit_part = models.ForeignKey(
        "inspections.VisitPart", models.PROTECT, null=True, blank=True, related_name="findings"
    )
    item = models.ForeignKey(
        "institutions.StandardItem", models.PROTECT, null=True, blank=True, related_name="+"
    )
    follows = models.ForeignKey(
        "inspections.RectificationOrder", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    missed_order = models.OneToOneField(
        "inspections.RectificationOrder", models.PROTECT, null=True, blank=True, related_name="missed_finding"
    )
    group = models.CharField(_("violation group"), max_length=24, choices=Group.choices)
    text = models.TextField(_("what was found"))
    found_on = models.DateField(_("found"))
    answerable = models.CharField(
        _("who answers"), max_length=16, choices=Answerable.choices, default=Answerable.INSTITUTION
    )
    party = models.CharField(_("school"), max_length=120, blank=True)
    severity = models.CharField(
        _("severity"), max_length=12, choices=Severity.choices, default=Severity.ORDINARY
    )
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    dismissal = models.TextField(_("why dismissed"), blank=True)
    state = StateField(
        _("state"),
        max_length=12,
        choices=FindingState.choices,
        default=FindingState.RECORDED,
        protected=True,
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("-found_on", "-pk")
        indexes = [
            models.Index(fields=["institution", "group", "state"], name="finding_ladder"),
            models.Index(fields=["state", "found_on"], name="finding_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(visit_part__isnull=False) | Q(missed_order__isnull=False),
                name="finding_comes_from_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.DISMISSED) | ~Q(dismissal=""),
                name="dismissed_finding_says_why",
            ),
            models.UniqueConstraint(
                fields=["visit_part", "item"],
                condition=Q(item__isnull=False),
                name="one_finding_per_item_of_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} · {self.get_group_display()}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:finding", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @property
    def is_decided(self) -> bool:
        return self.state == FindingState.DECIDED

    @transition(state, source=FindingState.RECORDED, target=FindingState.CONFIRMED)
    def confirm(self, by: Any, at: Any) -> None:
        """It is so."""
        self.confirmed_by, self.confirmed_at = by, at

    @transition(state, source=FindingState.RECORDED, target=FindingState.DISMISSED)
    def dismiss(self, reason: str) -> None:
        """It is not so, or can't be shown."""
        self.dismissal = reason

    @transition(state, source=FindingState.CONFIRMED, target=FindingState.DECIDED)
    def decide(self) -> None:
        """An officer has decided."""


class Decision(models.Model):
    """What an officer decided on a finding, beside what the rule proposed. Clauses: P1–P8, N3."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="decision")
    step = models.PositiveSmallIntegerField(_("step"))
    clause = models.CharField(_("clause"), max_length=8)
    measures = models.JSONField(_("measures"))
    proposal = models.JSONField(_("what the rule proposed"))
    rule_version = models.CharField(_("version of the rule"), max_length=60)
    departs = models.BooleanField(_("departs from the proposal"))
    reason = models.TextField(_("reason"), blank=True)
    stops_until = models.DateField(_("no training until"), null=True, blank=True)
    # N3: on file before anything is suspended, closed, revoked or banned; the numbers come from the penalty case.
    needs_papers = models.BooleanField(default=False)
    notice_ref = models.CharField(_("notice, file number"), max_length=60, blank=True)
    defence_ref = models.CharField(_("defence or hearing, file number"), max_length=60, blank=True)
    legal_review_ref = models.CharField(_("legal review, file number"), max_length=60, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(_("decided as"), max_length=120, blank=True)
    decided_on = models.DateField(_("decided"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(departs=False) | ~Q(reason=""), name="a_departure_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(needs_papers=False)
                | ~Q(notice_ref="") & ~Q(defence_ref="") & ~Q(legal_review_ref=""),
                name="revocation_waits_for_its_papers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding} · {self.decided_on}"

    def get_absolute_url(self) -> str:
        return self.finding.get_absolute_url()

    @property
    def district_id(self) -> int:
        return self.finding.institution.district_id

    @property
    def institution_id(self) -> int:
        return self.finding.institution_id

    @property
    def measure_labels(self) -> list[str]:
        """The measures in words."""
        return [str(Measure(name).label) for name in self.measures]

    @property
    def proposed_labels(self) -> list[str]:
        """What the rule proposed, in words."""
        return [str(Measure(name).label) for name in self.proposal.get("measures", [])]


class TeachingStop(models.Model):
    """Teaching stopped by a decision, until what it waits for has come. Clauses: P2–P5, Z5."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="stop")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="teaching_stops")
    kind = models.CharField(_("kind"), max_length=16, choices=StopKind.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("no training until"), null=True, blank=True)
    # The order whose re-inspection must pass; where it fails, that of the next decision takes its place.
    order = models.ForeignKey(
        "inspections.RectificationOrder", models.PROTECT, null=True, blank=True, related_name="stops"
    )
    lifted_on = models.DateField(_("lifted"), null=True, blank=True)
    lift_reason = models.CharField(_("why lifted"), max_length=500, blank=True)

    objects = TeachingStopQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop of teaching")
        verbose_name_plural = _("stops of teaching")
        indexes = [models.Index(fields=["lifted_on", "until"], name="stop_queue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=StopKind.TERM) | Q(until__isnull=False), name="a_term_has_an_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.since}"
