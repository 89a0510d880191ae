"""Who may see which zombie to clear."""

from typing import TYPE_CHECKING, Self

from django.db import models

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import ZombieTask


class ZombieTaskQuerySet(models.QuerySet["ZombieTask"]):
    """Zombie institutions that civil affairs clears, or has cleared (M7)."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory; the institution itself has no part in it."""
        return self.filter(within(actor, "institution__district", street="institution__street"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "institution__street", "cleared_by")

    def lock(self, task: "ZombieTask") -> "ZombieTask":
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update(of=("self",)).select_related("institution").get(pk=task.pk)
