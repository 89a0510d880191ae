"""The calendar in force: the published holidays with the days set by hand over them. Clause: D7."""

from __future__ import annotations

from datetime import date
from functools import cache

from chinese_calendar.constants import holidays, workdays
from django.db import transaction

from portal.workdays.models import CalendarDay
from portal.workdays.rules import Calendar


@cache
def published() -> Calendar:
    """The calendar of the State Council's notices as `chinesecalendar` carries them."""
    return Calendar(
        off=frozenset(holidays),
        made_up=frozenset(workdays),
        announced_years=frozenset(day.year for day in holidays),
    )


def calendar() -> Calendar:
    """The calendar in force now. One query: hold on to it where many days are counted."""
    by_hand = dict(CalendarDay.objects.values_list("day", "is_working"))
    return published().with_overrides(by_hand) if by_hand else published()


def days_by_hand() -> list[CalendarDay]:
    """The days set by hand, the latest first."""
    return list(CalendarDay.objects.order_by("-day"))


@transaction.atomic
def set_day(day: date, *, is_working: bool, source: str) -> CalendarDay:
    """Set one day by hand; setting it again replaces it. Authority and event are the caller's.

    The desk's way in is `portal.rulebook.services.set_calendar_day`.
    """
    entry, _created = CalendarDay.objects.update_or_create(
        day=day, defaults={"is_working": is_working, "source": source}
    )
    return entry
