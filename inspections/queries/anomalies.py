"""Anomalies: who may see which, the next due first. Clause: M7."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F

from inspections.terms import AnomalyState
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.accounts.scope import NOTHING, within

if TYPE_CHECKING:
    from inspections.models import Anomaly


class AnomalyQuerySet(models.QuerySet["Anomaly"]):
    """Anomalies that streets reported."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the district; a street officer those of the own street; departments see the visit, not the report."""
        if actor.role == Role.DEPARTMENT_OFFICER:
            return self.filter(NOTHING)
        return self.filter(within(actor, "district", street="street"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district", "street", "institution", "joint_inspection", "reported_by")

    def queue(self) -> Self:
        """What is open first, the next due before the others; then the latest."""
        return self.order_by(F("handled_at").desc(nulls_first=True), "due", "-pk")

    def open(self) -> Self:
        """Neither answered nor visited."""
        return self.filter(state=AnomalyState.REPORTED)

    def overdue(self, today: date) -> Self:
        """Open ones past their day."""
        return self.open().filter(due__lt=today)

    def lock(self, anomaly: "Anomaly") -> "Anomaly":
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update().get(pk=anomaly.pk)
