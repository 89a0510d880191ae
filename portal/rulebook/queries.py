from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections, models
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

    def holding(self, keys: Sequence[str], on: date, district_id: int | None) -> list[Any]:
        """The rows of some figures that hold on a day in a place, as `valid_on` and `for_place` say it.

        Every filing and every deadline asks this: putting the statement together took longer than its answer, so
        it is put together once a number of keys.
        """
        connection = connections[self.db]
        sql, slots = _statement(self.model._meta.label, connection.alias, len(keys), district_id is not None)
        given = {"on": connection.ops.adapt_datefield_value(on), "district": district_id, **_numbered(keys)}
        return list(self.raw(sql, [given[slot] for slot in slots]))

    def lock(self, row: models.Model) -> Any:
        """The row, locked; the only name to go on with."""
        return self.select_for_update(of=("self",)).get(pk=row.pk)


def _numbered(keys: Sequence[str]) -> dict[str, str]:
    return {f"key {n}": key for n, key in enumerate(keys)}


@cache
def _statement(label: str, alias: str, keys: int, has_district: bool) -> tuple[str, tuple[str, ...]]:
    """The statement for so many keys, and what goes into each of its places in turn."""
    marks = list(_numbered([""] * keys))
    rows: DatedRuleQuerySet = DatedRuleQuerySet(apps.get_model(label), using=alias).filter(key__in=marks)
    sql, params = (
        rows.valid_on(date.min).for_place(-1 if has_district else None).query.get_compiler(alias).as_sql()
    )
    names = {connections[alias].ops.adapt_datefield_value(date.min): "on", -1: "district"}
    return sql, tuple(names.get(param, str(param)) for param in params)


def history_of(rows: Iterable[models.Model]) -> models.QuerySet[Event]:
    """The events of several rows of one figure, newest first."""
    names = [str(row.pk) for row in rows]
    return Event.objects.filter(subject_type="rulebook.datedrule", subject_id__in=names).newest()
