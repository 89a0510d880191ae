"""Orders: how many, which next."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from inspections.models import RectificationOrder
from inspections.queries import OrderQuerySet
from inspections.terms import OrderState


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """How many orders are open, reported, overdue."""

    open: int
    reported: int
    overdue: int


def order_counts(visible: OrderQuerySet, today: date) -> OrderCounts:
    """How many orders are open, wait for their re-inspection, or are past their day."""
    late = Q(state=OrderState.SERVED, due__lt=today) | Q(state=OrderState.REPORTED, reinspect_on__lt=today)
    sums = visible.aggregate(
        open=Count("pk", filter=Q(state__in=[OrderState.SERVED, OrderState.REPORTED])),
        reported=Count("pk", filter=Q(state=OrderState.REPORTED)),
        overdue=Count("pk", filter=late),
    )
    return OrderCounts(**sums)


def soon_or_late(visible: OrderQuerySet, today: date, ahead: timedelta) -> list[RectificationOrder]:
    """Open orders whose report or re-inspection is due within `ahead`, or overdue."""
    near = today + ahead
    unreported = Q(state=OrderState.SERVED, due__lte=near)
    to_look = Q(state=OrderState.REPORTED, reinspect_on__lte=near)
    return list(visible.filter(unreported | to_look).for_list().order_by("due")[:30])
