"""What is due of the approval of visits, and the figures that make a visit lawful. Clause: N2."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import JointInspection
from inspections.rules.lawful import ApprovalTerms, VisitCap, approve_by, begins_unapproved
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.rulebook import registry
from portal.rulebook.services import in_force
from portal.timeline import verbs
from portal.workdays.services import calendar

SHOWN = 30

VERBS = {
    "inspection.approved": gettext_lazy("approved the visit"),
    "inspection.joined": gettext_lazy("joined departments to the visit"),
    "inspection.arrived": gettext_lazy("scanned the code at the door"),
}

MENU = (
    menu.MenuEntry(gettext_lazy("Burden of visits"), "inspections:burden", "inspections.view", order=27),
    menu.MenuEntry(gettext_lazy("Visits"), "inspections:my_visits", "own.view", order=21, side="my"),
)


def to_approve_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Visits that somebody else opened and that wait for approval; the city's own for the city."""
    if not actor.can("visits.approve"):
        return
    waiting = JointInspection.objects.visible_to(actor).to_approve(actor)
    if actor.district_ids is None:
        waiting = waiting.filter(opened_as=actor.label)
    rows = list(waiting.select_related("institution").order_by("on", "pk")[:SHOWN])
    if not rows:
        return
    terms, days = in_force(ApprovalTerms, on=today).figure, calendar()
    for row in rows:
        at_once = begins_unapproved(row.source)
        day = approve_by(timezone.localdate(row.opened_at), terms, days) if at_once else row.on
        title = _("Approve the visit that began at once") if at_once else _("Approve the visit")
        yield DueItem(title, row.get_absolute_url(), day, _("Visit"), row.institution.name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    desk_due.register(to_approve_due)
    for entry in MENU:
        menu.register(entry)
    registry.register(
        VisitCap,
        title=gettext_lazy("Visits: how many a year"),
        labels={
            "per_year": gettext_lazy("visits of an institution a year at most"),
            "complaints_count": gettext_lazy("visits after a complaint count"),
            "urgent_count": gettext_lazy("visits for danger count"),
            "merge_days": gettext_lazy("days around a visit within which another joins it"),
        },
    )
    registry.register(
        ApprovalTerms,
        title=gettext_lazy("Urgent visits: working days to approve"),
        labels={"urgent_days": gettext_lazy("working days to approve a visit that began at once")},
    )
