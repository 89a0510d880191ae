"""The cap on visits of a year, and the visits that another one would rather join. Clause: N2."""

import uuid
from datetime import date

from django.utils.translation import gettext as _

from inspections.models import JointInspection
from inspections.rules.lawful import VisitCap, cap_left, counts, merge_window
from institutions.models import Institution
from portal.accounts.refusals import Refusal
from portal.rulebook.services import in_force

SHOWN = 5


class OverCap(Refusal):
    """The year's visits are used up (N2)."""


def counted_visits(institution: Institution, on: date, cap: VisitCap) -> list[JointInspection]:
    """The visits of the year that count toward the cap, in their order. Clause: N2."""
    made = JointInspection.objects.filter(institution=institution).of_year(on.year)
    return [visit for visit in made.order_by("on", "pk") if counts(visit.source, cap)]


def visits_left(institution: Institution, on: date) -> int:
    """How many visits the year of `on` still holds for the institution. Clause: N2."""
    cap = in_force(VisitCap, on=on, district_id=institution.district_id).figure
    return cap_left([visit.source for visit in counted_visits(institution, on, cap)], cap)


def check_cap(institution: Institution, *, on: date, source: str, reason: str) -> str:
    """Return the reason to keep with a visit beyond the year's cap; nothing where the cap holds it. Clause: N2.

    Without a reason it is refused with the visits that count. Raises OverCap, beside `exception_reason`.
    """
    cap = in_force(VisitCap, on=on, district_id=institution.district_id).figure
    if not counts(source, cap):
        return ""
    made = counted_visits(institution, on, cap)
    if cap_left([visit.source for visit in made], cap):
        return ""
    if reason.strip():
        return reason.strip()[:500]
    days = "、".join(visit.on.isoformat() for visit in made[:SHOWN])
    words = _(
        "%(n)s visits a year are allowed; these count: %(days)s. None remains in %(year)s. "
        "Join one, or write why one more is needed; whoever approves it must give a reason too."
    )
    raise OverCap(words % {"n": cap.per_year, "days": days, "year": on.year}, field="exception_reason")


def near_inspections(
    institution: Institution, on: date, *, client_id: uuid.UUID | None = None
) -> list[JointInspection]:
    """Open inspections of the institution near that day, which another department would join. Clause: N2.

    `client_id` leaves out the one that the same form opened.
    """
    cap = in_force(VisitCap, on=on, district_id=institution.district_id).figure
    first, last = merge_window(on, cap)
    near = JointInspection.objects.filter(institution=institution).between(first, last)
    if client_id is not None:
        near = near.exclude(client_id=client_id)
    return list(near.order_by("on", "pk")[:SHOWN])
