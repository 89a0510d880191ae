"""Papers of enforcement (执法文书)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """Which paper it is; its Chinese name stands on it."""

    APPROVAL = "approval", _("approval of a visit")
    NOTICE = "notice", _("notice of a visit")
    RECORD = "record", _("on-site record")
    RECTIFICATION = "rectification", _("rectification notice")
    INTERVIEW = "interview", _("interview notice")
    SUSPENSION = "suspension", _("suspension notice")
    REINSPECTION = "reinspection", _("re-inspection opinion")
    SERVICE = "service", _("proof of service")
    CASE_NOTICE = "case_notice", _("notice of a penalty")
    HEARING_NOTICE = "hearing_notice", _("notice of a hearing")
    LEGAL_REVIEW = "legal_review", _("opinion of the legal review")
    PENALTY = "penalty", _("decision on a penalty")


# What has to reach the institution in time; the others stay on file (N3: 61).
TO_SERVE = (
    DocumentKind.RECTIFICATION,
    DocumentKind.INTERVIEW,
    DocumentKind.SUSPENSION,
    DocumentKind.REINSPECTION,
    DocumentKind.CASE_NOTICE,
    DocumentKind.HEARING_NOTICE,
    DocumentKind.PENALTY,
)


class ServiceManner(models.TextChoices):
    """How a paper reached the institution (N3: 61)."""

    DIRECT = "direct", _("handed over")
    LEFT = "left", _("left there, with a witness")
    MAIL = "mail", _("by registered mail")
    ELECTRONIC = "electronic", _("electronically, with consent")
    ANNOUNCED = "announced", _("by announcement")
