"""Opening a school's list: a workbook or CSV, or a clear word why not. Nothing in it is run, nothing of it is kept."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from institutions.rules.serving import Columns, find_columns
from institutions.services.workbooks import ENCRYPTED, MAX_UNPACKED, OLE, PROTECTED
from institutions.services.workbooks import BadWorkbook as BadTable

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000  # one school has fewer teachers than that
Rows = Sequence[Sequence[Any]]
BAD = {
    "empty": _("The file is empty. Choose it again."),
    "large": _("The file is larger than 10 MB. Send the school's list alone."),
    "damaged": _("The file is damaged. Save it again as .xlsx or CSV and send it."),
    "unpacked": _("The workbook is too large once opened. Send the school's list alone."),
    "unreadable": _("This can't be read as a list. Send an Excel file (.xlsx, .xls) or CSV."),
    "header": _("No row names the columns. The list needs a header with 姓名 and 身份证号."),
    "rows": _("The list has more than 20,000 rows. Is it one school's?"),
}


def _bad(key: str) -> BadTable:
    return BadTable(BAD[key], field="workbook")


def content_of(upload: UploadedFile) -> bytes:
    """Return what was sent, never more than may be. Raises BadTable."""
    if (upload.size or 0) > MAX_BYTES:
        raise _bad("large")
    content = upload.read(MAX_BYTES + 1)
    if not content:
        raise _bad("empty")
    if len(content) > MAX_BYTES:
        raise _bad("large")
    return content


def _of_workbook(content: bytes) -> list[Rows]:
    if content.startswith(OLE) and ENCRYPTED in content:
        raise BadTable(PROTECTED, field="workbook")
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
        except zipfile.BadZipFile as error:
            raise _bad("damaged") from error
        if unpacked > MAX_UNPACKED:
            raise _bad("unpacked")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except PasswordError as error:
        raise BadTable(PROTECTED, field="workbook") from error
    except (CalamineError, OSError, ValueError) as error:
        raise _bad("damaged") from error


def _of_text(content: bytes) -> list[Rows]:
    if b"\x00" in content:
        raise _bad("unreadable")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _bad("unreadable")
    separator = "\t" if text.count("\t") > text.count(",") else ","
    try:
        return [list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))]
    except csv.Error as error:
        raise _bad("unreadable") from error


def open_list(content: bytes) -> tuple[Rows, Columns]:
    """Return the rows of the sheet that is the list, and where its columns are. Raises BadTable."""
    is_workbook = content.startswith((OLE, b"PK"))
    sheets = _of_workbook(content) if is_workbook else _of_text(content)
    found = [(rows, columns) for rows in sheets if (columns := find_columns(rows)) is not None]
    if not found:
        raise _bad("header")
    rows, columns = max(found, key=lambda sheet: len(sheet[0]))
    if len(rows) - columns.header - 1 > MAX_ROWS:
        raise _bad("rows")
    return rows, columns
