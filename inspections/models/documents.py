"""Numbered papers, drawn from the record and frozen with it, and how each reached the institution. Clause: N3."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.queries import DocumentQuerySet, ServiceQuerySet
from inspections.terms import DocumentKind, ServiceManner
from portal.privacy.fields import EncryptedTextField

SUBJECTS = ("inspection", "order", "decision", "served", "case")


def _exactly_one() -> Q:
    found = Q()
    for name in SUBJECTS:
        others = {f"{other}__isnull": other != name for other in SUBJECTS}
        found |= Q(**others)
    return found


class EnforcementDocument(models.Model):
    """One paper (执法文书). `content` is what it was drawn from: it is made again from that, byte for byte.

    Nothing is edited: a corrected one is a new paper that names the old one and says why.
    """

    kind = models.CharField(_("kind of paper"), max_length=16, choices=DocumentKind.choices)
    district = models.ForeignKey("regions.District", models.PROTECT, related_name="+")
    institution = models.ForeignKey("institutions.Institution", models.PROTECT, related_name="documents")
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("serial number"))
    number = models.CharField(_("number of the paper"), max_length=60, unique=True)
    inspection = models.ForeignKey(
        "inspections.JointInspection", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    order = models.ForeignKey(
        "inspections.RectificationOrder", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    decision = models.ForeignKey(
        "inspections.Decision", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    served = models.ForeignKey(
        "inspections.ServiceOfDocument", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    case = models.ForeignKey(
        "inspections.PenaltyCase", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("hash of the content"), max_length=64)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_as = models.CharField(_("issued as"), max_length=120)
    issued_at = models.DateTimeField(_("issued"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    reason = models.CharField(_("why it was made anew"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of enforcement")
        verbose_name_plural = _("papers of enforcement")
        ordering = ("-issued_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "year", "serial"], name="each_number_once_a_year"
            ),
            models.CheckConstraint(condition=_exactly_one(), name="a_paper_is_about_one_thing"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="a_new_version_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("inspections:document", args=[self.pk])

    def get_own_url(self) -> str:
        """Its page on the institution's side."""
        return reverse("inspections:my_paper", args=[self.pk])


class ServiceOfDocument(models.Model):
    """How and when a paper reached the institution (送达). Clause: N3 (61)."""

    document = models.OneToOneField(EnforcementDocument, models.PROTECT, related_name="service")
    manner = models.CharField(_("how"), max_length=12, choices=ServiceManner.choices)
    on = models.DateField(_("served"))
    receiver = EncryptedTextField(_("who received it"), blank=True)
    relation = models.CharField(_("who that is there"), max_length=60, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service of a paper")
        verbose_name_plural = _("services of papers")
        constraints = [
            models.CheckConstraint(
                condition=Q(manner=ServiceManner.DIRECT) | ~Q(remark=""), name="other_service_is_explained"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.on}"

    @property
    def institution_id(self) -> int:
        return self.document.institution_id

    @property
    def district_id(self) -> int:
        return self.document.district_id
