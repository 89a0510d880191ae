"""The words of institutions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What an institution mainly teaches."""

    SUBJECT = "subject", _("subject class")
    ARTS = "arts", _("arts")
    SPORTS = "sports", _("sports")
    TECH = "tech", _("science and technology")
    CARE = "care", _("day care")
    OTHER = "other", _("other")


class Situation(models.TextChoices):
    """Which of the two papers an institution has: business licence and school permit (S1, P1, P2)."""

    BOTH = "both", _("licence and permit")
    BUSINESS_ONLY = "business_only", _("business licence, no permit")
    PERMIT_ONLY = "permit_only", _("permit, no business licence")
    NEITHER = "neither", _("neither licence nor permit")


class Status(models.TextChoices):
    """Whether an institution may train pupils now."""

    OPERATING = "operating", _("operating")
    STOPPED = "stopped", _("teaching stopped")
    CLOSED = "closed", _("closed for rectification")
    REVOKED = "revoked", _("permit revoked")
    BANNED = "banned", _("banned")


class Subject(models.TextChoices):
    """Subjects of subject-class training (学科类)."""

    CHINESE = "chinese", _("Chinese (the subject)")
    MATHEMATICS = "mathematics", _("mathematics")
    ENGLISH = "english", _("English (the subject)")
    PHYSICS = "physics", _("physics")
    CHEMISTRY = "chemistry", _("chemistry")
    POLITICS = "politics", _("morality and law")
    HISTORY = "history", _("history")
    GEOGRAPHY = "geography", _("geography")
    BIOLOGY = "biology", _("biology")
    OTHER = "other", _("not a school subject")


def subject_words(kept: list[str]) -> list[str]:
    """The subjects of an institution as a reader knows them; a word a register wrote itself stays as it is."""
    return [str(Subject(value).label) if value in Subject.values else value for value in kept]


class Stage(models.TextChoices):
    """Whom a class is for."""

    PRESCHOOL = "preschool", _("before school")
    PRIMARY = "primary", _("primary school")
    JUNIOR = "junior", _("junior middle school")
    SENIOR = "senior", _("senior middle school")


class FilingState(models.TextChoices):
    """Where a course filing stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting for review")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    WITHDRAWN = "withdrawn", _("taken back")


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


class ImportState(models.TextChoices):
    """Where an import stands."""

    PREVIEW = "preview", _("preview")
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("written")
    FAILED = "import_failed", _("import stopped")


class RowResult(models.TextChoices):
    """What became of one row of a register."""

    CREATED = "created", _("newly entered")
    UPDATED = "updated", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REJECTED = "rejected", _("not imported")
