"""The annual inspection: when it opens, who is a zombie. Clauses: M7, D6."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

A_MONTH = timedelta(days=30)
TWO_MONTHS = timedelta(days=61)
COUNTS_AS_PART = frozenset({"passed", "basic", "failed"})


@dataclass(frozen=True, slots=True)
class AnnualDays:
    """When the annual inspection opens, and by when institutions report and districts conclude."""

    KEY: ClassVar[str] = "D6.annual"
    CLAUSE: ClassVar[str] = "D6"
    TITLE: ClassVar[str] = "Annual inspection: days of the year"

    opens_month: int = 3
    opens_day: int = 1
    report_month: int = 3
    report_day: int = 31
    conclude_month: int = 5
    conclude_day: int = 31

    def opens(self, year: int) -> date:
        """The day it opens."""
        return date(year, self.opens_month, self.opens_day)

    def report_by(self, year: int) -> date:
        """The day by which institutions report."""
        return date(year, self.report_month, self.report_day)

    def conclude_by(self, year: int) -> date:
        """The day by which districts conclude."""
        return date(year, self.conclude_month, self.conclude_day)


def due_year(today: date, days: AnnualDays) -> int | None:
    """Return the year whose annual inspection should be open by `today`, None before it opens. Source: D6."""
    return today.year if today >= days.opens(today.year) else None


def last_days(year: int, opened_on: date, days: AnnualDays) -> tuple[date, date]:
    """Return by when institutions report and districts conclude. Source: D6.

    Where it was opened only after the day to report, institutions get a month from then, and districts two
    more: nobody is counted as absent from what was not open.
    """
    report_by, conclude_by = days.report_by(year), days.conclude_by(year)
    if opened_on <= report_by:
        return report_by, conclude_by
    report_by = opened_on + A_MONTH
    return report_by, max(conclude_by, report_by + TWO_MONTHS)


def zombie_since(results: Iterable[tuple[int, str]], *, years: int = 2) -> int | None:
    """Return the year since which an institution is a zombie, None where it is none.

    `results` are (year, result) of concluded annual inspections. An institution without annual
    inspection for `years` or more running, up to the last concluded, is a zombie since the first of
    those years. Source: M7.
    """
    missed: list[int] = []
    for year, result in sorted(results):
        missed = [] if result in COUNTS_AS_PART else [*missed, year]
    return missed[0] if len(missed) >= years else None
