"""What the register finds by itself, and sites in another district. Clauses: Z2, S6, M7."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.models.institutions import Institution
from institutions.models.sites import TeachingSite
from institutions.queries import CrossSiteTaskQuerySet, SituationMarkQuerySet
from institutions.terms import Category, CrossSiteOutcome, CrossSiteState, MarkKind, Sign
from portal.lifecycles import StateField


class SituationMark(models.Model):
    """A situation that the register found, with its evidence, until it no longer holds. Clause: Z2."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="marks")
    kind = models.CharField(_("situation found"), max_length=16, choices=MarkKind.choices)
    clause = models.CharField(_("clause"), max_length=8)
    evidence = models.JSONField(_("signs"), default=list)  # pairs: where, what
    since = models.DateField(_("since"))
    settled_on = models.DateField(_("no longer since"), null=True, blank=True)

    objects = SituationMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("situation found")
        verbose_name_plural = _("situations found")
        ordering = ("-since", "-pk")
        indexes = [models.Index(fields=["kind", "settled_on"], name="mark_standing")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=Q(settled_on=None),
                name="one_standing_mark_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(settled_on__gte=models.F("since")),
                name="mark_settled_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def signs(self) -> list[tuple[str, str]]:
        """The evidence in words: where it was found, and what."""
        words = dict(Sign.choices)
        categories = dict(Category.choices)
        return [
            (
                str(words.get(where, where)),
                str(categories.get(what, what) if where == Sign.CATEGORY else what),
            )
            for where, what in self.evidence
        ]


class CrossSiteTask(FSMModelMixin, models.Model):
    """A site in another district than the licensing one, for that district's market supervision. Clauses: S6, M7."""

    site = models.ForeignKey(TeachingSite, models.CASCADE, related_name="cross_site_tasks")
    # The site's district on the day the task was opened: whoever acts.
    district = models.ForeignKey(
        "regions.District", models.PROTECT, related_name="+", verbose_name=_("district of the site")
    )
    opened_on = models.DateField(_("found on"))
    state = StateField(
        _("state"), max_length=12, choices=CrossSiteState.choices, default=CrossSiteState.OPEN, protected=True
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=CrossSiteOutcome.choices, blank=True)
    note = models.TextField(_("what was found and done"), max_length=2000, blank=True)
    handled_on = models.DateField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CrossSiteTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("site in another district")
        verbose_name_plural = _("sites in another district")
        ordering = ("opened_on", "pk")
        indexes = [models.Index(fields=["district", "state"], name="cross_site_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(state=CrossSiteState.OPEN), name="one_open_task_a_site"
            ),
            models.CheckConstraint(
                condition=Q(state=CrossSiteState.OPEN, outcome="", handled_on=None)
                | (Q(state=CrossSiteState.HANDLED, handled_on__isnull=False) & ~Q(outcome="")),
                name="a_handled_site_has_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.site.address

    def get_absolute_url(self) -> str:
        return reverse("institutions:cross_site", args=[self.pk])

    @property
    def institution_id(self) -> int:
        return self.site.institution_id

    @transition(state, source=CrossSiteState.OPEN, target=CrossSiteState.HANDLED)
    def handle(self, outcome: str, on: date, note: str) -> None:
        self.outcome, self.handled_on, self.note = outcome, on, note
