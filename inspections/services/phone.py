"""What a phone sends of a visit once it has a network again: in pieces, as often as it likes. Clauses: S5, N2."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import PhoneUpload, UploadPiece, VisitPart
from inspections.services.parts import items_of, may_record
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, Refusal
from portal.evidence import services as evidence

LARGEST_PIECE = 300 * 1024
KEPT_DAYS = 30


class BrokenUpload(Refusal):
    """What arrived is not what the phone took: it has to be sent anew."""

    words = _("The photo did not arrive whole. It is sent again.")


@dataclass(frozen=True, slots=True)
class Taken:
    """What the phone says of a photo or signature."""

    id: uuid.UUID
    kind: str
    name: str
    label: str
    sha256: str
    pieces_in_all: int
    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    accuracy: int | None = None


def put_piece(part: VisitPart, *, actor: Actor, taken: Taken, index: int, data: bytes) -> PhoneUpload:
    """Keep one piece of a photo; with the last one it becomes evidence of the part. The same piece twice is kept once.

    Raises NotAllowed, ChangedMeanwhile (the part is closed), BrokenUpload (all is to be sent again), BadUpload.
    """
    try:
        return _put(part, actor, taken, index, data)
    except BrokenUpload:
        PhoneUpload.objects.filter(pk=taken.id, evidence=None).delete()
        raise


@transaction.atomic
def _put(part: VisitPart, actor: Actor, taken: Taken, index: int, data: bytes) -> PhoneUpload:
    part = VisitPart.objects.lock(part)
    actor.must("inspections.record", part)
    upload = _upload_of(part, actor, taken)
    if upload.evidence_id is not None:
        return upload
    if not may_record(part, actor):
        raise ChangedMeanwhile(
            _("This part is closed: the photo can't be added any more. It stays on the phone.")
        )
    if not data or len(data) > LARGEST_PIECE or index >= upload.pieces_in_all:
        raise BrokenUpload()
    UploadPiece.objects.get_or_create(upload=upload, index=index, defaults={"data": data})
    if upload.pieces.count() == upload.pieces_in_all:
        _assemble(upload, part, actor)
    return upload


def _upload_of(part: VisitPart, actor: Actor, taken: Taken) -> PhoneUpload:
    """The upload under the phone's key, begun here where it is new."""
    assert actor.user is not None
    said: dict[str, Any] = {
        "part": part,
        "user": actor.user,
        "kind": taken.kind,
        "name": taken.name,
        "label": taken.label,
        "sha256": taken.sha256,
        "pieces_in_all": taken.pieces_in_all,
        "taken_at": taken.taken_at,
        "latitude": taken.latitude,
        "longitude": taken.longitude,
        "accuracy": taken.accuracy,
    }
    upload, _is_new = PhoneUpload.objects.get_or_create(pk=taken.id, defaults=said)
    if upload.part_id != part.pk or upload.user_id != actor.user.pk or upload.sha256 != taken.sha256:
        raise NotAllowed(_("This key belongs to another photo."))
    return upload


def _assemble(upload: PhoneUpload, part: VisitPart, actor: Actor) -> None:
    content = b"".join(bytes(piece.data) for piece in upload.pieces.all())
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        raise BrokenUpload()
    inspection = part.visit.joint_inspection
    upload.evidence = evidence.store(
        actor,
        SimpleUploadedFile(upload.name, content),
        subject=part,
        district_id=inspection.district_id,
        institution_id=inspection.institution_id,
        label=upload.label or str(upload.get_kind_display()),
    )
    upload.save(update_fields=["evidence"])
    upload.pieces.all().delete()


def here(upload: PhoneUpload) -> list[int]:
    """The pieces that have arrived."""
    return list(upload.pieces.values_list("index", flat=True))


def state_of(part: VisitPart) -> dict[str, Any]:
    """What stands of a part, as a phone compares it with its own: answers by the items' codes."""
    items = items_of(part, timezone.localdate())
    results = {result.item_id: result for result in part.results.all()}
    answers = {
        item.code: {
            "outcome": results[item.pk].outcome,
            "note": results[item.pk].note,
            "group": results[item.pk].group,
            "corrected": results[item.pk].corrected,
        }
        for item in items
        if item.pk in results
    }
    return {
        "version": part.version,
        "state": part.state,
        "saved_by": str(part.saved_by) if part.saved_by else "",
        "saved_at": timezone.localtime(part.saved_at).strftime("%Y-%m-%d %H:%M") if part.saved_at else "",
        "items": [{"code": item.code, "text": item.text} for item in items],
        "answers": answers,
        "extras": part.extra,
        "statement": {
            "statement_name": part.statement_name,
            "statement_role": part.statement_role,
            "statement_text": part.statement_text,
            "statement_refused": part.statement_refused,
        },
    }


def clear_abandoned(today: date) -> int:
    """Throw away pieces whose rest never came; whole photos stay. Returns how many. Clause: N4."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    rows = PhoneUpload.objects.abandoned(before)
    count = rows.count()
    rows.delete()
    return count
