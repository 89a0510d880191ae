from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from portal.timeline.models import Event

if TYPE_CHECKING:
    from portal.accounts.actors import Actor


class DatedRuleQuerySet(models.QuerySet[Any]):
    """Rows that override a figure's default."""

    def visible_to(self, actor: Actor) -> DatedRuleQuerySet:
        """Figures are no secret among those who may open the rulebook: all of them or none."""
        return self.all() if actor.can("rulebook.view") else self.none()

    def of(self, key: str) -> DatedRuleQuerySet:
        """The rows of one figure, the latest first."""
        return self.filter(key=key).select_related("district").order_by("-valid_from", "-pk")

    def valid_on(self, on: date) -> DatedRuleQuerySet:
        """Rows begun and not yet ended on a day; the last day still counts."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)

    def for_place(self, district_id: int | None) -> DatedRuleQuerySet:
        """The whole city's rows and those of one district, the district's first, then the latest."""
        mine = Q(district__isnull=True)
        if district_id is not None:
            mine |= Q(district_id=district_id)
        return self.filter(mine).order_by(F("district_id").asc(nulls_last=True), "-valid_from", "-pk")

    def lock(self, row: models.Model) -> Any:
        """The row, locked; the only name to go on with."""
        return self.select_for_update(of=("self",)).get(pk=row.pk)


def history_of(rows: Iterable[models.Model]) -> models.QuerySet[Event]:
    """The events of several rows of one figure, newest first."""
    names = [str(row.pk) for row in rows]
    return Event.objects.filter(subject_type="rulebook.datedrule", subject_id__in=names).newest()
