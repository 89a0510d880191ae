"""All that inspections do by themselves, and all that they hand to the shared ground."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.models import Finding, JointInspection, RectificationOrder, VisitPart
from inspections.rules.deadlines import RectificationTerms
from inspections.rules.ladder import LadderTerms
from inspections.rules.teams import TeamTerms
from inspections.services import reinspections, stops
from inspections.terms import OrderState
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu, sections
from portal.desk.due import DueItem
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30
AHEAD = timedelta(days=5)
TITLES: list[object] = [
    gettext_lazy("first time"),
    gettext_lazy("second time"),
    gettext_lazy("third time and after"),
]

VERBS = {
    "inspection.opened": gettext_lazy("opened a joint inspection"),
    "inspection.closed": gettext_lazy("closed the visit"),
    "inspection.cancelled": gettext_lazy("called the inspection off"),
    "part.kept": gettext_lazy("saved a part of the visit"),
    "part.submitted": gettext_lazy("submitted a part of the visit"),
    "finding.recorded": gettext_lazy("recorded a finding"),
    "finding.confirmed": gettext_lazy("confirmed the finding"),
    "finding.dismissed": gettext_lazy("dismissed the finding"),
    "finding.decided": gettext_lazy("decided on the finding"),
    "order.served": gettext_lazy("served a rectification order"),
    "order.reported": gettext_lazy("filed a rectification report"),
    "order.extended": gettext_lazy("extended the deadline of the order"),
    "order.passed": gettext_lazy("re-inspected: passed"),
    "order.failed": gettext_lazy("the order was not met"),
    "order.withdrawn": gettext_lazy("withdrew the order"),
    "stop.lifted": gettext_lazy("lifted the stop of teaching"),
}

RECTIFICATION_LABELS = {
    "days": gettext_lazy("rectify (working days)"),
    "at_most": gettext_lazy("at most, extended (working days)"),
    "extensions": gettext_lazy("extensions"),
    "at_once": gettext_lazy("prove what was to be put right at once (working days)"),
    "reinspect_after": gettext_lazy("re-inspection after the deadline (working days)"),
}
LADDER_LABELS = {
    "months_without_training": gettext_lazy("months without training"),
    "admission_cut_percent": gettext_lazy("cut of the admission plan (percent)"),
}


def fail_missed_orders(today: date) -> int:
    """Orders whose deadline passed without a report fail, and the blacklist is proposed. Clause: P8."""
    return reinspections.fail_missed(today)


def lift_stops(today: date) -> int:
    """Teaching goes on where the term is over and the re-inspection has passed. Clauses: P4, P5."""
    return stops.lift_due(today)


def due_items(actor: Actor, today: date) -> Iterable[DueItem]:
    """What the actor should do: record, close, confirm, decide, re-inspect; an institution: report."""
    if actor.can("own.view"):
        return list(_own(actor))
    providers = (_parts, _to_close, _findings, _orders)
    return [item for provider in providers for item in provider(actor, today)]


def _parts(actor: Actor, today: date) -> Iterator[DueItem]:
    mine = VisitPart.objects.to_record(actor).select_related("visit__joint_inspection__institution")
    for part in mine.order_by("visit__on")[:SHOWN]:
        name = part.visit.joint_inspection.institution.name
        yield DueItem(
            _("Record the visit · %(department)s") % {"department": part.get_department_display()},
            part.get_absolute_url(),
            part.visit.on,
            _("Visit"),
            name,
        )


def _to_close(actor: Actor, today: date) -> Iterator[DueItem]:
    if not actor.can("inspections.open"):
        return
    open_ones = JointInspection.objects.visible_to(actor).open()
    if actor.district_ids is None:
        open_ones = open_ones.filter(opened_by=actor.user)
    ready = open_ones.all_in().select_related("institution")
    for inspection in ready.order_by("on")[:SHOWN]:
        url, name = inspection.get_absolute_url(), inspection.institution.name
        yield DueItem(_("Close the visit: every part is in"), url, inspection.on, _("Visit"), name)


def _findings(actor: Actor, today: date) -> Iterator[DueItem]:
    """A district's officers see what waits; the city what it opened itself, or what nobody has touched for a week."""
    visible = Finding.objects.visible_to(actor).for_list()
    if actor.district_ids is None:
        late = Q(found_on__lt=today - timedelta(days=7))
        visible = visible.filter(late | Q(joint_inspection__opened_by=actor.user))
    asked = (
        ("inspections.confirm", visible.to_confirm(), _("Confirm or dismiss")),
        ("inspections.decide", visible.to_decide(), _("Decide")),
    )
    for capability, waiting, words in asked:
        if not actor.can(capability):
            continue
        for finding in waiting.order_by("found_on")[:SHOWN]:
            title = f"{words} · {finding.get_group_display()}"
            url, name = finding.get_absolute_url(), finding.institution.name
            yield DueItem(title, url, None, _("Finding"), name)


