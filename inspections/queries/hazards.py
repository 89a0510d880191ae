"""Major hazards that stopped teaching at once. Clause: Z5."""

from typing import TYPE_CHECKING, Self

from django.db import models

from inspections.queries.territory import of_the_team, territory
from portal.accounts.actors import Actor

if TYPE_CHECKING:
    from inspections.models import HazardStop  # noqa: F401 - named in strings below


class HazardStopQuerySet(models.QuerySet["HazardStop"]):
    """Urgent stops."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; a department officer those of its team."""
        return self.filter(territory(actor), of_the_team(actor, "finding__joint_inspection__"))

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.select_related(
            "institution__district", "finding__decision__stop__order", "officer", "companion"
        )
