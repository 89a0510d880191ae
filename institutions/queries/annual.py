"""Who may see which annual inspection."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import (  # noqa: F401 - named in strings below
        AnnualInspection,
        AnnualObjection,
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

    def public(self) -> Self:
        """Those that are concluded: only their numbers are public (D6)."""
        return self.filter(state="concluded")

    def with_counts(self, results: Iterable[str]) -> Self:
        """With how many returns there are, and how many of each result, named by it."""
        counts = {value: Count("returns", filter=Q(returns__result=value)) for value in results}
        return self.annotate(total=Count("returns"), **counts)


class AnnualReturnQuerySet(models.QuerySet["AnnualReturn"]):
    """What an annual inspection says of each institution."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(within(actor, "institution__district", institution="institution"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "annual_inspection")

    def for_page(self) -> Self:
        """With what the page of one shows."""
        joined = self.for_list().select_related(
            "annual_inspection__district",
            "annual_inspection__scheme",
            "report_figures",
            "objection",
            "reviewer",
        )
        return joined.prefetch_related("documents__evidence")

    def lock(self, annual_return: "AnnualReturn") -> "AnnualReturn":
        """The row, locked until the transaction ends; go on with this one only."""
        rows = self.select_for_update(of=("self",)).select_related(
            "annual_inspection__district", "institution"
        )
        return rows.get(pk=annual_return.pk)

    def of_institution(self, institution_id: int) -> Self:
        """The years of one institution, the latest first."""
        mine = self.filter(institution=institution_id).select_related("annual_inspection")
        return mine.order_by("-annual_inspection__year")


class AnnualObjectionQuerySet(models.QuerySet["AnnualObjection"]):
    """Objections to results in notice (D5)."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory; an institution sees its own."""
        return self.filter(
            within(actor, "annual_return__institution__district", institution="annual_return__institution")
        )
