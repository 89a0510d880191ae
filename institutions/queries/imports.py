"""Who may see which import."""

from typing import TYPE_CHECKING, Self

from django.db import models

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import (  # noqa: F401 - named in strings below
        AnnualInspection,
        AnnualReturn,
        CourseFiling,
        ImportRun,
        Institution,
        SchoolPermit,
    )


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Imports of registers."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts."""
        return self.filter(within(actor, "district"))

    def for_list(self) -> Self:
        """With what a list shows, newest first."""
        return self.select_related("district", "uploaded_by").order_by("-pk")
