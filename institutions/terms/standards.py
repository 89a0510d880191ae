"""Words of the setting standard."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """Violation groups: what is counted together (P, preamble). P1–P7 have their ladders; S6, S10 a deadline."""

    NO_LICENCE_NO_PERMIT = "no_licence_no_permit", _("neither licence nor permit")
    NO_PERMIT = "no_permit", _("business licence, no permit")
    FIRE = "fire", _("fire requirements not met")
    SYLLABUS = "subject_teaching", _("beyond the syllabus, ahead of it, or exam drill")
    EXAM_COMPETITION = "graded_exam", _("graded examination or competition without consent")
    ADMISSION_LINK = "admission", _("training results linked to admission")
    SERVING_TEACHER = "serving_teacher", _("serving teacher in training")
    SCOPE = "scope", _("training outside the scope")
    CROSS_DISTRICT = "cross_district", _("teaching site opened across districts")
    HOME_WORKSHOP = "home_workshop", _("workshop in a home")
    FEES = "fees", _("fees against the rules")
    FOOD = "food_safety", _("food safety")
    PREMISES = "premises", _("premises and surroundings")
    ADVERTISING = "advertising", _("false advertising")
    TEACHING_PLAN = "teaching_plan", _("teaching plan or course filing")
    HOURS = "hours", _("lessons too late or too long")
    STAFF = "staff", _("staff not as required")
