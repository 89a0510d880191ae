"""Words of filed classes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
