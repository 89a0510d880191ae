"""A message to somebody outside, from the moment it is decided until it is sent. Clauses: D2, N4."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from portal.lifecycles import StateField
from portal.privacy.fields import EncryptedTextField
from portal.telling import news
from portal.telling.terms import Channel, Stage


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages."""

    def visible_to(self, actor: Any) -> Self:
        """Nobody: a recipient's address is shown on no page. Clause: N4."""
        return self.none()

    def due(self, now: datetime) -> Self:
        """Those to be sent, the oldest first."""
        return self.filter(state=Stage.WAITING, try_at__lte=now).order_by("try_at", "pk")


class Message(FSMModelMixin, models.Model):
    """One message, once for the event that `key` names."""

    key = models.CharField(_("what it is about"), max_length=120, unique=True)
    channel = models.CharField(_("way"), max_length=8, choices=Channel.choices)
    recipient = EncryptedTextField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    text = EncryptedTextField(_("text"))
    state = StateField(
        _("state"), max_length=10, choices=Stage.choices, default=Stage.WAITING, protected=True
    )
    tried = models.PositiveSmallIntegerField(_("tries"), default=0)
    try_at = models.DateTimeField(_("next try"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    erased_on = models.DateField(_("erased on"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["state", "try_at"], name="message_queue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=Stage.WAITING) | Q(try_at__isnull=False), name="what_waits_has_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.key

    @transition(state, source=Stage.WAITING, target=Stage.SENT)
    def mark_sent(self, at: Any) -> None:
        """The gateway took it."""
        self.sent_at, self.try_at, self.last_error = at, None, ""

    @transition(state, source=Stage.WAITING, target=Stage.GIVEN_UP)
    def give_up(self) -> None:
        """It can't be sent."""
        self.try_at = None


class InboxQuerySet(models.QuerySet["InboxItem"]):
    """What officers were told."""

    def visible_to(self, actor: Any) -> Self:
        """The actor's own, whatever role they act in; nobody reads another's."""
        return self.filter(user=actor.user) if actor.user else self.none()

    def unread(self) -> Self:
        """Those not opened."""
        return self.filter(read_at=None)


class InboxItem(models.Model):
    """One thing that one officer was told, once for the event that `key` names. Clause: D2."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(_("what it is about"), max_length=120)
    kind = models.CharField(_("kind of news"), max_length=40)
    # Numbers, names of districts and days; never who complained nor what they wrote (N4).
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    told_at = models.DateTimeField(_("told at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = InboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["user", "-id"], name="inbox_of_a_person"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="inbox_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="told_once_of_an_event"),
        ]

    def __str__(self) -> str:
        return news.say(self.kind, self.values)
