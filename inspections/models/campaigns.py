"""A special campaign (专项整治) and the institutions it looks at. Clauses: S5, S7."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from inspections.models.topics import Narrowed, known_topics_only
from inspections.queries import CampaignQuerySet, CampaignTargetQuerySet
from inspections.terms import CampaignState, TargetSource
from portal.accounts.roles import Department
from portal.lifecycles import StateField


class Campaign(FSMModelMixin, Narrowed):
    """A special campaign (专项整治) of the city or of one district: why, where, when, and by whom. Clause: S5.

    `team` keeps the departments as ",fire,market,", as a joint inspection does. `owner` is the district that made
    it; none means the city, which alone changes and closes it, while each district names its own targets.
    """

    number = models.CharField(_("number"), max_length=32, unique=True)
    title = models.CharField(_("title of the campaign"), max_length=80)
    purpose = models.TextField(_("purpose"), max_length=1000)
    clauses = models.JSONField(_("clauses it carries out"), default=list)
    owner = models.ForeignKey("regions.District", models.PROTECT, null=True, related_name="+")
    districts = models.ManyToManyField("regions.District", related_name="+", verbose_name=_("districts"))
    team = models.CharField(max_length=200)
    begins = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    state = StateField(
        _("state"), max_length=12, choices=CampaignState.choices, default=CampaignState.DRAFT, protected=True
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    summary = models.TextField(_("summary of the campaign"), max_length=4000, blank=True)
    # The figures on the day it closed; what happens later does not change them.
    closing = models.JSONField(default=dict, blank=True)
    # Of the form that made it: the same form sent twice makes it once.
    client_id = models.UUIDField(unique=True, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("special campaign")
        verbose_name_plural = _("special campaigns")
        indexes = [models.Index(fields=["state", "ends"], name="campaign_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="campaign_ends_after_start"),
            models.CheckConstraint(condition=~Q(team=""), name="campaign_has_a_department"),
            known_topics_only("campaign_of_known_topics"),
            models.CheckConstraint(
                condition=~Q(state=CampaignState.CLOSED) | (Q(closed_on__isnull=False) & ~Q(summary="")),
                name="closed_campaign_has_day_and_summary",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:campaign", args=[self.pk])

    @property
    def district_id(self) -> int | None:
        """The district that made it, for the event; none where the city did."""
        return self.owner_id

    @property
    def departments(self) -> list[str]:
        """The departments that take part, by their keys."""
        return [name for name in self.team.split(",") if name]

    @property
    def department_labels(self) -> list[str]:
        """The departments that take part, in words."""
        return [str(Department(name).label) for name in self.departments]

    @property
    def is_open(self) -> bool:
        return bool(self.state == CampaignState.OPEN)

    @property
    def is_closed(self) -> bool:
        return bool(self.state == CampaignState.CLOSED)

    @transition(state, source=CampaignState.DRAFT, target=CampaignState.OPEN)
    def start(self) -> None:
        """It is under way: inspections are opened for it."""

    @transition(state, source=CampaignState.OPEN, target=CampaignState.CLOSED)
    def close(self, *, on: date, summary: str, closing: dict[str, int]) -> None:
        """It is over; its figures and its summary stay."""
        self.closed_on, self.summary, self.closing = on, summary, closing


class CampaignTarget(models.Model):
    """An institution that a campaign looks at; done when a joint inspection for the campaign is closed. Clause: S5."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="targets")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="+")
    source = models.CharField(_("how it was chosen"), max_length=8, choices=TargetSource.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = CampaignTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target of a campaign")
        verbose_name_plural = _("targets of campaigns")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "institution"], name="one_target_a_campaign")
        ]

    def __str__(self) -> str:
        return str(self.institution)
