"""Who may see which filed class."""

from typing import TYPE_CHECKING, Self

from django.db import models

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

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "institution__street")
