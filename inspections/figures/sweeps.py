"""Sums of a round of sweeps: by street and by kind of place. Clause: S7."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from inspections.models import SweepRound
from inspections.queries import SweepPlaceQuerySet
from institutions.terms import AreaKind
from portal.ui.charts import Chart, bars


@dataclass(frozen=True, slots=True)
class SweptRow:
    """One street or kind: places in all, places swept."""

    name: str
    key: str
    places: int
    swept: int

    @property
    def left(self) -> int:
        """Places not swept."""
        return self.places - self.swept


def swept_by_street(round_: SweepRound, places: SweepPlaceQuerySet) -> list[SweptRow]:
    """A row a street, what has most left first; one query."""
    counted = _counted(round_, places, "street__name", "street")
    rows = [SweptRow(name, str(pk), n, done) for name, pk, n, done in counted]
    return sorted(rows, key=lambda row: (-row.left, row.name))


def swept_by_kind(round_: SweepRound, places: SweepPlaceQuerySet) -> list[SweptRow]:
    """A row each of the seven kinds, also where none was named: that is a gap too; one query."""
    counted = {kind: (n, done) for kind, n, done in _counted(round_, places, "kind")}
    return [SweptRow(str(kind.label), kind.value, *counted.get(kind.value, (0, 0))) for kind in AreaKind]


def _counted(round_: SweepRound, places: SweepPlaceQuerySet, *by: str) -> Any:
    rows = places.filter(round=round_).with_swept().order_by().values_list(*by)
    return rows.annotate(n=Count("pk"), done=Count("pk", filter=Q(swept=True)))


def sweep_chart(title: Any, rows: Sequence[SweptRow], first_header: Any) -> Chart | None:
    """Places not swept and swept, a bar each."""
    if not rows:
        return None
    series = {
        _("not swept yet"): [row.left for row in rows],
        _("swept"): [row.swept for row in rows],
    }
    return bars(title, [row.name for row in rows], series, tones=("warn", "info"), first_header=first_header)
