"""Opening what a district sent: a workbook or CSV, or a clear word why not. Nothing in it is ever run."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from institutions.rules.contents import Taken
from institutions.rules.headers import find_header
from institutions.services.delimited import BadText, open_text, reads_as_text
from portal.accounts.refusals import Refusal

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 600 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 512
# Rows in which a header is looked for, and those under it that say what a nameless column holds.
HEAD = 101
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = _("The workbook is protected by a password. Remove the password and send it again.")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TOO_LARGE = _("The file is larger than 64 MB. Split the register and send the parts one after the other.")
TOO_MANY = _("The register has more than 200,000 rows. Split it and send the parts.")

Rows = Callable[[], Iterator[Sequence[Any]]]


class BadWorkbook(Refusal):
    """The file can't be read as a register; the words say what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Source:
    """The sheet that holds the register: where the header stands, what its columns mean, and its rows one by one."""

    name: str
    head: Sequence[Sequence[Any]]
    header_index: int
    taken: dict[str, Taken]
    rows: Rows
    others: tuple[str, ...] = ()

    @property
    def header(self) -> Sequence[Any]:
        """The (last) header row."""
        return self.head[self.header_index]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that holds the register with all its rows at once."""

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
        raise _bad(TOO_LARGE)
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


def _filled(sheet: Any) -> Iterator[list[Any]]:
    """Yield the sheet's rows, cells merged downward filled with what stands at their top.

    `iter_rows` leaves out what is empty above and left of the first cell: rows and columns keep their numbers here.
    """
    top, left = sheet.start or (0, 0)
    merged: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _right) in sheet.merged_cell_ranges or []:
        if last > first:
            merged.setdefault(first, []).append((column, last))
    under: dict[int, tuple[int, Any]] = {}
    blank = [""] * left
    for line in range(top):
        yield []
        _open_merged(merged, line, [], under)
    for line, cells in enumerate(sheet.iter_rows(), start=top):
        row = [*blank, *cells] if left else list(cells)
        if under:
            under = {column: held for column, held in under.items() if held[0] >= line}
            for column, (_last, value) in under.items():
                if column < len(row) and row[column] in ("", None):
                    row[column] = value
        _open_merged(merged, line, row, under)
        yield row


def _open_merged(
    merged: dict[int, list[tuple[int, int]]], line: int, row: Sequence[Any], under: dict[int, tuple[int, Any]]
) -> None:
    for column, last in merged.get(line, ()):
        if column < len(row):
            under[column] = (last, row[column])


def _sheets_of(content: bytes) -> list[tuple[str, Rows, int]]:
    """Return each sheet's name, its rows and how many there are."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    except PasswordError as error:
        raise _bad(PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _bad(_("The workbook can't be opened. Save it again as .xlsx and send it.")) from error
    if any(sheet.total_width > MAX_COLUMNS for _name, sheet in sheets):
        raise _bad(
            _("A sheet has more than 512 columns. Take out what is not the register and send it again.")
        )
    return [(name, partial(_filled, sheet), sheet.total_height) for name, sheet in sheets]


def _parts_of(content: bytes) -> list[tuple[str, Rows, int]]:
    if content.startswith((OLE, b"PK")):
        return _sheets_of(content)
    if not reads_as_text(content):
        raise _bad(_("This is no workbook. Send the register as an Excel file (.xlsx or .xls) or as CSV."))
    try:
        rows, count = open_text(content)
    except BadText as error:
        raise _bad(
            _("The CSV can't be read: %(why)s. Save it again as CSV UTF-8 or as .xlsx.") % {"why": error}
        ) from error
    return [("CSV", rows, count)]


def open_source(content: bytes) -> Source:
    """Return the sheet that reads most like a register, its rows to be read one by one. Raises BadWorkbook."""
    _check_bytes(content)
    parts = _parts_of(content)
    heads = [(name, rows, count, list(islice(rows(), HEAD))) for name, rows, count in parts]
    found = [
        (name, rows, count, head, header)
        for name, rows, count, head in heads
        if (header := find_header(head))
    ]
    if not found:
        if not any(cell not in ("", None) for _name, rows, _count in parts for row in rows() for cell in row):
            raise _bad(_("The workbook has no rows. Send the one with the register."))
        raise _bad(
            _("No row names the columns. The register needs a header with at least the institution's name.")
        )
    name, rows, count, head, (index, taken) = max(found, key=lambda entry: (len(entry[4][1]), entry[2]))
    if count - index - 1 > MAX_ROWS:
        raise _bad(TOO_MANY)
    others = tuple(part[0] for part in parts if part[0] != name)
    return Source(name, head, index, taken, rows, others)


def open_register(content: bytes) -> Sheet:
    """Return the sheet that reads most like a register with all its rows. Raises BadWorkbook."""
    source = open_source(content)
    return Sheet(source.name, list(source.rows()), source.header_index, source.taken, source.others)
