"""Who may see which teacher."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import Teacher  # noqa: F401 - named in strings below


class TeacherQuerySet(models.QuerySet["Teacher"]):
    """Teachers that institutions filed."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(
            within(actor, "institution__district", institution="institution", street="institution__street")
        )

    def employed_on(self, day: date) -> Self:
        """Those under contract on `day`."""
        running = Q(contract_until=None) | Q(contract_until__gte=day)
        return self.filter(running, contract_from__lte=day, left_on=None)
