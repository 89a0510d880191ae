"""A complaint that is not sent yet: kept in the person's session, encrypted, so that going back loses nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import DraftPhoto
from portal.accounts.refusals import Refusal
from portal.privacy.fields import cipher

Session = MutableMapping[str, Any]
DRAFT = "complaints.draft"
RECEIPT = "complaints.receipt"
MOST_FILES = 12
DAYS_KEPT = 2


@dataclass(slots=True)
class Draft:
    """The answers given so far. `id` is also the key under which it is sent once and only once."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Number and secret, shown until the person says that both are kept."""

    id: uuid.UUID
    number: str
    secret: str


def seal(content: dict[str, Any]) -> str:
    """What a session holds: a person's words are not readable in the session table either. Clause: N4."""
    return cipher().encrypt(json.dumps(content, ensure_ascii=False).encode()).decode()


def unseal(sealed: str | None) -> dict[str, Any]:
    """The content again; nothing where there is none or the keys have changed."""
    if not sealed:
        return {}
    try:
        content: dict[str, Any] = json.loads(cipher().decrypt(sealed.encode()))
    except InvalidToken:
        return {}
    return content


def draft_of(session: Session) -> Draft:
    """The person's draft, or an empty one that nothing keeps yet."""
    content = unseal(session.get(DRAFT))
    return Draft(uuid.UUID(content["id"]), content["answers"]) if content else Draft()


def keep(session: Session, draft: Draft) -> None:
    """Keep the draft until it is sent or dropped."""
    session[DRAFT] = seal({"id": draft.id.hex, "answers": draft.answers})


def drop(session: Session) -> None:
    """Throw the draft away, with its photos."""
    draft = draft_of(session)
    session.pop(DRAFT, None)
    _delete(DraftPhoto.objects.filter(draft=draft.id))


def keep_receipt(session: Session, receipt: Receipt) -> None:
    """Keep number and secret until the person says they have them."""
    session[RECEIPT] = seal({"id": receipt.id.hex, "number": receipt.number, "secret": receipt.secret})


def receipt_of(session: Session) -> Receipt | None:
    """The receipt that the person has not confirmed yet."""
    content = unseal(session.get(RECEIPT))
    return Receipt(uuid.UUID(content["id"]), content["number"], content["secret"]) if content else None


def drop_receipt(session: Session) -> None:
    """The person has it; here it is gone for good."""
    session.pop(RECEIPT, None)


def photos_of(draft: Draft) -> list[DraftPhoto]:
    """The files added so far."""
    return list(DraftPhoto.objects.filter(draft=draft.id))


def add_photos(draft: Draft, uploads: Iterable[UploadedFile]) -> None:
    """Add files to a draft. They were checked by the form, and are checked again when it is sent."""
    files = list(uploads)
    if DraftPhoto.objects.filter(draft=draft.id).count() + len(files) > MOST_FILES:
        raise Refusal(_("At most 12 files. Take one away first."), field="files")
    for upload in files:
        upload.seek(0)
        photo = DraftPhoto(draft=draft.id, name=str(upload.name or "")[-120:], size=upload.size or 0)
        photo.file.save(uuid.uuid4().hex, upload, save=False)
        photo.save()


def remove_photo(draft: Draft, key: uuid.UUID) -> None:
    """Take a file out of the draft again; only out of one's own."""
    _delete(DraftPhoto.objects.filter(draft=draft.id, key=key))


def as_uploads(draft: Draft) -> list[UploadedFile]:
    """The draft's files as they came, for sending."""
    return [SimpleUploadedFile(photo.name, photo.file.read()) for photo in photos_of(draft)]


def clear_abandoned() -> int:
    """Throw away files of drafts that were never sent."""
    return _delete(DraftPhoto.objects.filter(added_at__lt=timezone.now() - timedelta(days=DAYS_KEPT)))


def _delete(photos: Iterable[DraftPhoto]) -> int:
    """Delete rows and files, the row first: a file without a row is litter, a row without a file an error."""
    gone = list(photos)
    for photo in gone:
        photo.delete()
        photo.file.delete(save=False)
    return len(gone)
