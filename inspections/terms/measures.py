"""Measures, and what they depend on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(models.TextChoices):
    """What a decision orders or imposes."""

    INTERVIEW = "interview", _("interview with the organiser")
    RECTIFY_AT_ONCE = "rectify_at_once", _("rectify at once")
    RECTIFY = "rectify", _("rectify by a deadline")
    STOP_ACTIVITY = "stop_activity", _("the activity is stopped")
    NO_TRAINING = "no_training", _("no training")
    NO_TRAINING_UNTIL_MET = "no_training_until_met", _("no training until the requirements are met")
    STOP_TEACHING_THREE_MONTHS = (
        "stop_teaching_three_months",
        _("teaching stops, three months without training"),
    )
    CLOSE_FOR_RECTIFICATION = "close_for_rectification", _("closed for rectification")
    WARN = "warn", _("warning")
    REVOKE_PERMIT = "revoke_permit", _("school permit revoked")
    REVOKE_BUSINESS_LICENCE = "revoke_business_licence", _("business licence revoked by market supervision")
    BAN = "ban", pgettext_lazy("measure", "ban")
    # Of a school whose admission looks at training results (P6).
    HEAD_INTERVIEWED = "head_interviewed", _("head interviewed by discipline inspection")
    HEAD_SANCTIONED = "head_sanctioned", _("head sanctioned")
    PUBLIC_CRITICISM = "public_criticism", _("public criticism")
    CUT_ADMISSION_PLAN = "cut_admission_plan", _("next year's admission plan cut")
    # Of a serving teacher (P7).
    CRITICISM = "criticism", _("criticism")
    ADMONITION = "admonition", _("admonition interview")
    SELF_EXAMINATION = "self_examination", _("ordered self-examination")
    SANCTION = "sanction", _("administrative sanction")
    REVOKE_TEACHING_CERTIFICATE = "revoke_teaching_certificate", _("teaching certificate revoked")
    # What follows a missed deadline (P8), and what a minor and corrected matter may get (N3).
    BLACKLIST = "blacklist", _("blacklist proposed")
    WAIVED = "waived", _("no measure: minor and corrected")


class Answerable(models.TextChoices):
    """Who answers for training results linked to admission (P6, Z4)."""

    INSTITUTION = "institution", _("the institution")
    PUBLIC_SCHOOL = "public_school", _("a public school")
    PRIVATE_SCHOOL = "private_school", _("a private school")


class Severity(models.TextChoices):
    """How bad it is, where the measure depends on it (P7, Z5)."""

    SLIGHT = "slight", _("slight")
    ORDINARY = "ordinary", _("ordinary")
    SERIOUS = "serious", _("serious")
    GRAVE = "grave", _("grave")
