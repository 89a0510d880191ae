"""What is due of handovers and of withdrawn decisions, and their figures."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Handover, Withdrawal
from inspections.rules.appeals import AppealTerms
from inspections.rules.hazards import HazardTerms
from inspections.rules.powers import HandoverTerms
from inspections.services.handovers import terms_for
from inspections.terms import HandoverState
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "handover.sent": gettext_lazy("handed over to the department that has the power"),
    "handover.accepted": gettext_lazy("accepted the handover"),
    "handover.returned": gettext_lazy("returned the handover"),
    "handover.sent_again": gettext_lazy("sent the handover to the right department"),
    "handover.answered": gettext_lazy("answered the handover"),
    "appeal.registered": gettext_lazy("registered an appeal"),
    "appeal.closed": gettext_lazy("recorded how the appeal ended"),
    "decision.withdrawn": gettext_lazy("withdrew the decision"),
    "decision.taken_down": gettext_lazy("confirmed that the decision is published nowhere any more"),
    "hazard.stopped": gettext_lazy("stopped teaching at once for a major hazard"),
}

MENU = (
    menu.MenuEntry(gettext_lazy("Handovers"), "inspections:handovers", "inspections.view", order=28),
    menu.MenuEntry(gettext_lazy("Decisions"), "inspections:my_decisions", "own.view", order=21, side="my"),
)


def handovers_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """The department asked answers; whoever sent sees what came back, or is due soon; the city what is overdue."""
    if not actor.can("handovers.answer"):
        return
    visible = Handover.objects.visible_to(actor).for_list().order_by("due")
    if actor.district_ids is None:
        for row in visible.overdue(today)[:SHOWN]:
            yield _item(row, _("Answer overdue"), row.due)
        return
    for row in visible.open().filter(to_department=actor.department)[:SHOWN]:
        words = _("Accept or return") if row.state == HandoverState.SENT else _("Answer the handover")
        yield _item(row, words, row.due)
    if not actor.can("inspections.decide"):
        return
    for row in visible.returned()[:SHOWN]:
        yield _item(row, _("Send to the right department"), None)
    ahead: dict[int, timedelta] = {}
    for row in visible.open().exclude(to_department=actor.department)[:SHOWN]:
        if row.district_id not in ahead:
            ahead[row.district_id] = timedelta(days=terms_for(row.district_id, today).figure.remind_days)
        if row.due <= today + ahead[row.district_id]:
            yield _item(row, _("Answer awaited"), row.due)


def _item(row: Handover, words: str, day: date | None) -> DueItem:
    title = f"{words} · {row.number}"
    return DueItem(title, row.get_absolute_url(), day, _("Handover"), row.institution.name)


def take_downs_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Withdrawn decisions that nobody has confirmed to be published nowhere any more. Clause: N3 (48)."""
    if not actor.can("inspections.decide"):
        return
    waiting = Withdrawal.objects.visible_to(actor).to_take_down()
    if actor.district_ids is None:
        waiting = waiting.filter(take_down_by__lt=today)
    for row in waiting.select_related("decision__finding__institution").order_by("take_down_by")[:SHOWN]:
        url = reverse("inspections:appeals", args=[row.decision_id])
        name = row.decision.finding.institution.name
        yield DueItem(_("Take the withdrawn decision down"), url, row.take_down_by, _("Decision"), name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    desk_due.register(handovers_due)
    desk_due.register(take_downs_due)
    for entry in MENU:
        menu.register(entry)
    _register_figures()


def _register_figures() -> None:
    registry.register(
        HandoverTerms,
        title=gettext_lazy("Handovers: working days to answer"),
        labels={
            "answer_days": gettext_lazy("answer (working days)"),
            "remind_days": gettext_lazy("reminded before (days)"),
        },
    )
    registry.register(
        AppealTerms,
        title=gettext_lazy("Appeals: days and months from service"),
        labels={
            "reconsideration_days": gettext_lazy("reconsideration (calendar days)"),
            "suit_months": gettext_lazy("suit (months)"),
            "take_down_days": gettext_lazy("take a withdrawn decision down (working days)"),
        },
    )
    registry.register(
        HazardTerms,
        title=gettext_lazy("Urgent stops: days after the visit"),
        labels={"days_after": gettext_lazy("after the visit (calendar days)")},
    )
