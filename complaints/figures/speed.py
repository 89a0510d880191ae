"""How fast and how well complaints are handled: one query, whatever they are grouped by. Clauses: D2, M8, S13."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, OuterRef, Subquery
from django.utils.translation import gettext as _

from complaints.models import Rating
from complaints.queries import ComplaintQuerySet
from complaints.rules.sums import percentile, share
from complaints.terms import SHORT, Kind, Satisfaction

REPEAT = timedelta(days=90)
FIELDS = (
    "kind",
    "district__slug",
    "district__name",
    "street__name",
    "institution",
    "institution__name",
    "received_on",
    "reopened",
    "first_answer",
    "last_rating",
)


@dataclass(slots=True)
class Speed:
    """What is known of one group. Days run from receipt to the first answer."""

    key: str
    label: str
    received: int = 0
    reopened: int = 0
    repeated: int = 0
    known: int = 0
    days: list[int] = field(default_factory=list)
    ratings: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Satisfaction.values, 0))

    @property
    def answered(self) -> int:
        """How many have their first answer."""
        return len(self.days)

    @property
    def median(self) -> int | None:
        """Days in which half of the answered ones were answered."""
        return percentile(self.days, 50)

    @property
    def ninetieth(self) -> int | None:
        """Days in which nine of ten were answered."""
        return percentile(self.days, 90)

    @property
    def rated(self) -> int:
        """How many people said what the answer was worth."""
        return sum(self.ratings.values())

    @property
    def satisfied(self) -> int | None:
        """Per cent of those who said so that are satisfied."""
        return share(self.ratings[Satisfaction.SATISFIED], self.rated)

    @property
    def repeat_rate(self) -> int | None:
        """Per cent of those about a known institution that had another within ninety days before."""
        return share(self.repeated, self.known)

    @property
    def reopened_rate(self) -> int | None:
        """Per cent of the answered ones that the person had taken up again."""
        return share(self.reopened, self.answered)


def of_kind(row: dict[str, Any]) -> tuple[str, str]:
    """What happened."""
    return row["kind"], str(SHORT[Kind(row["kind"])])


def of_district(row: dict[str, Any]) -> tuple[str, str]:
    """Who handles it."""
    return row["district__slug"] or "none", row["district__name"] or _("not yet known")


def of_street(row: dict[str, Any]) -> tuple[str, str]:
    """The street it was dispatched to."""
    name = row["street__name"]
    return (
        f"{row['district__slug']}:{name}",
        f"{row['district__name'] or ''} {name or _('no street')}".strip(),
    )


def of_institution(row: dict[str, Any]) -> tuple[str, str]:
    """Whom it is about."""
    return str(row["institution"] or "none"), row["institution__name"] or _("(not in the register)")


def of_month(row: dict[str, Any]) -> tuple[str, str]:
    """When it was received."""
    month = row["received_on"].strftime("%Y-%m")
    return month, month


GROUPS: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {
    "month": of_month,
    "kind": of_kind,
    "district": of_district,
    "street": of_street,
    "institution": of_institution,
}


def rows_between(seen: ComplaintQuerySet, since: date, until: date) -> list[dict[str, Any]]:
    """Complaints received in a time and in the ninety days before it, which only count as earlier ones; one query."""
    last = Rating.objects.filter(complaint=OuterRef("pk")).order_by("-round").values("satisfaction")[:1]
    found = seen.filter(received_on__gte=since - REPEAT, received_on__lte=until).annotate(
        first_answer=Min("answerings__on"), last_rating=Subquery(last)
    )
    return list(found.order_by("received_on", "pk").values(*FIELDS))


def grouped(rows: Iterable[dict[str, Any]], since: date, by: str) -> list[Speed]:
    """The groups of the rows received since a day: months in their order, all else the most received first."""
    name, earlier = GROUPS[by], _earlier(rows)
    found: dict[str, Speed] = {}
    for row in rows:
        if row["received_on"] >= since:
            key, label = name(row)
            _count(found.setdefault(key, Speed(key, label)), row, earlier)
    if by == "month":
        return sorted(found.values(), key=lambda speed: speed.key)
    return sorted(found.values(), key=lambda speed: (-speed.received, speed.label))


def in_all(rows: Sequence[dict[str, Any]], since: date) -> Speed:
    """Everything received since a day, as one group."""
    earlier, total = _earlier(rows), Speed("", _("in all"))
    for row in rows:
        if row["received_on"] >= since:
            _count(total, row, earlier)
    return total


def _earlier(rows: Iterable[dict[str, Any]]) -> dict[int, list[date]]:
    """The days on which each institution was complained about, in order."""
    found: dict[int, list[date]] = defaultdict(list)
    for row in rows:
        if row["institution"]:
            found[row["institution"]].append(row["received_on"])
    return found


def _count(speed: Speed, row: dict[str, Any], earlier: dict[int, list[date]]) -> None:
    speed.received += 1
    speed.reopened += bool(row["reopened"])
    if row["first_answer"]:
        speed.days.append((row["first_answer"] - row["received_on"]).days)
    if row["last_rating"]:
        speed.ratings[row["last_rating"]] += 1
    if row["institution"]:
        speed.known += 1
        days = earlier[row["institution"]]
        speed.repeated += bisect_left(days, row["received_on"] - REPEAT) < bisect_left(
            days, row["received_on"]
        )
