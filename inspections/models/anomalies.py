"""What a street or community saw and reported at once. Clause: M7."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import AnomalyQuerySet
from inspections.terms import AnomalyAnswer, AnomalyKind, AnomalyState
from portal.lifecycles import StateField

S = AnomalyState


class Anomaly(FSMModelMixin, models.Model):
    """One report: what, where, and what became of it. Clause: M7.

    It is about an institution of the register, or about a place in words where nobody knows who teaches there.
    """

    number = models.CharField(_("number"), max_length=32, unique=True)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    street = models.ForeignKey(
        "regions.Street", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("street")
    )
    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, null=True, blank=True, related_name="anomalies"
    )
    place = models.CharField(_("where"), max_length=200, blank=True)
    kind = models.CharField(_("what was seen"), max_length=12, choices=AnomalyKind.choices)
    text = models.TextField(_("in words"), max_length=1000, blank=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reported_as = models.CharField(_("reported as"), max_length=120, blank=True)
    reported_at = models.DateTimeField(_("reported"))
    due = models.DateField(_("due"))
    rule_version = models.CharField(_("version of the rule"), max_length=60)
    joint_inspection = models.ForeignKey(
        "inspections.JointInspection", models.PROTECT, null=True, blank=True, related_name="anomalies"
    )
    answer_kind = models.CharField(
        _("why no visit follows"), max_length=12, choices=AnomalyAnswer.choices, blank=True
    )
    answer = models.TextField(_("answer to the street"), max_length=1000, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    state = StateField(_("state"), max_length=12, choices=S.choices, default=S.REPORTED, protected=True)

    objects = AnomalyQuerySet.as_manager()

    class Meta:
        verbose_name = _("anomaly")
        verbose_name_plural = _("anomalies")
        indexes = [
            models.Index(fields=["state", "due"], name="anomaly_queue"),
            models.Index(fields=["district", "-reported_at"], name="anomaly_of_district"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(institution__isnull=False) | ~Q(place=""), name="anomaly_is_somewhere"
            ),
            models.CheckConstraint(
                condition=~Q(state=S.VISIT) | Q(joint_inspection__isnull=False, institution__isnull=False),
                name="anomaly_visit_has_its_inspection",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.ANSWERED) | (~Q(answer_kind="") & ~Q(answer="")),
                name="answered_anomaly_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state=S.REPORTED, handled_at=None)
                | (~Q(state=S.REPORTED) & Q(handled_at__gte=F("reported_at"))),
                name="handled_anomaly_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.where}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:anomaly", args=[self.pk])

    @property
    def where(self) -> str:
        """The institution's name, or the place in words."""
        return self.institution.name if self.institution else self.place

    @transition(state, source=S.REPORTED, target=S.VISIT)
    def open_visit(self, inspection: Any, by: Any, at: Any) -> None:
        """A visit was opened for it."""
        self.joint_inspection, self.handled_by, self.handled_at = inspection, by, at

    @transition(state, source=S.REPORTED, target=S.ANSWERED)
    def give_answer(self, kind: str, text: str, by: Any, at: Any) -> None:
        """The street is told why no visit follows."""
        self.answer_kind, self.answer, self.handled_by, self.handled_at = kind, text, by, at
