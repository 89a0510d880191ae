"""Where findings, orders and stops stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FindingState(models.TextChoices):
    """Where a finding stands."""

    RECORDED = "recorded", _("to be confirmed")
    CONFIRMED = "confirmed", _("confirmed, to be decided")
    DECIDED = "decided", pgettext_lazy("finding", "decided")
    DISMISSED = "dismissed", _("dismissed")


# What counts against an institution.
CONFIRMED_STATES = (FindingState.CONFIRMED, FindingState.DECIDED)


class OrderState(models.TextChoices):
    """Where a rectification order stands."""

    SERVED = "served", _("served, report awaited")
    REPORTED = "reported", _("reported, re-inspection awaited")
    PASSED = "passed", _("passed")
    FAILED = "failed", _("not put right")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_ORDERS = (OrderState.SERVED, OrderState.REPORTED)


class Failure(models.TextChoices):
    """Why an order failed (P8)."""

    MISSED = "missed", _("deadline passed without a report")
    NOT_UP_TO_STANDARD = "not_up_to_standard", _("re-inspection not passed")


class StopKind(models.TextChoices):
    """Why teaching is stopped, and what must come before it may go on."""

    TERM = "term", _("for a term")
    UNTIL_MET = "until_met", _("until the requirements are met")
    CLOSED = "closed", _("closed for rectification")
    UNTIL_LIFTED = "until_lifted", _("until an officer lifts it")
