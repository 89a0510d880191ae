"""Reading a register sent as CSV: whichever way Chinese spreadsheets write it, row by row."""

import csv
import io
from collections.abc import Callable, Iterator

# A cell longer than this is no cell; the csv module's own limit, set so that nobody else's change moves ours.
LONGEST_CELL = 131_072
DELIMITERS = ",\t;，|"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
TEXTS = ("utf-8", "gb18030")


class BadText(Exception):
    """Why a text can't be read as CSV."""


def reads_as_text(content: bytes) -> bool:
    """Return whether the bytes may be text: no other file format is without a NUL, save UTF-16 with its mark."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in content


def _encoding_of(content: bytes) -> str:
    """The encoding by its mark; else UTF-8 where the whole reads so, else GB18030."""
    for mark, name in BOMS:
        if content.startswith(mark):
            return name
    for name in TEXTS:
        try:
            for _chunk in io.TextIOWrapper(io.BytesIO(content), encoding=name, newline=""):
                pass
        except UnicodeDecodeError:
            continue
        return name
    raise BadText("UTF-8, GB18030?")


def _delimiter_of(content: bytes, encoding: str) -> str:
    """The sign that parts most cells in the first lines."""
    with io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="") as text:
        first = text.read(20_000)
    return max(DELIMITERS, key=first.count) if first else ","


def open_text(content: bytes) -> tuple[Callable[[], Iterator[list[str]]], int]:
    """Return what yields the rows, and how many there are. The whole is read once to see that it can be.

    Raises BadText.
    """
    encoding = _encoding_of(content)
    try:
        delimiter = _delimiter_of(content, encoding)

        def rows() -> Iterator[list[str]]:
            text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
            csv.field_size_limit(LONGEST_CELL)
            return csv.reader(text, delimiter=delimiter)

        return rows, sum(1 for _row in rows())
    except (csv.Error, UnicodeError) as error:
        raise BadText(str(error)) from error
