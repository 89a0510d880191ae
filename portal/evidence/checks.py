"""What an upload really is: its first bytes decide, never its name."""

import io
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

import filetype
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from portal.accounts.refusals import Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_FILES = 12
MAX_OF_SUBJECT = 60
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLAIN = {"application/pdf", "audio/mpeg", "audio/mp4", "audio/m4a", "audio/x-m4a", "video/mp4"}


class BadUpload(Refusal):
    """The file is not what may be sent here; the words say what to do."""


class TooMany(BadUpload):
    """What the file would belong to has as many as it can have."""

    words = _("There are %(most)s files here already, the most that are kept. This one was not added.")

    def __init__(self) -> None:
        super().__init__(str(type(self).words) % {"most": MAX_OF_SUBJECT}, field="files")


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked upload: its true type, its bytes, and a copy without metadata where it is a picture."""

    content_type: str
    content: bytes
    copy: bytes


def _bad(words: str | Promise, name: str) -> BadUpload:
    return BadUpload(str(words) % {"name": name}, field="files")


def check(upload: UploadedFile) -> Checked:
    """Return what `upload` is. Raises BadUpload for a file too large, empty, of a type not taken, or broken."""
    name = str(upload.name or "")[:80]
    if not upload.size:
        raise _bad(_("%(name)s is empty. Choose another file."), name)
    if upload.size > MAX_BYTES:
        raise _bad(_("%(name)s is larger than 10 MB. Send a smaller file."), name)
    upload.seek(0)
    content = upload.read()
    found = filetype.guess_mime(content[:8192]) or ""
    if found in PICTURES:
        return Checked(found, content, _without_metadata(content, found, name))
    if found in PLAIN:
        return Checked(found, content, b"")
    if found in OFFICE.values() or found == "application/zip":
        return Checked(_office_type(io.BytesIO(content), name), content, b"")
    raise _bad(
        _("%(name)s is of a kind not taken here. Send a photo, PDF, Word or Excel file, sound or video."),
        name,
    )


def _without_metadata(content: bytes, kind: str, name: str) -> bytes:
    """Return the picture, turned upright, with EXIF (place, device) left out."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _bad(_("%(name)s has too many pixels. Send a smaller picture."), name)
            upright = ImageOps.exif_transpose(picture)
            if PICTURES[kind] == "JPEG":
                upright = upright.convert("RGB")
            bare = Image.new(upright.mode, upright.size)
            if upright.mode == "P":
                bare.putpalette(upright.getpalette() or [])
            bare.paste(upright)
            out = io.BytesIO()
            bare.save(out, PICTURES[kind], **({"quality": 85} if kind == "image/jpeg" else {}))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise _bad(_("%(name)s can't be opened as a picture. Take it again."), name) from error
    return out.getvalue()


def _office_type(content: BinaryIO, name: str) -> str:
    """Return which Office document the archive is; macros, bombs and other archives are refused."""
    broken = _bad(_("%(name)s can't be opened. Save it again as .docx or .xlsx."), name)
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise broken from error
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise broken
    names = [entry.filename for entry in entries]
    if "[Content_Types].xml" not in names or any(n.lower().endswith("vbaproject.bin") for n in names):
        raise _bad(_("%(name)s is an archive or holds macros. Send the plain document."), name)
    for folder, kind in OFFICE.items():
        if any(n.startswith(folder) for n in names):
            return kind
    raise broken
