"""From when until when a paper holds, in the ways registers write it. Clause: S1."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from institutions.rules.cells import said, squeezed

WITHOUT_END = ("长期", "永久", "无固定期限", "无限期", "不限期")
# A workbook keeps a date as days since this one; a cell formatted as a number shows them.
FIRST_SERIAL = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:年|[-/.])(?P<m>\d{1,2})(?:(?:月|[-/.])(?:(?P<d>\d{1,2})(?!\d)日?)?)?"
    r"|(?<!\d)(?P<y8>(?:19|20)\d{2})(?P<m8>\d{2})(?P<d8>\d{2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Validity:
    """From when until when a paper holds; `readable` is False where the cell says nothing we understand."""

    since: date | None = None
    until: date | None = None
    long_term: bool = False
    readable: bool = True


UNREADABLE = Validity(readable=False)


def _day(found: re.Match[str], *, last: bool) -> date | None:
    """The day a match names; of a month alone its first day, or its last where the paper ends with it."""
    year, month = int(found["y"] or found["y8"]), int(found["m"] or found["m8"])
    day = found["d"] or found["d8"]
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1] if last else 1)
    except (ValueError, IndexError):
        return None


def _begins_only(text: str) -> bool:
    """Whether one day alone is the first: 自2021年3月1日起."""
    return text.startswith(("自", "从")) or text.rstrip("。").endswith(("起", "开始"))


def validity(value: Any) -> Validity:
    """Return the validity a cell names: one day (the end), two days (from and until), or 长期. Clause: S1."""
    if isinstance(value, datetime):
        return Validity(until=value.date())
    if isinstance(value, date):
        return Validity(until=value)
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in SERIALS:
        return Validity(until=FIRST_SERIAL + timedelta(days=int(value)))
    return _validity(said(value))


@lru_cache(maxsize=8192)  # a register names the same days again and again
def _validity(text: str) -> Validity:
    if not text:
        return Validity()
    found = list(DAY.finditer(text))
    if any(word in text for word in WITHOUT_END):
        return Validity(since=_day(found[0], last=False) if found else None, long_term=True)
    if len(found) == 2:
        since, until = _day(found[0], last=False), _day(found[1], last=True)
        return Validity(since, until) if since and until and since <= until else UNREADABLE
    if len(found) != 1:
        return UNREADABLE
    if _begins_only(text):
        since = _day(found[0], last=False)
        return Validity(since=since) if since else UNREADABLE
    until = _day(found[0], last=True)
    return Validity(until=until) if until else UNREADABLE


def between(first: Any, last: Any) -> Validity:
    """Return the validity whose first and last day stand in two columns. Clause: S1."""
    begin, end = validity(first), validity(last)
    since = begin.since or begin.until or end.since
    if not (begin.readable and end.readable) or (since and end.until and end.until < since):
        return UNREADABLE
    return Validity(since, end.until, end.long_term or (begin.long_term and not squeezed(last)))
