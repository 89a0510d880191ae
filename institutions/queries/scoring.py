"""Who may see the scoring scheme."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from portal.accounts.actors import Actor

if TYPE_CHECKING:
    from institutions.models import ScoringScheme


class ScoringSchemeQuerySet(models.QuerySet["ScoringScheme"]):
    """Versions of the scoring scheme. They are city-wide, and an institution scores itself by them (M7)."""

    def visible_to(self, actor: Actor) -> Self:
        """All of them, for staff and institutions."""
        return self if actor.can("annual.view") or actor.can("own.view") else self.none()

    def in_force(self, on: date) -> "ScoringScheme | None":
        """The version in force on a day: the latest that began by then (M7)."""
        return self.filter(in_force_from__lte=on).order_by("-in_force_from").first()

    def for_page(self) -> Self:
        """With its sections and items."""
        return self.prefetch_related("sections__items")
