"""Decisions, for those who may see the finding and for the institution that they are about."""

from typing import TYPE_CHECKING, Self

from django.db import models

from inspections.queries.territory import of_the_team, territory
from portal.accounts.actors import Actor
from portal.accounts.roles import Role

if TYPE_CHECKING:
    from inspections.models import Decision


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions on findings."""

    def visible_to(self, actor: Actor) -> Self:
        """Those whose finding the actor sees; an institution sees what was decided against itself."""
        rows = self.filter(
            territory(actor, "finding__", own="finding__institution"),
            of_the_team(actor, "finding__joint_inspection__"),
        )
        return rows.filter(finding__answerable="institution") if actor.role == Role.INSTITUTION else rows

    def for_page(self) -> Self:
        """With what lists and pages of decisions show."""
        return self.select_related(
            "finding__institution__district", "finding__joint_inspection", "decided_by", "withdrawal"
        ).prefetch_related("orders", "appeals")

    def lock(self, decision: "Decision") -> "Decision":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=decision.pk)
