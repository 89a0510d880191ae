"""Figures that anybody may read: by month, and by kind and district for whole quarters; small counts kept back.

By kind and district a year of whole quarters is summed, so that no month can be reckoned from two readings
(docs/decisions/0020). Clauses: M8, N4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from complaints.figures.speed import Speed, grouped, rows_between
from complaints.models import Complaint
from complaints.rules.sums import SuppressionTerms, kept_back

MONTHS = 12


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One line of a public table; None was kept back."""

    label: str
    received: int | None
    answered: int | None
    median: int | None
    satisfied: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """The public page: twelve whole months, and a year of whole quarters by kind and district."""

    since: date
    until: date
    quarters_since: date
    quarters_until: date
    months: list[PublishedRow]
    kinds: list[PublishedRow]
    districts: list[PublishedRow]


def month_before(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def published(today: date, terms: SuppressionTerms) -> Published:
    """The public figures as they stand in this month; one query. Clauses: M8, N4."""
    until = today.replace(day=1) - timedelta(days=1)
    since = month_before(until, MONTHS - 1)
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    q_since, q_until = month_before(quarter, MONTHS), quarter - timedelta(days=1)
    # A merged complaint is one matter, but each was received: all count.
    rows = rows_between(Complaint.objects.all(), min(since, q_since), until)
    yearly = [row for row in rows if row["received_on"] <= q_until]
    return Published(
        since,
        until,
        q_since,
        q_until,
        months=_rows(grouped(rows, since, "month"), terms),
        kinds=_rows(grouped(yearly, q_since, "kind"), terms),
        districts=_rows(grouped(yearly, q_since, "district"), terms),
    )


def _rows(groups: Sequence[Speed], terms: SuppressionTerms) -> list[PublishedRow]:
    received = kept_back({group.key: group.received for group in groups}, terms)
    answered = kept_back({group.key: group.answered for group in groups}, terms)
    return [_row(group, received[group.key], answered[group.key], terms) for group in groups]


def _row(group: Speed, received: int | None, answered: int | None, terms: SuppressionTerms) -> PublishedRow:
    """Days and shares only where enough people stand behind them, and behind what is left over."""
    enough: Any = received is not None and answered is not None
    median = group.median if enough and group.answered >= terms.least else None
    satisfied = group.satisfied if enough and group.rated >= terms.least else None
    return PublishedRow(group.label, received, answered, median, satisfied)
