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
    SUPERSEDED = "superseded", _("replaced by a later version")


class Grade(models.IntegerChoices):
    """The school year a class is for; the first six are primary school, the next three junior middle school."""

    G1 = 1, _("grade 1")
    G2 = 2, _("grade 2")
    G3 = 3, _("grade 3")
    G4 = 4, _("grade 4")
    G5 = 5, _("grade 5")
    G6 = 6, _("grade 6")
    G7 = 7, _("grade 7 (junior 1)")
    G8 = 8, _("grade 8 (junior 2)")
    G9 = 9, _("grade 9 (junior 3)")
    G10 = 10, _("grade 10 (senior 1)")
    G11 = 11, _("grade 11 (senior 2)")
    G12 = 12, _("grade 12 (senior 3)")


class SyllabusStage(models.TextChoices):
    """The stages (学段) in which the curriculum standards set out what is taught."""

    FIRST = "1-2", _("first stage, grades 1–2")
    SECOND = "3-4", _("second stage, grades 3–4")
    THIRD = "5-6", _("third stage, grades 5–6")
    FOURTH = "7-9", _("fourth stage, grades 7–9")
    SENIOR = "10-12", _("senior middle school, grades 10–12")


class Weekday(models.IntegerChoices):
    """Days of the week as ISO counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class DayPart(models.TextChoices):
    """When in the day a lesson begins."""

    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")


class Severity(models.TextChoices):
    """What a remark of the checks weighs."""

    ERROR = "error", _("against the rule")
    FLAG = "flag", _("to be looked at")
    NOTE = "note", _("for information")
