"""Sums of a campaign: by district and street, visited, findings, orders open. Clauses: S5, S7."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from inspections.models import Campaign, Finding, RectificationOrder
from inspections.queries import CampaignTargetQuerySet
from inspections.terms import OPEN_ORDERS, FindingState
from portal.ui.charts import Chart, bars


@dataclass(slots=True)
class Tally:
    """Counts of one district or street; `key` leads to its targets, `name` is empty where no street is on file."""

    name: str = ""
    key: str = ""
    targets: int = 0
    visited: int = 0
    findings: int = 0
    orders_open: int = 0

    @property
    def left(self) -> int:
        """Targets not visited."""
        return self.targets - self.visited

    def as_dict(self) -> dict[str, int]:
        """The four figures, for what is kept when the campaign closes."""
        return {name: value for name, value in asdict(self).items() if name not in {"name", "key"}}


def totals(campaign: Campaign, targets: CampaignTargetQuerySet) -> Tally:
    """The sums of the targets given."""
    rows = _by(campaign, targets, "institution__district")
    total = Tally(str(campaign))
    for row in rows:
        for name in ("targets", "visited", "findings", "orders_open"):
            setattr(total, name, getattr(total, name) + getattr(row, name))
    return total


def by_district(campaign: Campaign, targets: CampaignTargetQuerySet) -> list[Tally]:
    """A row a district, what has most left to visit first; three queries."""
    return _by(campaign, targets, "institution__district")


def by_street(campaign: Campaign, targets: CampaignTargetQuerySet) -> list[Tally]:
    """A row a street, what has most left to visit first; three queries."""
    return _by(campaign, targets, "institution__street")


def _by(campaign: Campaign, targets: CampaignTargetQuerySet, place: str) -> list[Tally]:
    key = "slug" if place.endswith("district") else "pk"
    own = targets.filter(campaign=campaign)
    rows: dict[Any, Tally] = {}
    counted = own.with_visits().order_by().values_list(f"{place}__name", f"{place}__{key}")
    for name, pk, n, done in counted.annotate(n=Count("pk"), done=Count("pk", filter=Q(visited=True))):
        rows[pk] = Tally(name or "", str(pk or ""), n, done)
    chosen = own.values("institution")
    found = Finding.objects.filter(joint_inspection__campaign=campaign, institution__in=chosen)
    for pk, n in _counts(found.exclude(state=FindingState.DISMISSED), f"{place}__{key}"):
        rows[pk].findings = n
    orders = RectificationOrder.objects.filter(
        decision__finding__joint_inspection__campaign=campaign,
        institution__in=chosen,
        state__in=OPEN_ORDERS,
    )
    for pk, n in _counts(orders, f"{place}__{key}"):
        rows[pk].orders_open = n
    return sorted(rows.values(), key=lambda row: (-row.left, row.name))


def _counts(rows: Any, path: str) -> Any:
    return rows.order_by().values_list(path).annotate(n=Count("pk"))


def progress_chart(title: Any, rows: Sequence[Tally], first_header: Any) -> Chart | None:
    """Targets not visited and visited, a bar a place; its table holds findings and open orders too."""
    if not rows:
        return None
    names = [row.name or _("no street on file") for row in rows]
    series = {
        _("not visited yet"): [row.left for row in rows],
        _("visited"): [row.visited for row in rows],
    }
    chart = bars(title, names, series, tones=("warn", "info"), first_header=first_header)
    headers = [_("targets"), _("visited"), _("not visited yet"), _("findings"), _("open orders")]
    figures = [
        [name, row.targets, row.visited, row.left, row.findings, row.orders_open]
        for name, row in zip(names, rows, strict=True)
    ]
    return replace(chart, headers=[chart.headers[0], *headers], rows=figures)
