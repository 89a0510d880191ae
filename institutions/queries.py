"""Who may see which institution, and what each page needs."""

from typing import TYPE_CHECKING, Self

from django.db import models

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import Institution


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Institutions in the register."""

    def visible_to(self, actor: Actor) -> Self:
        """Those in the actor's territory; an institution sees itself."""
        return self.filter(within(actor, "district", institution="pk", street="street"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district", "street")
