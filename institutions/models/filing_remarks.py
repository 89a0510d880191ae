"""What the checks found of a filed class, when, under which figure; and what is not filed yet. Clauses: Z3, D3, D4."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.models.filings import CourseFiling
from institutions.queries import FilingDraftQuerySet, FilingRemarkQuerySet
from institutions.terms import Severity


class FilingRemark(models.Model):
    """One check that did not hold. It stays for good; `closed_on` says when it no longer held."""

    filing = models.ForeignKey(CourseFiling, models.CASCADE, related_name="remarks")
    field = models.CharField(_("field"), max_length=30)
    check_name = models.CharField(_("check"), max_length=30)
    clause = models.CharField(_("clause"), max_length=8)
    severity = models.CharField(_("weight"), max_length=8, choices=Severity.choices)
    values = models.JSONField(_("what it is about"), default=dict, blank=True)
    # The remark's own words in short: the same fault found again is the same remark.
    digest = models.CharField(max_length=64, editable=False)
    rule_version = models.CharField(max_length=60)
    found_on = models.DateField(_("found on"))
    # Found when the class had been approved already.
    since_approval = models.BooleanField(_("found since the approval"), default=False)
    closed_on = models.DateField(_("no longer holds since"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    settled_words = models.TextField(_("what was done about it"), blank=True)

    objects = FilingRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark on a class")
        verbose_name_plural = _("remarks on classes")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "digest"], condition=Q(closed_on=None), name="a_remark_stands_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["filing"],
                condition=Q(closed_on=None, since_approval=True, settled_at=None),
                name="remark_to_settle",
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_name} · {self.field}"


class FilingDraft(models.Model):
    """What an institution typed of a class and did not file yet: kept as typed, seen by nobody else."""

    institution = models.ForeignKey("institutions.Institution", models.CASCADE, related_name="filing_drafts")
    series = models.UUIDField(default=uuid.uuid4, unique=True)
    # The version to be corrected or changed; none for a new class.
    filing = models.ForeignKey(CourseFiling, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("class name"), max_length=80, blank=True)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    objects = FilingDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a class")
        verbose_name_plural = _("drafts of classes")
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return self.name
