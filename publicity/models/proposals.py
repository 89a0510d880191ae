"""A proposal to put an institution on a list. Clauses: S9, P8, D5."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from portal.lifecycles import StateField
from publicity.queries import ListProposalQuerySet
from publicity.terms import PENDING, ListKind, Origin, ProposalState, Severity


class ListProposal(FSMModelMixin, models.Model):
    """A district proposes an institution for a list, the city reviews, a publication carries it out.

    `year` is the list's: a change in February belongs to the list of the June before. `needs_look` marks
    what an officer should read before accepting: the blacklist, what was proposed by hand, what was answered.
    Clauses: S9, D5.
    """

    kind = models.CharField(_("list"), max_length=8, choices=ListKind.choices)
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="list_proposals")
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("list of the year"))
    origin = models.CharField(_("came from"), max_length=16, choices=Origin.choices)
    clause = models.CharField(_("clause"), max_length=8)
    reason = models.TextField(_("reason"), max_length=1000)
    severity = models.CharField(_("severity"), max_length=12, choices=Severity.choices, blank=True)
    # Each condition as it was found on the day of the proposal: key, met, found, clause.
    conditions = models.JSONField(_("conditions"), default=list)
    source_order = models.ForeignKey(
        "inspections.RectificationOrder",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="list_proposals",
        verbose_name=_("rectification order"),
    )
    needs_look = models.BooleanField(_("needs a look"), default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_as = models.CharField(_("proposed as"), max_length=120)
    # D5: told before it is listed, with days to answer.
    notice_on = models.DateField(_("notice given"))
    answer_by = models.DateField(_("answer by"))
    must_wait = models.BooleanField(_("waits for the answer"))
    rule_version = models.CharField(max_length=60)
    answer = models.TextField(_("the institution's answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = StateField(
        _("state"),
        max_length=12,
        choices=ProposalState.choices,
        default=ProposalState.PROPOSED,
        protected=True,
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision_reason = models.TextField(_("why decided so"), max_length=1000, blank=True)

    objects = ListProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("list proposal")
        verbose_name_plural = _("list proposals")
        indexes = [
            models.Index(fields=["state", "district", "year"], name="proposal_queue"),
            models.Index(fields=["institution", "state"], name="proposal_of_institution"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=Q(state__in=PENDING),
                name="one_pending_proposal_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["source_order"],
                condition=Q(origin=Origin.FAILED_ORDER),
                name="one_proposal_per_failed_order",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("notice_on")), name="proposal_answer_after_notice"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED) | ~Q(decision_reason=""),
                name="returned_proposal_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ListKind.BLACK) | ~Q(severity=""), name="black_proposal_has_a_severity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year} · {self.institution}"

    def get_absolute_url(self) -> str:
        return reverse("publicity:proposal", args=[self.pk])

    @property
    def is_decided(self) -> bool:
        return self.state != ProposalState.PROPOSED

    @transition(state, source=ProposalState.PROPOSED, target=ProposalState.ACCEPTED)
    def accept(self, by: Any, at: Any, reason: str) -> None:
        """The city agrees."""
        self.decided_by, self.decided_at, self.decision_reason = by, at, reason

    @transition(state, source=[ProposalState.PROPOSED, ProposalState.ACCEPTED], target=ProposalState.RETURNED)
    def send_back(self, by: Any, at: Any, reason: str) -> None:
        """The city does not agree, or the conditions no longer hold on the day of publication."""
        self.decided_by, self.decided_at, self.decision_reason = by, at, reason

    @transition(state, source=ProposalState.ACCEPTED, target=ProposalState.PUBLISHED)
    def publish(self) -> None:
        """It stands in a sealed publication."""
