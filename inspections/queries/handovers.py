"""Handovers to the department that has the power."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When

from inspections.queries.territory import of_the_team, territory
from inspections.terms import OPEN_HANDOVERS, HandoverState
from portal.accounts.actors import Actor
from portal.accounts.roles import Role

if TYPE_CHECKING:
    from inspections.models import Handover


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Handovers."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer sees those to the department and those of its team."""
        rows = self.filter(territory(actor))
        if actor.role != Role.DEPARTMENT_OFFICER:
            return rows
        mine = Q(to_department=actor.department)
        return rows.filter(mine | of_the_team(actor, "finding__joint_inspection__"))

    def for_list(self) -> Self:
        """With what a list and the page show."""
        return self.select_related("institution__district", "finding", "decision", "sent_by", "answered_by")

    def queue(self) -> Self:
        """What waits first, the next due first."""
        closed = When(state=HandoverState.ANSWERED, then=Value(1))
        return self.order_by(Case(closed, default=Value(0), output_field=IntegerField()), "due", "pk")

    def open(self) -> Self:
        """Sent or accepted: an answer is awaited."""
        return self.filter(state__in=OPEN_HANDOVERS)

    def returned(self) -> Self:
        """Sent back: to be sent to the right department."""
        return self.filter(state=HandoverState.RETURNED)

    def overdue(self, today: date) -> Self:
        """Open ones past the day of the answer."""
        return self.open().filter(due__lt=today)

    def lock(self, handover: "Handover") -> "Handover":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=handover.pk)
