"""What happens by itself with orders, and what is due."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.models import RectificationOrder
from inspections.rules.deadlines import RectificationTerms
from inspections.services import reinspections
from inspections.terms import OrderState
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30


AHEAD = timedelta(days=5)


VERBS = {
    "order.served": gettext_lazy("served a rectification order"),
    "order.reported": gettext_lazy("filed a rectification report"),
    "order.extended": gettext_lazy("extended the deadline of the order"),
    "order.passed": gettext_lazy("re-inspected: passed"),
    "order.failed": gettext_lazy("the order was not met"),
    "order.withdrawn": gettext_lazy("withdrew the order"),
}


MENU = (
    menu.MenuEntry(gettext_lazy("Rectification orders"), "inspections:orders", "orders.view", order=22),
    menu.MenuEntry(
        gettext_lazy("Rectification orders"), "inspections:my_orders", "own.view", order=20, side="my"
    ),
)


RECTIFICATION_LABELS = {
    "days": gettext_lazy("rectify (working days)"),
    "at_most": gettext_lazy("at most, extended (working days)"),
    "extensions": gettext_lazy("extensions"),
    "at_once": gettext_lazy("prove what was to be put right at once (working days)"),
    "reinspect_after": gettext_lazy("re-inspection after the deadline (working days)"),
}


def fail_missed_orders(today: date) -> int:
    """Orders whose deadline passed without a report fail, and the blacklist is proposed. Clause: P8."""
    return reinspections.fail_missed(today)


def orders_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Orders to be re-inspected, and reports awaited."""
    if not actor.can("orders.reinspect"):
        return
    visible = RectificationOrder.objects.visible_to(actor)
    ahead = AHEAD if actor.district_ids is not None else timedelta(days=-1)
    for order in figures.soon_or_late(visible, today, ahead):
        reported = order.state == OrderState.REPORTED
        words = _("Re-inspect") if reported else _("Rectification report awaited")
        due = order.reinspect_on if reported else order.due
        yield DueItem(
            f"{words} · {order.number}", order.get_absolute_url(), due, _("Order"), order.institution.name
        )


def own_orders_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """The reports that an institution has to file."""
    served = RectificationOrder.objects.visible_to(actor).filter(state=OrderState.SERVED).for_list()
    for order in served.order_by("due")[:SHOWN]:
        title = _("File the rectification report · %(number)s") % {"number": order.number}
        yield DueItem(title, order.get_own_url(), order.due, _("Order"), order.institution.name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    register_step(DueStep("inspections.missed_orders", order=20, run=fail_missed_orders))
    desk_due.register(orders_due)
    desk_due.register(own_orders_due)
    for entry in MENU:
        menu.register(entry)
    registry.register(
        RectificationTerms, title=gettext_lazy("Rectification orders: days"), labels=RECTIFICATION_LABELS
    )
