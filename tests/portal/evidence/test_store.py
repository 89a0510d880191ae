"""Uploads are hostile: what they are is decided by their bytes."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.accounts.actors import Actor
from portal.evidence.checks import MAX_BYTES, BadUpload
from portal.evidence.models import Evidence
from portal.evidence.services import store

GPS_IFD, MAKE = 0x8825, 0x010F


def photo(**kwargs: Any) -> bytes:
    """A JPEG with a camera's name and a place in its EXIF."""
    picture = Image.new("RGB", (40, 20), "red")
    exif = picture.getexif()
    exif[MAKE] = "SecretCamera"
    exif.get_ifd(GPS_IFD)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, **kwargs)
    return out.getvalue()


def keep(institution: Any, content: bytes, name: str = "photo.jpg") -> Evidence:
    upload = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return store(Actor.system(), upload, subject=institution, district_id=institution.district_id)


def test_the_copy_shown_has_no_metadata_and_the_original_keeps_it(institution: Any) -> None:
    kept = keep(institution, photo())
    assert b"SecretCamera" in kept.original.open().read()
    assert b"SecretCamera" not in kept.copy.open().read()
    with Image.open(kept.copy.open()) as shown:
        assert not shown.getexif()


def test_the_same_file_sent_twice_is_kept_once(institution: Any) -> None:
    assert keep(institution, photo()).pk == keep(institution, photo()).pk
    assert Evidence.objects.of(institution).count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("script.jpg", b"<script>alert(1)</script>"),
        ("page.pdf", b"<html><body>no pdf</body></html>"),
        ("broken.jpg", photo()[:200]),
        ("empty.jpg", b""),
        ("program.docx", b"MZ\x90\x00" + b"\x00" * 100),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(institution: Any, name: str, content: bytes) -> None:
    with pytest.raises(BadUpload):
        keep(institution, content, name)
    assert not Evidence.objects.exists()


def test_a_document_with_macros_is_refused(institution: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/vbaProject.bin", "macro")
    with pytest.raises(BadUpload):
        keep(institution, out.getvalue(), "letter.docx")


def test_a_file_over_the_limit_is_refused_with_what_to_do(institution: Any) -> None:
    with pytest.raises(BadUpload, match="10 MB"):
        keep(institution, photo() + b"0" * MAX_BYTES)


def test_a_file_opens_for_its_district_and_for_no_other(
    institution: Any, officer_a: Actor, officer_b: Actor, client_as: Any
) -> None:
    kept = keep(institution, photo())
    url = kept.get_absolute_url()
    opened = client_as(officer_a).get(url)
    assert opened.status_code == 200
    assert b"SecretCamera" not in b"".join(opened.streaming_content)
    assert client_as(officer_b).get(url).status_code == 404
