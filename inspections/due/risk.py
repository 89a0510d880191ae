"""What happens by itself with the risk picture, and what is due of anomalies."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Anomaly
from inspections.rules.anomalies import AnomalyTerms
from inspections.rules.risk import RiskTerms
from inspections.services import risk
from inspections.terms import RiskItem
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "anomaly.reported": gettext_lazy("reported an anomaly"),
    "anomaly.visit_opened": gettext_lazy("opened a visit for an anomaly"),
    "anomaly.answered": gettext_lazy("answered an anomaly without a visit"),
}

MENU = (
    menu.MenuEntry(gettext_lazy("Anomalies"), "inspections:anomalies", "anomalies.view", order=27),
    menu.MenuEntry(gettext_lazy("Risk picture"), "inspections:risk", "risk.view", order=28),
)

OTHERS = {
    "at_most": gettext_lazy("findings, complaints and anomalies count at most (of each)"),
    "unvisited_months": gettext_lazy("months without a visit count at most"),
    "counted_years": gettext_lazy("findings and complaints count for (years)"),
    "ending_days": gettext_lazy("a paper ends soon: days before its end"),
    "raised_from": gettext_lazy("raised from (points)"),
    "high_from": gettext_lazy("high from (points)"),
    "street_raised": gettext_lazy("a street is raised from (per cent of its institutions not low)"),
    "street_high": gettext_lazy("a street is high from (per cent of its institutions high)"),
}


def labels() -> dict[str, object]:
    """Each figure in words: an item is called as on the page of the picture."""
    items = {item.value: item.label for item in RiskItem}
    return {field.name: OTHERS.get(field.name) or items[field.name] for field in fields(RiskTerms)}


def redraw(today: date) -> int:
    """The risk picture of every district is drawn anew (S10)."""
    return risk.redraw_all(today)


def anomalies_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Reports of streets that nobody has looked at, for the district."""
    if not actor.can("anomalies.handle") or actor.district_ids is None:
        return
    rows = Anomaly.objects.visible_to(actor).open().for_list().order_by("due", "pk")
    for row in rows[:SHOWN]:
        title = _("%(what)s · %(where)s") % {"what": row.get_kind_display(), "where": row.where}
        yield DueItem(title, row.get_absolute_url(), row.due, _("Anomaly"), row.number)


def overdue_anomalies(actor: Actor, today: date) -> Iterator[DueItem]:
    """The city sees how many lie about, in one line."""
    if not actor.can("anomalies.handle") or actor.district_ids is not None:
        return
    rows = Anomaly.objects.visible_to(actor).overdue(today)
    first = rows.order_by("due").values_list("due", flat=True).first()
    if first is not None:
        title = _("%(n)d anomalies reported by streets are overdue") % {"n": rows.count()}
        yield DueItem(title, f"{reverse('inspections:anomalies')}?overdue=on", first, _("Anomaly"))


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    desk_due.register(anomalies_due)
    desk_due.register(overdue_anomalies)
    # After the lists of the day: standing on one of them counts.
    register_step(DueStep("inspections.risk", order=60, run=redraw))
    registry.register(RiskTerms, title=gettext_lazy("Risk picture"), labels=labels())
    registry.register(
        AnomalyTerms,
        title=gettext_lazy("Anomalies reported by streets"),
        labels={
            "urgent_days": gettext_lazy("urgent: visit or answer in (working days)"),
            "days": gettext_lazy("visit or answer in (working days)"),
        },
    )
