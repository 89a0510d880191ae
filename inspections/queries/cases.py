"""Penalty cases. Clause: N3."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, IntegerField, Value, When

from inspections.queries.territory import of_the_team, territory
from inspections.terms import OPEN_CASES, DocumentKind
from portal.accounts.actors import Actor
from portal.accounts.roles import Role

if TYPE_CHECKING:
    from inspections.models import PenaltyCase


class CaseQuerySet(models.QuerySet["PenaltyCase"]):
    """Penalty cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer's team's; an institution's own, once the notice is served."""
        rows = self.filter(
            territory(actor, own="institution"), of_the_team(actor, "finding__joint_inspection__")
        )
        if actor.role != Role.INSTITUTION:
            return rows
        served = self.model.objects.filter(
            documents__kind=DocumentKind.CASE_NOTICE, documents__service__isnull=False
        )
        return rows.filter(pk__in=served.values("pk"))

    def for_list(self) -> Self:
        """With what a list and the page show, the file of each case beside it."""
        rows = self.select_related("institution__district", "finding", "officer", "companion", "decision")
        return rows.prefetch_related("steps__taken_by", "documents__service")

    def queue(self) -> Self:
        """The open ones first, the next to be decided first."""
        is_open = When(state__in=OPEN_CASES, then=Value(0))
        return self.order_by(Case(is_open, default=Value(1), output_field=IntegerField()), "decide_by", "pk")

    def open(self) -> Self:
        """Neither decided nor closed."""
        return self.filter(state__in=OPEN_CASES)

    def overdue(self, today: date) -> Self:
        """Open past the last day to decide."""
        return self.open().filter(decide_by__lt=today)

    def lock(self, case: "PenaltyCase") -> "PenaltyCase":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=case.pk)
