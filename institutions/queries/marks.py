"""Who may see what the register found, and which sites in another district are whose to handle."""

from typing import TYPE_CHECKING, Self

from django.db import models

from institutions.terms import CrossSiteState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import CrossSiteTask, SituationMark  # noqa: F401 - named in strings below


class SituationMarkQuerySet(models.QuerySet["SituationMark"]):
    """Situations that the register found by itself."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(
            within(actor, "institution__district", institution="institution", street="institution__street")
        )

    def standing(self) -> Self:
        """Those that still hold."""
        return self.filter(settled_on=None)


class CrossSiteTaskQuerySet(models.QuerySet["CrossSiteTask"]):
    """Sites in another district, for market supervision to handle."""

    def visible_to(self, actor: Actor) -> Self:
        """Those whose site lies in the actor's territory, and those whose institution is licensed there.

        Both conditions are empty together where the whole city is seen: then all rows stay.
        """
        here = within(actor, "district", institution="site__institution", street="site__street")
        licensed = within(
            actor,
            "site__institution__district",
            institution="site__institution",
            street="site__institution__street",
        )
        return self.filter(here | licensed) if here and licensed else self.filter(here, licensed)

    def waiting(self) -> Self:
        """Those not handled."""
        return self.filter(state=CrossSiteState.OPEN)

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district", "site__street", "site__institution__district", "handled_by")
