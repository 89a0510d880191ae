"""Appeals against decisions, and decisions taken back. Clause: N3."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from inspections.queries.territory import of_the_team, territory
from inspections.terms import AppealState
from portal.accounts.actors import Actor

if TYPE_CHECKING:
    from inspections.models import Appeal, Withdrawal


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Appeals."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; an institution sees its own; a department officer those of its team."""
        return self.filter(
            territory(actor, own="institution"), of_the_team(actor, "decision__finding__joint_inspection__")
        )

    def pending(self) -> Self:
        """Those without an outcome."""
        return self.filter(state=AppealState.PENDING)

    def pending_for(self, institution: Any) -> Self:
        """An institution's appeals without an outcome. Clause: N3."""
        return self.pending().filter(institution=institution)

    def lock(self, appeal: "Appeal") -> "Appeal":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=appeal.pk)


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """Decisions taken back."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the decisions that the actor sees."""
        return self.filter(
            territory(actor, "decision__finding__", own="decision__finding__institution"),
            of_the_team(actor, "decision__finding__joint_inspection__"),
        )

    def to_take_down(self) -> Self:
        """Those whose publication nobody has confirmed to be gone. Clause: N3."""
        return self.filter(taken_down_on=None)

    def lock(self, withdrawal: "Withdrawal") -> "Withdrawal":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=withdrawal.pk)
