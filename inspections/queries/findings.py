"""Findings and stops of teaching."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from inspections.terms import (
    CONFIRMED_STATES,
    FindingState,
    OrderState,
)
from portal.accounts.actors import Actor

if TYPE_CHECKING:
    from inspections.models import Finding, TeachingStop
from inspections.queries.territory import of_the_team, territory


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer sees those of visits the department took part in."""
        return self.filter(territory(actor), of_the_team(actor, "joint_inspection__"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "visit_part__visit", "follows")

    def for_decision(self) -> Self:
        """With all that the page of one shows."""
        return (
            self.for_list()
            .select_related(
                "joint_inspection",
                "confirmed_by",
                "follows",
                "missed_order",
                "decision__decided_by",
                "decision__stop",
                "decision__withdrawal",
                "hazard",
            )
            .prefetch_related("decision__orders", "decision__appeals")
        )

    def confirmed(self) -> Self:
        """What counts: confirmed, decided or not."""
        return self.filter(state__in=CONFIRMED_STATES)

    def confirmed_for(self, institution: Any) -> Self:
        """What counts against an institution."""
        return self.confirmed().filter(institution=institution)

    def to_confirm(self) -> Self:
        """Recorded, not yet judged."""
        return self.filter(state=FindingState.RECORDED)

    def to_decide(self) -> Self:
        """Confirmed, without a decision."""
        return self.filter(state=FindingState.CONFIRMED)

    def times_before(self, finding: "Finding") -> int:
        """On how many earlier occasions the same was confirmed for the institution (P, preamble).

        All that one visit finds of a group is one time, so this counts visits and missed orders, not rows.
        """
        earlier = Q(found_on__lt=finding.found_on) | Q(found_on=finding.found_on, pk__lt=finding.pk)
        others = self.confirmed_for(finding.institution_id).filter(earlier, group=finding.group)
        if finding.visit_part is not None:
            others = others.exclude(visit_part__visit=finding.visit_part.visit_id)
        return others.values("visit_part__visit", "missed_order").distinct().count()

    def lock(self, finding: "Finding") -> "Finding":
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update().get(pk=finding.pk)


class TeachingStopQuerySet(models.QuerySet["TeachingStop"]):
    """Stops of teaching."""

    def standing(self) -> Self:
        """Those not lifted."""
        return self.filter(lifted_on=None)

    def term_over(self, today: date) -> Self:
        """Those standing whose term, if any, is over and whose order has passed (P4)."""
        over = Q(until=None) | Q(until__lte=today)
        passed = Q(order__state=OrderState.PASSED, order__closed_on__lte=today)
        return self.standing().filter(over, passed)

    def lock(self, stop: "TeachingStop") -> "TeachingStop":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=stop.pk)
