"""A file that proves something: the sealed original and the working copy shown."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.evidence.storage import sealed


def _place(instance: "Evidence", kind: str) -> str:
    # The name that was sent never reaches the disk.
    return f"evidence/{instance.pk.hex[:2]}/{instance.pk.hex}.{kind}"


def original_place(instance: "Evidence", name: str) -> str:
    """Where the sealed original lies."""
    return _place(instance, "original")


def copy_place(instance: "Evidence", name: str) -> str:
    """Where the working copy lies."""
    return _place(instance, "copy")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence by what it belongs to. Who may open it is asked of its subject (`access.may_open`)."""

    def of(self, subject: models.Model) -> Self:
        """The files of one row, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by(
            "added_at"
        )

    def of_many(self, model: type[models.Model], pks: Any) -> Self:
        """The files of several rows of one model, oldest first."""
        return self.filter(
            subject_type=model._meta.label_lower, subject_id__in=[str(pk) for pk in pks]
        ).order_by("added_at")


class Evidence(models.Model):
    """One uploaded file. The original is never overwritten and keeps its metadata; the copy shown has none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    institution_id = models.BigIntegerField(null=True)
    district_id = models.BigIntegerField(null=True)
    label = models.CharField(_("what it shows"), max_length=120, blank=True)
    name = models.CharField(_("file name"), max_length=160)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(_("SHA-256 of the original"), max_length=64)
    original = models.FileField(upload_to=original_place, storage=sealed, max_length=160)
    copy = models.FileField(upload_to=copy_place, max_length=160, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("added"))
    # The bytes are gone for good because their purpose has ended; the hash stays (N4).
    erased_on = models.DateField(_("erased on"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="evidence_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "sha256"], name="same_file_once_per_subject"
            )
        ]

    def __str__(self) -> str:
        return self.label or self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:evidence", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/") and self.erased_on is None
