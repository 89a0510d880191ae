"""Sums over complaints, read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from complaints.models import Complaint
from complaints.queries import OPEN, ComplaintQuerySet
from complaints.terms import SHORT, Kind, Outcome
from portal.accounts.actors import Actor

SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many complaints of one kind or district stand where."""

    key: str
    label: str
    open: int
    due_soon: int
    overdue: int
    answered: int
    refused: int


def founded_in(district_id: int, since: date) -> dict[int, int]:
    """How many founded complaints about each institution of a district were received since a day. Clause: N2."""
    found = Complaint.objects.filter(
        institution__district=district_id, outcome=Outcome.FOUNDED, received_on__gte=since
    )
    counted = found.order_by().values("institution").annotate(n=Count("pk"))
    return dict(counted.values_list("institution", "n"))


def handled_in(district_id: int, since: date) -> dict[int, int]:
    """How many complaints about each institution of a district are being handled, whenever they came. Clause: S10."""
    found = Complaint.objects.filter(institution__district=district_id, state__in=OPEN)
    counted = found.order_by().values("institution").annotate(n=Count("pk"))
    return dict(counted.values_list("institution", "n"))


def _sums(today: date) -> dict[str, Any]:
    still = Q(state__in=OPEN)
    return {
        "open": Count("pk", filter=still),
        "due_soon": Count("pk", filter=still & Q(due__gte=today, due__lte=today + SOON)),
        "overdue": Count("pk", filter=still & Q(due__lt=today)),
        "answered": Count("pk", filter=Q(answer__gt="")),
        "refused": Count("pk", filter=Q(refusal_ground__gt="")),
    }


def by_kind(actor: Actor, today: date) -> list[Tally]:
    """The actor's complaints by what happened, most open first."""
    rows = Complaint.objects.visible_to(actor).order_by().values("kind").annotate(**_sums(today))
    found = [_tally(row, row["kind"], str(SHORT[Kind(row["kind"])])) for row in rows]
    return sorted(found, key=lambda tally: (-tally.open, tally.key))


def by_district(actor: Actor, today: date, nowhere: str) -> list[Tally]:
    """The actor's complaints by handling district, in the city's order; `nowhere` names those with none."""
    rows = (
        Complaint.objects.visible_to(actor)
        .order_by("district__order")
        .values("district__slug", "district__name", "district__order")
        .annotate(**_sums(today))
    )
    return [_tally(row, row["district__slug"] or "none", row["district__name"] or nowhere) for row in rows]


def _tally(row: Any, key: str, label: str) -> Tally:
    numbers = {name: row[name] for name in ("open", "due_soon", "overdue", "answered", "refused")}
    return Tally(key=key, label=label, **numbers)


def counts(rows: ComplaintQuerySet, today: date) -> dict[str, int]:
    """Open, due soon, overdue and the others, in one query."""
    return rows.order_by().aggregate(**_sums(today))


def about_institution(actor: Actor, institution_id: int, today: date) -> dict[str, int]:
    """The same for one institution, as far as the actor may see."""
    return counts(Complaint.objects.visible_to(actor).about(institution_id), today)
