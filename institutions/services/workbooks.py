"""Opening what a district sent: a workbook, or a clear word why not. Nothing in it is ever run."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from institutions.rules.contents import Taken
from institutions.rules.headers import find_header
from portal.accounts.refusals import Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_ROWS = 20_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = _("The workbook is protected by a password. Remove the password and send it again.")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class BadWorkbook(Refusal):
    """The file can't be read as a register; the words say what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that holds the register: its rows, where the header stands, and what its columns mean."""

    name: str
    rows: Sequence[Sequence[Any]]
    header_index: int
    taken: dict[str, Taken]
    others: tuple[str, ...] = ()


def _bad(words: Any) -> BadWorkbook:
    return BadWorkbook(words, field="workbook")


def _check_bytes(content: bytes) -> None:
    if not content:
        raise _bad(_("The file is empty. Choose the workbook again."))
    if len(content) > MAX_BYTES:
        raise _bad(
            _("The file is larger than 10 MB. Split the register and send the parts one after the other.")
        )
    if content.startswith(OLE) and ENCRYPTED in content:
        raise _bad(PROTECTED)
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
        except zipfile.BadZipFile as error:
            raise _bad(_("The file is damaged. Save it again as .xlsx and send it.")) from error
        if unpacked > MAX_UNPACKED:
            raise _bad(_("The workbook is too large once opened. Split the register and send the parts."))
    elif not content.startswith(OLE):
        raise _bad(_("This is no workbook. Send the register as an Excel file (.xlsx or .xls)."))


def _filled(sheet: Any) -> list[list[Any]]:
    """Return the sheet's rows, cells merged downward filled with what stands at their top."""
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        for line in range(top + 1, min(bottom + 1, len(rows))):
            if top < len(rows) and left < len(rows[line]) and rows[line][left] in ("", None):
                rows[line][left] = rows[top][left]
    return rows


def open_register(content: bytes) -> Sheet:
    """Return the sheet of the workbook that reads most like a register. Raises BadWorkbook."""
    _check_bytes(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, _filled(book.get_sheet_by_name(name))) for name in book.sheet_names]
    except PasswordError as error:
        raise _bad(PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _bad(_("The workbook can't be opened. Save it again as .xlsx and send it.")) from error
    if not any(any(cell not in ("", None) for cell in row) for _name, rows in sheets for row in rows):
        raise _bad(_("The workbook has no rows. Send the one with the register."))
    found = [(name, rows, header) for name, rows in sheets if (header := find_header(rows))]
    if not found:
        raise _bad(
            _("No row names the columns. The register needs a header with at least the institution's name.")
        )
    name, rows, (index, taken) = max(found, key=lambda entry: (len(entry[2][1]), len(entry[1])))
    if len(rows) - index - 1 > MAX_ROWS:
        raise _bad(_("The register has more than 20,000 rows. Split it and send the parts."))
    others = tuple(other for other, _rows in sheets if other != name)
    return Sheet(name, rows, index, taken, others)
