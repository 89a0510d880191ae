"""Decisions challenged, and decisions taken back. Clause: N3."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.queries import AppealQuerySet, WithdrawalQuerySet
from inspections.terms import AppealKind, AppealState
from portal.lifecycles import StateField

PENDING = AppealState.PENDING


class Appeal(FSMModelMixin, models.Model):
    """A reconsideration or a suit against a decision, until it has its outcome. Clause: N3.

    `late` marks one lodged after its window, as an officer took it down: whether it is heard, the body says.
    """

    decision = models.ForeignKey("inspections.Decision", models.PROTECT, related_name="appeals")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="appeals")
    kind = models.CharField(_("kind"), max_length=16, choices=AppealKind.choices)
    body = models.CharField(_("before whom"), max_length=120)
    lodged_on = models.DateField(_("lodged"))
    until = models.DateField(_("last day"))
    late = models.BooleanField(_("lodged late"), default=False)
    note = models.TextField(_("what is asked for"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    client_id = models.UUIDField(unique=True, editable=False)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_as = models.CharField(_("registered as"), max_length=120, blank=True)
    state = StateField(
        _("state"), max_length=12, choices=AppealState.choices, default=PENDING, protected=True
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ("-lodged_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PENDING, closed_on=None) | ~Q(state=PENDING) & Q(closed_on__isnull=False),
                name="closed_appeal_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=Q(state=PENDING),
                name="one_pending_appeal_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.lodged_on}"

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @transition(state, source=PENDING, target=AppealState.UPHELD)
    def uphold(self, on: date) -> None:
        """The decision stands."""
        self.closed_on = on

    @transition(state, source=PENDING, target=AppealState.CHANGED)
    def change(self, on: date) -> None:
        """The decision was changed or set aside."""
        self.closed_on = on

    @transition(state, source=PENDING, target=AppealState.WITHDRAWN_BY_AUTHORITY)
    def settle(self, on: date) -> None:
        """The authority took its decision back."""
        self.closed_on = on

    @transition(state, source=PENDING, target=AppealState.WITHDRAWN)
    def withdraw(self, on: date) -> None:
        """Whoever lodged it took it back."""
        self.closed_on = on


class Withdrawal(models.Model):
    """A decision taken back, with the reason, and its publication taken down. Clause: N3."""

    decision = models.OneToOneField("inspections.Decision", models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("why withdrawn"))
    withdrawn_on = models.DateField(_("withdrawn"))
    take_down_by = models.DateField(_("to be taken down by"))
    taken_down_on = models.DateField(_("taken down"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_as = models.CharField(_("withdrawn as"), max_length=120, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision withdrawn")
        verbose_name_plural = _("decisions withdrawn")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_withdrawal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(take_down_by__gt=F("withdrawn_on")), name="take_down_due_after_withdrawal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.withdrawn_on}"
