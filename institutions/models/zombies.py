"""A zombie institution that civil affairs clears. Clause: M7."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.models.institutions import Institution
from institutions.queries import ZombieTaskQuerySet
from institutions.terms import ZombieOutcome, ZombieState
from portal.lifecycles import StateField


class ZombieTask(FSMModelMixin, models.Model):
    """The task to clear one zombie institution (僵尸机构清理). Clause: M7."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="zombie_tasks")
    since_year = models.PositiveSmallIntegerField(_("no annual inspection since"))
    opened_on = models.DateField(_("opened"))
    state = StateField(
        _("state"), max_length=8, choices=ZombieState.choices, default=ZombieState.OPEN, protected=True
    )
    outcome = models.CharField(
        _("how it was cleared"), max_length=12, choices=ZombieOutcome.choices, blank=True
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    cleared_on = models.DateField(_("cleared on"), null=True, blank=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ZombieTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("zombie to clear")
        verbose_name_plural = _("zombies to clear")
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(state=ZombieState.OPEN), name="one_open_zombie_task"
            ),
            models.CheckConstraint(
                condition=Q(state=ZombieState.OPEN, outcome="", cleared_on=None)
                | (Q(state=ZombieState.CLEARED, cleared_on__gte=F("opened_on")) & ~Q(outcome="")),
                name="zombie_cleared_with_outcome_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.since_year}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:zombie", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @transition(state, source=ZombieState.OPEN, target=ZombieState.CLEARED)
    def clear(self, outcome: str, note: str, on: date) -> None:
        self.outcome, self.note, self.cleared_on = outcome, note, on
