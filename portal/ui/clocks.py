"""A deadline as a reader sees it: the days left, in words, and how pressing it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON: Final = 3  # days; from here on a deadline is amber


@dataclass(frozen=True, slots=True)
class Clock:
    """`state` is late, soon, calm or done; `icon` and `words` say the same without colour."""

    state: str
    icon: str
    words: str


class DaysLeft(int):
    """A number of days that says itself: 3 → "3 days left", 0 → "today", -2 → "2 days overdue"."""

    def __str__(self) -> str:
        if self < 0:
            return ngettext("%(n)d day overdue", "%(n)d days overdue", -self) % {"n": -self}
        if self == 0:
            return _("due today")
        return ngettext("%(n)d day left", "%(n)d days left", self) % {"n": self}


def as_day(value: date | datetime | None) -> date | None:
    """Return the local day of a date or a time."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def days_left(due: date | datetime | None, today: date | datetime | None = None) -> DaysLeft | None:
    """Return the days from `today` (by default the local day) until `due`; negative when it has passed."""
    end, start = as_day(due), as_day(today) or timezone.localdate()
    return None if end is None else DaysLeft((end - start).days)


def clock(
    due: date | datetime | None, today: date | datetime | None = None, *, done: bool = False
) -> Clock | None:
    """Return how a deadline is shown; one that is `done` no longer runs."""
    left = days_left(due, today)
    if left is None:
        return None
    if done:
        return Clock("done", "check", "")
    if left < 0:
        return Clock("late", "alert", str(left))
    return Clock("soon" if left <= SOON else "calm", "clock", str(left))