def _orders(actor: Actor, today: date) -> Iterator[DueItem]:
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


def _own(actor: Actor) -> Iterator[DueItem]:
    served = RectificationOrder.objects.visible_to(actor).filter(state=OrderState.SERVED).for_list()
    for order in served.order_by("due")[:SHOWN]:
        title = _("File the rectification report · %(number)s") % {"number": order.number}
        yield DueItem(title, order.get_own_url(), order.due, _("Order"), order.institution.name)


def section(actor: Actor, institution_id: int) -> sections.Section | None:
    """Visits, findings, orders and the ladders of an institution, for those who may see them."""
    if not actor.can("inspections.view"):
        return None
    orders = RectificationOrder.objects.visible_to(actor)
    context = figures.section_of(
        institution_id,
        Finding.objects.visible_to(actor),
        orders if actor.can("orders.view") else orders.none(),
        JointInspection.objects.visible_to(actor),
    )
    context["standings"] = figures.standings(institution_id, TITLES)
    context["today"] = timezone.localdate()
    return sections.Section(_("Inspections"), "inspections/desk/section.html", context)


def own_section(actor: Actor, institution_id: int) -> sections.Section | None:
    """An institution's orders on its own first page."""
    if not actor.can("own.view"):
        return None
    own = RectificationOrder.objects.visible_to(actor).filter(institution=institution_id)
    context = {"orders": list(own.for_list().queue()[:5]), "today": timezone.localdate()}
    return sections.Section(_("Rectification orders"), "inspections/my/section.html", context)


MENU = (
    menu.MenuEntry(gettext_lazy("Joint inspections"), "inspections:list", "inspections.view", order=20),
    menu.MenuEntry(gettext_lazy("Findings"), "inspections:findings", "inspections.view", order=21),
    menu.MenuEntry(gettext_lazy("Rectification orders"), "inspections:orders", "orders.view", order=22),
    menu.MenuEntry(
        gettext_lazy("Rectification orders"), "inspections:my_orders", "own.view", order=20, side="my"
    ),
)


def register() -> None:
    """Hand everything over; called once when the app is ready."""
    verbs.register(VERBS)
    register_step(DueStep("inspections.missed_orders", order=20, run=fail_missed_orders))
    register_step(DueStep("inspections.lift_stops", order=21, run=lift_stops))
    desk_due.register(due_items)
    sections.register(section, order=30)
    sections.register(own_section, order=30, side="my")
    menu.register_group(20, gettext_lazy("Visits and orders"))
    for entry in MENU:
        menu.register(entry)
    registry.register(
        RectificationTerms, title=gettext_lazy("Rectification orders: days"), labels=RECTIFICATION_LABELS
    )
    registry.register(
        LadderTerms, title=gettext_lazy("Measures: figures of the ladders"), labels=LADDER_LABELS
    )
    registry.register(
        TeamTerms,
        title=gettext_lazy("Visits: officers"),
        labels={"officers": gettext_lazy("officers at least")},
    )
