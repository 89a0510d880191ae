"""Who may see which school's list, and which match with it."""

from typing import TYPE_CHECKING, Self

from django.db import models

from institutions.terms import ListState, MatchState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import ServingList, ServingMatch  # noqa: F401 - named in strings below


class ServingListQuerySet(models.QuerySet["ServingList"]):
    """Schools' lists of serving teachers; an institution sees none."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that districts of the actor's territory handed in."""
        return self.filter(within(actor, "district"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district", "uploaded_by")

    def current(self) -> Self:
        """Those compared daily."""
        return self.filter(state=ListState.CURRENT)


class ServingMatchQuerySet(models.QuerySet["ServingMatch"]):
    """Matches between filed teachers and schools' lists; an institution sees none, and no school."""

    def visible_to(self, actor: Actor) -> Self:
        """Those about institutions of the actor's territory, whichever district's school it is."""
        return self.filter(within(actor, "teacher__institution__district"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("teacher__institution__district", "serving_list__district", "decided_by")

    def order_by_urgency(self) -> Self:
        """Those to decide first, the earliest deadline at the top."""
        decided = models.Case(models.When(state=MatchState.OPEN, then=0), default=1)
        return self.order_by(decided, "decide_by", "-pk")

    def waiting(self) -> Self:
        """Those to decide."""
        return self.filter(state=MatchState.OPEN)
