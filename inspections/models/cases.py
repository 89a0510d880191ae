"""Penalty cases and what is on file in them. Clause: N3."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import CaseQuerySet
from inspections.terms import ONCE, OPEN_CASES, WITHOUT_PENALTY, CaseState, Measure, StepKind
from portal.lifecycles import StateField


class PenaltyCase(FSMModelMixin, models.Model):
    """What is opened before a penalty that the law guards: suspension, closure, revocation, ban. Clause: N3.

    `ended_on` is the last day of what was found: from it the law counts whether it lapsed. `at_stake`: life, health
    or money is concerned, which lengthens that time.
    """

    finding = models.ForeignKey("inspections.Finding", models.PROTECT, related_name="cases")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="penalty_cases")
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("serial number"))
    number = models.CharField(_("number"), max_length=60, unique=True)
    measures = models.JSONField(_("measures considered"))
    grounds = models.TextField(_("facts and evidence"))
    ended_on = models.DateField(_("last day of what was found"))
    at_stake = models.BooleanField(_("life, health or money is at stake"), default=False)
    opened_on = models.DateField(_("opened"))
    decide_by = models.DateField(_("to be decided by"))
    rule_version = models.CharField(_("version of the rule"), max_length=60)
    # The clocks in force when it was opened: they run as they began.
    clocks = models.JSONField(_("clocks"))
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    companion = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_as = models.CharField(_("opened as"), max_length=120)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closing = models.TextField(_("why closed without a penalty"), blank=True)
    decision = models.OneToOneField(
        "inspections.Decision", models.PROTECT, null=True, blank=True, related_name="case"
    )
    client_id = models.UUIDField(unique=True, editable=False)
    state = StateField(
        _("state"), max_length=12, choices=CaseState.choices, default=CaseState.OPEN, protected=True
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("penalty case")
        verbose_name_plural = _("penalty cases")
        ordering = ("-opened_on", "-pk")
        indexes = [models.Index(fields=["state", "decide_by"], name="case_queue")]
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "serial"], name="each_case_number_once"),
            models.UniqueConstraint(
                fields=["finding"], condition=Q(state__in=OPEN_CASES), name="one_open_case_per_finding"
            ),
            models.CheckConstraint(condition=~Q(officer=F("companion")), name="two_officers_lead_a_case"),
            models.CheckConstraint(
                condition=Q(state=CaseState.DECIDED, decision__isnull=False)
                | ~Q(state=CaseState.DECIDED) & Q(decision__isnull=True),
                name="a_decided_case_has_its_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITHOUT_PENALTY) | ~Q(closing=""), name="no_penalty_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_CASES, closed_on=None)
                | ~Q(state__in=OPEN_CASES) & Q(closed_on__isnull=False),
                name="a_closed_case_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("inspections:case", args=[self.pk])

    def get_own_url(self) -> str:
        """Its page on the institution's side."""
        return reverse("inspections:my_case", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_CASES

    @property
    def measure_labels(self) -> list[str]:
        """The measures considered, in words."""
        return [str(Measure(name).label) for name in self.measures]

    @transition(state, source=CaseState.OPEN, target=CaseState.REVIEWED)
    def review(self) -> None:
        """The legal review passed."""

    @transition(state, source=list(OPEN_CASES), target=CaseState.DECIDED)
    def decide(self, decision: Any) -> None:
        """The decision is made; one that needs no case may come before the review."""
        self.decision, self.closed_on = decision, decision.decided_on

    @transition(state, source=list(OPEN_CASES), target=CaseState.WAIVED)
    def waive(self, on: date) -> None:
        """Minor, first and corrected (33)."""
        self.closed_on = on

    @transition(state, source=list(OPEN_CASES), target=CaseState.LAPSED)
    def lapse(self, on: date) -> None:
        """Found too late (36)."""
        self.closed_on = on

    @transition(state, source=list(OPEN_CASES), target=CaseState.UNFOUNDED)
    def drop(self, on: date) -> None:
        """The facts do not hold (57)."""
        self.closed_on = on


class CaseStep(models.Model):
    """One thing put on file in a case, by an officer or the institution. Appended, never edited. Clause: N3."""

    case = models.ForeignKey(PenaltyCase, models.PROTECT, related_name="steps")
    serial = models.PositiveSmallIntegerField(_("serial number"))
    kind = models.CharField(_("kind"), max_length=16, choices=StepKind.choices)
    on = models.DateField(_("day"))
    text = models.TextField(_("words"), blank=True)
    hearing_on = models.DateField(_("day of the hearing"), null=True, blank=True)
    place = models.CharField(_("place of the hearing"), max_length=200, blank=True)
    by_institution = models.BooleanField(default=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_as = models.CharField(_("put on file as"), max_length=120, blank=True)
    taken_at = models.DateTimeField(_("put on file"), auto_now_add=True)
    client_id = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of a case")
        ordering = ("case", "serial")
        constraints = [
            models.UniqueConstraint(fields=["case", "serial"], name="each_step_number_once"),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(kind__in=ONCE), name="what_is_done_once_in_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(kind=StepKind.HEARING_SET) | Q(hearing_on__gt=F("on")),
                name="a_hearing_is_announced_before",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Its file number: the case's, and which step."""
        return f"{self.case.number}-{self.serial}"

    @property
    def district_id(self) -> int:
        return self.case.district_id

    @property
    def institution_id(self) -> int:
        return self.case.institution_id
