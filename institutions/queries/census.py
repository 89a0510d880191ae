"""Who may see what of a census: the district its own, a street officer the own street. Clauses: S1, S7."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from institutions.terms.census import AreaState, EntryState, ProblemState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import (  # noqa: F401 - named in strings below
        Census,
        CensusArea,
        CensusEntry,
        CensusProblem,
        CensusWorkbook,
    )


class CensusQuerySet(models.QuerySet["Census"]):
    """Censuses, one a district."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts."""
        return self.filter(within(actor, "district"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district").order_by("-starts_on", "-pk")

    def with_counts(self, today: date) -> Self:
        """With areas reported and overdue, and entries by what became of them."""
        areas = {
            "areas_total": Count("areas", distinct=True),
            "areas_reported": Count("areas", filter=Q(areas__state=AreaState.REPORTED), distinct=True),
            "areas_overdue": Count(
                "areas",
                filter=Q(areas__state=AreaState.PENDING, areas__report_by__lt=today),
                distinct=True,
            ),
        }
        entries = {
            f"entries_{state.name.lower()}": Count("entries", filter=Q(entries__state=state), distinct=True)
            for state in EntryState
        }
        return self.annotate(**areas, **entries, entries_total=Count("entries", distinct=True))


class CensusAreaQuerySet(models.QuerySet["CensusArea"]):
    """Areas to be swept."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts; a street officer's own street."""
        return self.filter(within(actor, "census__district", street="street"))

    def for_list(self) -> Self:
        """With what a table shows, in the order of the streets."""
        return self.select_related("street", "census__district", "reporter__user").order_by(
            "street__order", "street__name", "kind", "name"
        )

    def with_entries(self) -> Self:
        """With how many entries were found in each; those of a street stand with the whole street."""
        return self.annotate(found=Count("entries"))

    def pending(self) -> Self:
        """Those not reported yet."""
        return self.filter(state=AreaState.PENDING)


class CensusEntryQuerySet(models.QuerySet["CensusEntry"]):
    """What was found."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts; a street officer's own street."""
        return self.filter(within(actor, "district", street="street"))

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("district", "street", "institution", "census").prefetch_related("problems")

    def named(self, text: str) -> Self:
        """Those whose name, code or address holds `text`."""
        return self.filter(
            Q(name__icontains=text) | Q(code__icontains=text.upper()) | Q(address__icontains=text)
        )


class CensusProblemQuerySet(models.QuerySet["CensusProblem"]):
    """Problems found, by kind."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the entries that the actor may see."""
        return self.filter(within(actor, "entry__district", street="entry__street"))

    def for_list(self) -> Self:
        """With what a list shows, open ones first."""
        return self.select_related(
            "entry__street", "entry__district", "entry__census", "entry__institution"
        ).order_by(models.Case(models.When(state=ProblemState.OPEN, then=0), default=1), "kind", "pk")


class CensusWorkbookQuerySet(models.QuerySet["CensusWorkbook"]):
    """Workbooks of entries that were sent."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts; a street officer sees those of the street's officers."""
        return self.filter(within(actor, "census__district", street="street"))
