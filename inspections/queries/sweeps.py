"""Sweeps: who may see which place, and what is not swept yet. Clause: S7."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from portal.accounts.actors import Actor
from portal.accounts.scope import within

if TYPE_CHECKING:
    from inspections.models import SweepPlace, SweepRecord, SweepRound  # noqa: F401 - named in strings below


def _records() -> Any:
    return apps.get_model("inspections", "SweepRecord").objects.filter(place=OuterRef("pk"))


class SweepRoundQuerySet(models.QuerySet["SweepRound"]):
    """Rounds of a district."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts; a street officer sees the district's, and in it the own street."""
        return self.filter(within(actor, "district"))

    def for_list(self) -> Self:
        """With what a list shows, the latest first."""
        return self.select_related("district").order_by("-begins", "-pk")

    def with_counts(self, actor: Actor) -> Self:
        """With how many places of the actor's territory there are, and how many of them were swept."""
        own = within(actor, "district", street="places__street")
        swept = Q(places__records__isnull=False)
        return self.annotate(
            places_total=Count("places", filter=own, distinct=True),
            places_swept=Count("places", filter=own & swept, distinct=True),
        )

    def running(self, today: date) -> Self:
        """Those begun."""
        return self.filter(begins__lte=today)

    def lock(self, round_: "SweepRound") -> "SweepRound":
        """The row, locked until the transaction ends; go on with this one only."""
        return self.select_for_update().get(pk=round_.pk)


class SweepPlaceQuerySet(models.QuerySet["SweepPlace"]):
    """Places to be swept."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's districts; a street officer's own street."""
        return self.filter(within(actor, "round__district", street="street"))

    def with_swept(self) -> Self:
        """With whether each was swept."""
        return self.annotate(swept=Exists(_records()))

    def for_list(self) -> Self:
        """With what a list shows: last swept when, by whom, found what; what is not swept first."""
        last = _records().order_by("-swept_on", "-pk")
        return (
            self.with_swept()
            .annotate(
                swept_on=Subquery(last.values("swept_on")[:1]),
                swept_by_name=Subquery(last.values("swept_by__name")[:1]),
                found=Subquery(last.values("found")[:1]),
                institutions_seen=Subquery(last.values("institutions_seen")[:1]),
            )
            .select_related("street", "round__district")
            .order_by("swept", "street__order", "street__name", "kind", "title", "pk")
        )

    def left(self) -> Self:
        """Those not swept yet."""
        return self.filter(~Exists(_records()))

    def lock(self, place: "SweepPlace") -> "SweepPlace":
        """The row, locked until the transaction ends."""
        return self.select_for_update().get(pk=place.pk)


class SweepRecordQuerySet(models.QuerySet["SweepRecord"]):
    """What was found where."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the places that the actor sees."""
        return self.filter(within(actor, "place__round__district", street="place__street"))

    def for_page(self) -> Self:
        """With what the page of a place shows, the latest first."""
        return self.select_related("swept_by").prefetch_related("institutions").order_by("-swept_on", "-pk")
