"""Random draws, what was drawn, and declared interests."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from inspections.queries.territory import territory
from inspections.terms import DrawState, InspectionState
from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from inspections.models import Draw, DrawnTarget, InterestDeclaration  # noqa: F401 - named in strings below


class DrawQuerySet(models.QuerySet["Draw"]):
    """Random draws."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the districts of the actor's territory."""
        return self.filter(within(actor, "district"))

    def public(self) -> Self:
        """Those whose pool is frozen: they stay public for good, superseded or not (N2)."""
        return self.exclude(pool_hash="")

    def for_list(self) -> Self:
        """With what a list shows; pool and seed stay where they are."""
        heavy = ("pool", "points", "roster", "sealed_seed")
        shown = self.select_related("district", "redraw_of", "redrawn_by").defer(*heavy)
        return shown.annotate(
            targets_drawn=models.Count("targets", distinct=True),
            visits_opened=models.Count("targets__joint_inspection", distinct=True),
        )

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.select_related("district", "redraw_of", "redrawn_by", "prepared_by")

    def newest(self) -> Self:
        """The last one prepared first."""
        return self.order_by("-prepared_at", "-pk")

    def for_due(self) -> Self:
        """Those to go on with, with what is missing: visits to open (`waiting`), visits to end (`unmade`)."""
        inspection = "targets__joint_inspection"
        unmade = Q(**{inspection: None}) | Q(**{f"{inspection}__state": InspectionState.OPEN})
        return (
            self.unfinished()
            .select_related("district")
            .defer("pool", "points", "roster", "sealed_seed")
            .annotate(
                waiting=models.Count("targets", filter=Q(**{inspection: None})),
                unmade=models.Count("targets", filter=unmade),
                last_closed=models.Max(f"{inspection}__closed_on"),
            )
        )

    def unfinished(self) -> Self:
        """Those that somebody has to go on with."""
        return self.filter(state__in=[DrawState.PREPARED, DrawState.COMMITTED, DrawState.DRAWN])

    def lock(self, draw: "Draw") -> "Draw":
        """The row, locked until the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("district").get(pk=draw.pk)


class DrawnTargetQuerySet(models.QuerySet["DrawnTarget"]):
    """Institutions that were drawn."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's territory."""
        return self.filter(territory(actor))

    def public(self) -> Self:
        """Those of draws whose result is public: published, or drawn and then set aside (N2)."""
        revealed = [DrawState.PUBLISHED, DrawState.SUPERSEDED]
        return self.filter(draw__state__in=revealed).exclude(draw__seed="")

    def in_order(self) -> Self:
        """As they were drawn, with all that a page shows of them."""
        shown = self.select_related("institution__district", "joint_inspection")
        return shown.prefetch_related("inspectors__membership__user").order_by("rank")


class InterestQuerySet(models.QuerySet["InterestDeclaration"]):
    """Declared conflicts of interest."""

    def visible_to(self, actor: Actor) -> Self:
        """The district's to whoever makes draws there; to anybody else the own ones only (N4)."""
        if actor.can("draws.make"):
            return self.filter(territory(actor))
        return self.filter(territory(actor), user=actor.user) if actor.user else self.none()

    def for_list(self) -> Self:
        """With what a list shows."""
        return self.select_related("user", "institution__district")

    def standing(self, on: date) -> Self:
        """Those that hold on a day; the last day itself still counts."""
        return self.filter(Q(until=None) | Q(until__gte=on))

    def lock(self, interest: "InterestDeclaration") -> "InterestDeclaration":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=interest.pk)
