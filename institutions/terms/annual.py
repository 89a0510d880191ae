"""Words of the annual inspection."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnualState(models.TextChoices):
    """Where a district's annual inspection stands."""

    OPEN = "open", _("under way")
    CONCLUDED = "concluded", _("concluded")


class AnnualResult(models.TextChoices):
    """What the annual inspection says of an institution."""

    PENDING = "pending", _("no result yet")
    PASSED = "passed", _("passed")
    BASIC = "basic", _("basically passed")
    FAILED = "failed", _("not passed")
    ABSENT = "absent", _("did not take part")


class AnnualStep(models.TextChoices):
    """Where one institution's return stands, from the first report to the final result (M7, D5)."""

    EXPECTED = "expected", _("report expected")
    REPORTED = "reported", _("reported, waiting for review")
    REVIEW = "review", _("under review")
    PROPOSED = "proposed", _("result in notice")
    OBJECTION = "objection", _("objection to answer")
    ANSWERED = "answered", _("objection answered")
    FINAL = "final", _("final")


class DocumentKind(models.TextChoices):
    """What a paper of a return is; the table of those required stands in rules.annual_reports."""

    WORK_REPORT = "work_report", _("annual work report")
    FINANCE = "finance", _("financial report or audit")
    STAFF_LIST = "staff_list", _("staff list with the days of the criminal-record checks")
    FIRE = "fire", _("fire certificate")
    PREMISES = "premises", _("proof of the premises")
    OTHER = "other", _("other paper")
    REVIEW = "review", _("paper of the review")


class ReportFault(models.TextChoices):
    """What keeps a report from being sent; the rule names it, these words stand beside the field."""

    MISSING = "missing", _("Fill this in before you send the report.")
    CERTIFIED = "certified", _("There can't be more teachers with a certificate than teachers.")
    REFUNDS = "refunds", _("Refunds can't be more than the income from fees.")
    FUTURE = "future", _("This day lies in the future.")
    DOCUMENT = "document", _("This paper is required: add the file.")
    SELF_SCORE = "self_score", _("Give yourself points for this item.")
    TOO_MANY = "too_many", _("There are fewer points for this item.")


class ObjectionAnswer(models.TextChoices):
    """How an objection to a result in notice was answered (D5)."""

    STANDS = "stands", _("the result stands")
    CHANGED = "changed", _("the result is changed")


class ZombieState(models.TextChoices):
    """Where civil affairs is with a zombie institution (M7)."""

    OPEN = "open", _("to be cleared")
    CLEARED = "cleared", _("cleared")


class ZombieOutcome(models.TextChoices):
    """How a zombie institution was cleared (M7)."""

    CANCELLED = "cancelled", _("registration cancelled")
    MERGED = "merged", _("merged into another institution")
    RESUMED = "resumed", _("works again, with proof")
    TOOK_PART = "took_part", _("took part in the annual inspection again")
