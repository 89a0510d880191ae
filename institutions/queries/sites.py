"""Who may see which teaching site and room."""

from typing import TYPE_CHECKING, Self

from django.db import models

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import Room, TeachingSite  # noqa: F401 - named in strings below


class TeachingSiteQuerySet(models.QuerySet["TeachingSite"]):
    """Teaching sites."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(
            within(actor, "institution__district", institution="institution", street="institution__street")
        )

    def in_use(self) -> Self:
        """Those not given up."""
        return self.filter(closed_on=None)


class RoomQuerySet(models.QuerySet["Room"]):
    """Rooms."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(
            within(
                actor,
                "site__institution__district",
                institution="site__institution",
                street="site__institution__street",
            )
        )

    def in_use(self) -> Self:
        """Those not given up, at sites not given up."""
        return self.filter(closed_on=None, site__closed_on=None)
