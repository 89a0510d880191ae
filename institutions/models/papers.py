"""Papers beside the school permit, what an institution asks to have corrected, and notices. Clauses: Z1, S1, S6."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from institutions.models.institutions import Institution
from institutions.models.sites import TeachingSite
from institutions.queries import NoticeQuerySet, PaperQuerySet, ProfileRequestQuerySet
from institutions.terms import Audience, NoticeKind, PaperKind, PaperState, RequestState
from portal.lifecycles import StateField

LIVE = (PaperState.SENT, PaperState.CONFIRMED)


class Paper(FSMModelMixin, models.Model):
    """A paper other than the school permit: registration, fire certificate, food licence, lease. Clauses: S1, S6."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="papers")
    site = models.ForeignKey(
        TeachingSite,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("teaching site"),
    )
    kind = models.CharField(_("kind of paper"), max_length=12, choices=PaperKind.choices)
    number = models.CharField(_("number of the paper"), max_length=60)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    long_term = models.BooleanField(_("without end"), default=False)
    scope = models.TextField(_("business scope"), max_length=3000, blank=True)
    state = StateField(
        _("state"), max_length=12, choices=PaperState.choices, default=PaperState.SENT, protected=True
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    ended_on = models.DateField(pgettext_lazy("paper", "ended on"), null=True, blank=True)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent on"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answer = models.TextField(_("words of the district"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ("kind", "-issued_on", "-pk")
        indexes = [models.Index(fields=["state", "valid_until"], name="paper_by_end")]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="paper_has_a_number"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(issued_on=None) | Q(valid_until__gte=F("issued_on")),
                name="paper_ends_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(long_term=False) | Q(valid_until=None), name="paper_without_end_has_no_day"
            ),
            models.CheckConstraint(
                condition=Q(state=PaperState.ENDED, ended_on__isnull=False)
                | (~Q(state=PaperState.ENDED) & Q(ended_on=None)),
                name="only_an_ended_paper_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["institution", "kind", "number"],
                condition=Q(state__in=LIVE),
                name="one_live_paper_of_a_number",
            ),
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=Q(state=PaperState.CONFIRMED, kind__in=[PaperKind.BUSINESS, PaperKind.NONPROFIT]),
                name="one_registration_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:paper", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @transition(state, source=PaperState.SENT, target=PaperState.CONFIRMED)
    def confirm(self) -> None:
        """It stands in the register."""

    @transition(state, source=PaperState.SENT, target=PaperState.REFUSED)
    def refuse(self, answer: str) -> None:
        self.answer = answer

    @transition(state, source=PaperState.CONFIRMED, target=PaperState.ENDED)
    def end(self, on: date) -> None:
        """Replaced by a newer one, or no longer in force."""
        self.ended_on = on


class ProfileRequest(FSMModelMixin, models.Model):
    """What an institution says is wrong in the register. Clause: S1."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="profile_requests")
    text = models.TextField(_("what is wrong, and how it should read"), max_length=2000)
    state = StateField(
        _("state"), max_length=12, choices=RequestState.choices, default=RequestState.OPEN, protected=True
    )
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent on"))
    answer = models.TextField(_("words of the district"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = ProfileRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a correction")
        verbose_name_plural = _("requests for a correction")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, answered_at=None)
                | (~Q(state=RequestState.OPEN) & Q(answered_at__isnull=False)),
                name="an_answered_request_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("institutions:correction", args=[self.pk])

    @property
    def district_id(self) -> int:
        return self.institution.district_id

    @transition(state, source=RequestState.OPEN, target=RequestState.CORRECTED)
    def corrected(self) -> None:
        """The register now says so."""

    @transition(state, source=RequestState.OPEN, target=RequestState.DECLINED)
    def decline(self) -> None:
        """The register stays as it is."""


class Notice(models.Model):
    """What an institution or its district is told once. Clause: Z1."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="notices")
    audience = models.CharField(_("told to"), max_length=12, choices=Audience.choices)
    kind = models.CharField(_("kind of notice"), max_length=16, choices=NoticeKind.choices)
    # An English msgid with %(name)s places and their values: each reader's language is looked up when it is shown.
    words = models.CharField(max_length=300)
    values = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=300, blank=True)
    clause = models.CharField(max_length=8, blank=True)
    unique_key = models.CharField(max_length=120)
    threshold = models.PositiveSmallIntegerField(_("days before"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    day = models.DateField(_("told on"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-day", "-pk")
        indexes = [models.Index(fields=["audience", "read_at"], name="notice_unread")]
        constraints = [
            models.UniqueConstraint(fields=["unique_key", "audience"], name="each_is_told_once"),
            models.CheckConstraint(condition=~Q(words=""), name="notice_has_words"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The words in the language of whoever reads."""
        values: dict[str, Any] = self.values
        return gettext(self.words) % values

    @property
    def district_id(self) -> int:
        return self.institution.district_id
