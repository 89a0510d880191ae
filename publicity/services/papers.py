"""A publication as a file: the same bytes for everyone, in every year. Clause: M8."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook

from institutions.terms import Category, Situation
from portal.desk.exports import neutral
from publicity.models import Publication, PublicationEntry
from publicity.rules.canonical import canonical
from publicity.rules.signing import ALGORITHM
from publicity.terms import ListKind

# The first moment that a zip file knows: no clock comes into the bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)
# openpyxl writes the moment of saving, whatever it is told.
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def _entries(publication: Publication) -> Iterator[PublicationEntry]:
    return PublicationEntry.objects.filter(publication=publication).in_order().iterator(chunk_size=2000)


def as_json(publication: Publication) -> bytes:
    """Return header, signature and entries: all that anybody needs to check it without this server.

    The entries stand there as they were signed, byte for byte.
    """
    head = {
        "content_hash": publication.content_hash,
        "key": {
            "algorithm": ALGORITHM,
            "id": publication.key_id,
            "public_key": publication.public_key,
        },
        "publication": publication.header,
        "signature": publication.signature,
    }
    opened = canonical(head)[:-1]
    return opened + b',"entries":[' + b",".join(entry.leaf for entry in _entries(publication)) + b"]}"


def _rows(publication: Publication) -> Iterator[list[Any]]:
    yield [
        _("Row"),
        _("Code"),
        _("Name of the institution"),
        _("District or zone"),
        _("Category"),
        _("Licence situation"),
        _("School permit"),
        _("List"),
        _("Listed since"),
        _("Listed until"),
        _("Clause"),
        _("Reason"),
    ]
    for entry in _entries(publication):
        words = entry.words
        row = [
            entry.position + 1,
            words["code"],
            words["name"],
            publication.district.name,
            Category(words["category"]).label,
            Situation(words["situation"]).label,
            "、".join(words["permits"]),
            ListKind(words["list"]).label,
            words["since"],
            words["until"] or "",
            words["clause"],
            words["reason"],
        ]
        yield [neutral(cell) for cell in row]


def as_csv(publication: Publication) -> bytes:
    """Return the entries as CSV in Chinese, with a byte order mark, so that a spreadsheet reads it."""
    text = io.StringIO()
    with translation.override("zh-hans"):
        csv.writer(text).writerows(_rows(publication))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_workbook(publication: Publication) -> bytes:
    """Return the entries as a workbook in Chinese; times that its makers would put in are taken out."""
    assert publication.sealed_at is not None
    book = Workbook(write_only=True)
    moment = publication.sealed_at.replace(tzinfo=None, microsecond=0)
    book.properties.created = moment
    with translation.override("zh-hans"):
        sheet = book.create_sheet(str(publication.year))
        sheet.freeze_panes = "A2"
        for column, width in (("B", 22), ("C", 40), ("G", 24), ("L", 50)):
            sheet.column_dimensions[column].width = width
        for row in _rows(publication):
            sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return _without_times(raw, moment.isoformat() + "Z")


def _without_times(raw: io.BytesIO, moment: str) -> bytes:
    """Return the zip file with every part's time set to none, and the time of writing to that of publication."""
    settled = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, NO_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + moment.encode() + rb"\g<2>", content)
            target.writestr(part, content)
    return settled.getvalue()
