"""Handovers to the department that has the power, appeals, and major hazards."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HandoverState(models.TextChoices):
    """Where a handover stands."""

    SENT = "sent", pgettext_lazy("handover", "sent, to be accepted")
    ACCEPTED = "accepted", pgettext_lazy("handover", "accepted, answer awaited")
    RETURNED = "returned", pgettext_lazy("handover", "returned")
    ANSWERED = "answered", pgettext_lazy("handover", "answered")


OPEN_HANDOVERS = (HandoverState.SENT, HandoverState.ACCEPTED)


class HandoverOutcome(models.TextChoices):
    """What the department that has the power did."""

    DONE = "done", pgettext_lazy("handover", "done as asked")
    OTHER = "other", _("another measure taken")
    NOT_TAKEN_UP = "not_taken_up", _("not taken up")


class AppealKind(models.TextChoices):
    """Before whom a decision is challenged (N3)."""

    RECONSIDERATION = "reconsideration", _("administrative reconsideration")
    SUIT = "suit", _("administrative suit")


class AppealState(models.TextChoices):
    """How an appeal ended, if it has."""

    PENDING = "pending", pgettext_lazy("appeal", "pending")
    UPHELD = "upheld", _("decision upheld")
    CHANGED = "changed", _("decision changed or set aside")
    WITHDRAWN_BY_AUTHORITY = "authority", _("decision withdrawn by the authority")
    WITHDRAWN = "withdrawn", _("appeal withdrawn")


class HazardKind(models.TextChoices):
    """What a major hazard threatens from (Z5)."""

    FIRE = "fire", _("fire safety")
    PREMISES = "premises", _("building and premises")
    SURROUNDINGS = "surroundings", _("surroundings")
