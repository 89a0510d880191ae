"""The words of inspections: violations, measures, and where visits, findings and orders stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutions.terms import Group as Group


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


class Outcome(models.TextChoices):
    """What was seen of one item of the setting standard."""

    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class VisitKind(models.TextChoices):
    """Why a visit is made."""

    FIRST = "first", _("inspection")
    REINSPECTION = "reinspection", _("re-inspection")


class InspectionState(models.TextChoices):
    """Where a joint inspection stands."""

    OPEN = "open", pgettext_lazy("inspection", "open")
    CLOSED = "closed", pgettext_lazy("inspection", "closed")
    CANCELLED = "cancelled", _("cancelled")


class VisitState(models.TextChoices):
    """Where a visit stands."""

    PLANNED = "planned", _("planned")
    UNDERWAY = "underway", _("under way")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


class PartState(models.TextChoices):
    """Where a department's part of a visit stands."""

    OPEN = "open", _("not begun")
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")


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
