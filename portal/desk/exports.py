"""What a list shows, as a workbook or CSV: streamed, with formulas neutralised."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Column = tuple[Any, str | Callable[[Any], Any]]
# With what a formula begins, half-width or full-width, behind whatever blanks: spreadsheets skip those.
DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
BLANKS = " \u00a0\u3000\u200b\ufeff"


def neutral(value: Any) -> Any:
    """Return `value` so that no spreadsheet takes it for a formula."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value.tzinfo else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))  # what no workbook can hold
    hides_one = text.startswith(DANGEROUS) or text.lstrip(BLANKS).startswith(DANGEROUS)
    return f"'{text}" if hides_one else text


def read(row: Any, path: str | Callable[[Any], Any]) -> Any:
    """Return the cell of `row`: a callable's answer, or the value at a dotted path."""
    if callable(path):
        return path(row)
    for part in path.split("."):
        row = getattr(row, part, None)
        if callable(row):
            row = row()
    return row


def cells(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[list[Any]]:
    """Yield the header, then each row."""
    yield [str(header) for header, _ in columns]
    for row in rows:
        yield [neutral(read(row, path)) for _, path in columns]


class _Echo:
    """Gives csv.writer a place to write that hands the line straight back."""

    def write(self, line: str) -> str:
        return line


def as_csv(rows: Iterable[Any], columns: Sequence[Column], name: str) -> HttpResponseBase:
    """Stream the rows as CSV with a byte order mark, so that a spreadsheet reads Chinese."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        for line in cells(rows, columns):
            yield writer.writerow(line)

    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=headers)


def as_workbook(rows: Iterable[Any], columns: Sequence[Column], name: str) -> HttpResponseBase:
    """Return the rows as a workbook written row by row to disk, never whole in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    for line in cells(rows, columns):
        sheet.append(line)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    book.save(file)
    file.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=kind)
