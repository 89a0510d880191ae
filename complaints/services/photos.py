"""Files of a person who stays unknown: nothing in them may say who it was. Clause: N4."""

from collections.abc import Iterable
from pathlib import PurePath

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from portal.evidence.checks import check


def without_traces(uploads: Iterable[UploadedFile]) -> list[UploadedFile]:
    """The files under plain names, pictures without the place, time and device that a telephone writes in.

    What is kept as the original is then already bare. Documents keep what their writer put in them; the
    page says so. Raises BadUpload.
    """
    return [_bare(upload, place) for place, upload in enumerate(uploads, start=1)]


def _bare(upload: UploadedFile, place: int) -> UploadedFile:
    checked = check(upload)
    ending = PurePath(str(upload.name or "")).suffix.lower()[:6]
    return SimpleUploadedFile(f"{place}{ending}", checked.copy or checked.content, checked.content_type)
