"""How much attention an institution needs, and what says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RiskLevel(models.TextChoices):
    """How much attention is needed."""

    LOW = "low", pgettext_lazy("risk", "low")
    RAISED = "raised", pgettext_lazy("risk", "raised")
    HIGH = "high", pgettext_lazy("risk", "high")


class RiskItem(models.TextChoices):
    """What adds points, or takes some away."""

    FINDINGS = "findings", _("confirmed findings")
    SERIOUS = "serious", _("serious findings")
    REPEATED = "repeated", _("groups of violations confirmed more than once")
    OPEN_ORDERS = "open_orders", _("open rectification orders")
    OVERDUE_ORDERS = "overdue_orders", _("orders past their day")
    FAILED_ORDERS = "failed_orders", _("orders not put right")
    STOPPED = "stopped", _("teaching stopped or closed")
    COMPLAINTS = "complaints", _("founded complaints")
    OPEN_COMPLAINTS = "open_complaints", _("complaints being handled")
    ANOMALIES = "anomalies", _("anomalies reported, not settled")
    UNLICENSED = "unlicensed", _("licence or permit missing")
    PERMIT_EXPIRED = "permit_expired", _("school permit expired")
    PERMIT_ENDING = "permit_ending", _("school permit ends soon")
    PAPERS_EXPIRED = "papers_expired", _("other papers expired")
    PAPERS_ENDING = "papers_ending", _("other papers end soon")
    SITUATIONS = "situations", _("out of scope, or a site in another district")
    ANNUAL = "annual", _("last annual inspection not passed, or missed")
    ZOMBIE = "zombie", _("no annual inspection for two years or more")
    UNVISITED = "unvisited", _("full months without a visit")
    BLACKLISTED = "blacklisted", _("on the blacklist")
    WHITELISTED = "whitelisted", _("on the whitelist")


# A report never reaches the reported party, nor whoever need not know of it (N4).
OF_COMPLAINTS = (RiskItem.COMPLAINTS, RiskItem.OPEN_COMPLAINTS)
