"""Risk pictures: who may see which, the heaviest first. Clause: S10."""

from typing import TYPE_CHECKING, Self

from django.db import models

from portal.accounts.actors import Actor

if TYPE_CHECKING:
    from inspections.models import RiskPicture  # noqa: F401 - named in strings below
from inspections.queries.territory import territory


class RiskPictureQuerySet(models.QuerySet["RiskPicture"]):
    """Risk pictures."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the territory; an institution never sees its own."""
        return self.filter(territory(actor))

    def for_list(self) -> Self:
        """With what a list shows, the heaviest first."""
        joined = self.select_related("institution__district", "institution__street")
        return joined.order_by("-points", "institution")
