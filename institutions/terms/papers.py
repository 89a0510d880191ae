"""Words of the papers beside the school permit, and of notices about what ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """Papers other than the school permit."""

    BUSINESS = "business", _("business registration")
    NONPROFIT = "nonprofit", _("private non-enterprise registration")
    FIRE = "fire", _("fire certificate")
    FOOD = "food", _("food licence")
    LEASE = "lease", _("lease")


class PaperState(models.TextChoices):
    """Where a paper stands in the register."""

    SENT = "sent", _("sent, to be checked")
    CONFIRMED = "confirmed", _("confirmed by the district")
    REFUSED = "refused", _("refused")
    ENDED = "ended", _("ended")


class Audience(models.TextChoices):
    """Who is told."""

    INSTITUTION = "institution", _("institution")
    DISTRICT = "district", _("district")


class NoticeKind(models.TextChoices):
    """What a notice is about."""

    PERMIT_ENDS = "permit_ends", _("school permit ends")
    PAPER_ENDS = "paper_ends", _("paper ends")
    PAPER_ANSWER = "paper_answer", _("answer about a paper")
    CORRECTION = "correction", _("correction of the register")
    CROSS_SITE = "cross_site", _("Site in another district")
    LICENCE = "licence", _("licence")
    FILING = "filing", _("course filing")
    ANNUAL = "annual", _("annual inspection")
    OTHER = "other", _("other")


class RequestState(models.TextChoices):
    """Where an institution's wish for a correction stands."""

    OPEN = "open", _("waits for an answer")
    CORRECTED = "corrected", _("corrected")
    DECLINED = "declined", _("not corrected")
