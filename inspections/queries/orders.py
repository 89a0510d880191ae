"""Orders and the reports on them."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from inspections.terms import (
    OPEN_ORDERS,
    OrderState,
)
from portal.accounts.actors import Actor

if TYPE_CHECKING:
    from inspections.models import RectificationOrder, RectificationReport  # noqa: F401 - named in strings below
from inspections.queries.territory import of_the_team, territory


class OrderQuerySet(models.QuerySet["RectificationOrder"]):
    """Rectification orders."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; an institution sees its own; a department officer those of its team."""
        return self.filter(
            territory(actor, own="institution"), of_the_team(actor, "decision__finding__joint_inspection__")
        )

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "decision__finding")

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.for_list().select_related("decision__decided_by", "decision__finding__joint_inspection")

    def queue(self) -> Self:
        """The next due first, what is closed last."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "due", "pk")

    def open(self) -> Self:
        """Neither passed nor failed nor withdrawn."""
        return self.filter(state__in=OPEN_ORDERS)

    def open_for(self, institution: Any) -> Self:
        """An institution's open orders."""
        return self.open().filter(institution=institution)

    def failed(self) -> Self:
        """Missed, or not put right: the blacklist is proposed for these (P8)."""
        return self.filter(state=OrderState.FAILED)

    def overdue(self, today: date) -> Self:
        """Open ones past their day: the report's, or the re-inspection's once reported."""
        unreported = Q(state=OrderState.SERVED, due__lt=today)
        return self.filter(unreported | Q(state=OrderState.REPORTED, reinspect_on__lt=today))

    def missed(self, today: date) -> Self:
        """Those whose deadline has passed without a report (P8)."""
        return self.filter(state=OrderState.SERVED, due__lt=today)

    def lock(self, order: "RectificationOrder") -> "RectificationOrder":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=order.pk)


class ReportQuerySet(models.QuerySet["RectificationReport"]):
    """Rectification reports; their files are opened by whoever sees the order."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the orders that the actor sees."""
        return self.filter(
            territory(actor, "order__", own="order__institution"),
            of_the_team(actor, "order__decision__finding__joint_inspection__"),
        )
