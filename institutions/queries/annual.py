"""Who may see which annual inspection."""

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


class AnnualInspectionQuerySet(models.QuerySet["AnnualInspection"]):
    """Annual inspections, one a district and year."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts."""
        return self.filter(within(actor, "district"))


class AnnualReturnQuerySet(models.QuerySet["AnnualReturn"]):
    """What an annual inspection says of each institution."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(within(actor, "institution__district", institution="institution"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "annual_inspection")

    def of_institution(self, institution_id: int) -> Self:
        """The years of one institution, the latest first."""
        mine = self.filter(institution=institution_id).select_related("annual_inspection")
        return mine.order_by("-annual_inspection__year")
