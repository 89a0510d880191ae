"""Who may see which application for a permit."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from institutions.terms import ApplicationState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from institutions.models import (  # noqa: F401 - named in strings below
        LicenceApplication,
        StopDeclaration,
    )

OPEN = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.ACCEPTED,
    ApplicationState.CHECKED,
    ApplicationState.NOTICE,
    ApplicationState.READY,
    ApplicationState.GRANTED,
)
ON_THE_DESK = tuple(
    state for state in OPEN if state not in {ApplicationState.DRAFT, ApplicationState.RETURNED}
)


def _territory(actor: Actor) -> Q:
    return within(actor, "institution__district", institution="institution", street="institution__street")


class LicenceApplicationQuerySet(models.QuerySet["LicenceApplication"]):
    """Applications for permits."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(_territory(actor))

    def public(self) -> Self:
        """Those under public notice, and what was issued."""
        return self.filter(state__in=[ApplicationState.NOTICE, ApplicationState.ISSUED])

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("institution__district", "institution__street")

    def open(self) -> Self:
        """Those that have not come to an end."""
        return self.filter(state__in=OPEN)

    def on_the_desk(self) -> Self:
        """Those that wait for the district."""
        return self.filter(state__in=ON_THE_DESK)

    def queue(self) -> Self:
        """The most urgent first."""
        return self.order_by(F("due").asc(nulls_last=True), "-pk")


class StopDeclarationQuerySet(models.QuerySet["StopDeclaration"]):
    """Declarations to stop training."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the institutions in the actor's territory."""
        return self.filter(_territory(actor))
