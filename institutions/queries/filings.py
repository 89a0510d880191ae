"""Who may see which filed class."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from institutions.terms import FilingState
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


class CourseFilingQuerySet(models.QuerySet["CourseFiling"]):
    """Filed classes."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(
            within(actor, "institution__district", institution="institution", street="institution__street")
        )

    def public(self) -> Self:
        """Those approved: what the public reads."""
        return self.filter(state=FilingState.APPROVED)

    def lasting_on(self, day: date) -> Self:
        """Those that are not over on `day`."""
        return self.filter(ends_on__gte=day)

    def live(self) -> Self:
        """Those that are taught or may be soon: waiting for review, or approved."""
        return self.filter(state__in=(FilingState.SUBMITTED, FilingState.APPROVED))

    def current_of(self, pk: int) -> Self:
        """The version of the same class that is in this set, for the address of an older one."""
        older = self.model._default_manager.filter(pk=pk, series__isnull=False).values("series")
        return self.filter(series__in=older)

    def with_standing_remarks(self) -> Self:
        """With how many remarks of the checks hold."""
        standing = models.Count("remarks", filter=Q(remarks__closed_on=None), distinct=True)
        return self.annotate(standing_remarks=standing)

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.for_list().select_related("room__site", "filed_teacher").prefetch_related("lessons")

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "institution__street")
