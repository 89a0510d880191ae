"""Keeping files that prove something."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.evidence.checks import MAX_OF_SUBJECT, BadUpload, Checked, TooMany, check
from portal.evidence.models import Evidence
from portal.timeline import services as timeline

__all__ = ["BadUpload", "TooMany", "erase_of", "finish_erasing", "store", "store_all"]


def _described(
    actor: Actor, upload: UploadedFile, checked: Checked, sha256: str, subject: Model, label: str
) -> Evidence:
    return Evidence(
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        label=label,
        name=str(upload.name or "")[-160:],
        content_type=checked.content_type,
        size=len(checked.content),
        sha256=sha256,
        added_by=actor.user,
        added_at=timezone.now(),
    )


def store(
    actor: Actor,
    upload: UploadedFile,
    *,
    subject: Model,
    district_id: int | None,
    institution_id: int | None = None,
    label: str = "",
) -> Evidence:
    """Keep `upload` as evidence of `subject`: checked, hashed, original sealed, copy without metadata.

    The same bytes sent twice for one subject are kept once. Raises BadUpload, and TooMany where the subject has
    as many files as it can have.
    """
    checked = check(upload)
    sha256 = hashlib.sha256(checked.content).hexdigest()
    known = Evidence.objects.of(subject).filter(sha256=sha256).first()
    if known is not None:
        return known
    if Evidence.objects.of(subject).count() >= MAX_OF_SUBJECT:
        raise TooMany()
    evidence = _described(actor, upload, checked, sha256, subject, label)
    evidence.institution_id, evidence.district_id = institution_id, district_id
    with transaction.atomic():
        evidence.original.save("original", ContentFile(checked.content), save=False)
        if checked.copy:
            evidence.copy.save("copy", ContentFile(checked.copy), save=False)
        evidence.save(force_insert=True)
        timeline.record(
            actor,
            "evidence.added",
            subject,
            changes={"file": str(evidence.pk), "sha256": sha256, "type": checked.content_type},
            institution_id=institution_id,
            district_id=district_id,
        )
    return evidence


def store_all(
    actor: Actor,
    uploads: Iterable[UploadedFile],
    *,
    subject: Model,
    district_id: int | None,
    institution_id: int | None = None,
    label: str = "",
) -> list[Evidence]:
    """Keep several files, all or none. Raises BadUpload for the first that is not taken."""
    with transaction.atomic():
        return [
            store(
                actor,
                upload,
                subject=subject,
                district_id=district_id,
                institution_id=institution_id,
                label=label,
            )
            for upload in uploads
        ]


@transaction.atomic
def erase_of(subject: Model, *, on: date) -> int:
    """Erase the files of a row for good once their purpose has ended; how many. Clause: N4.

    Name and label go at once, the bytes once the transaction is committed; hash, type and day stay. What was cut
    off in between is done by the daily work.
    """
    files = Evidence.objects.of(subject).filter(erased_on=None)
    erased = files.order_by().update(name="", label="", erased_on=on)
    if erased:
        transaction.on_commit(finish_erasing)
    return erased


def finish_erasing() -> int:
    """Delete the bytes of every erased file that still lie there; how many files. Twice deletes nothing twice."""
    left = list(Evidence.objects.exclude(erased_on=None).exclude(original=""))
    for file in left:
        for kept in (file.original, file.copy):
            if kept.name:
                kept.storage.delete(kept.name)
        Evidence.objects.filter(pk=file.pk).update(original="", copy="")
    return len(left)
