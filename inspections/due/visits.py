"""What is due of joint inspections and their parts."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import JointInspection, VisitPart
from inspections.rules.teams import TeamTerms
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30


VERBS = {
    "inspection.opened": gettext_lazy("opened a joint inspection"),
    "inspection.closed": gettext_lazy("closed the visit"),
    "inspection.cancelled": gettext_lazy("called the inspection off"),
    "part.kept": gettext_lazy("saved a part of the visit"),
    "part.submitted": gettext_lazy("submitted a part of the visit"),
}


MENU = (menu.MenuEntry(gettext_lazy("Joint inspections"), "inspections:list", "inspections.view", order=20),)


def parts_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """The own department's parts of open visits."""
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


def to_close_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Visits of which every part is in."""
    if not actor.can("inspections.open"):
        return
    open_ones = JointInspection.objects.visible_to(actor).open()
    if actor.district_ids is None:
        open_ones = open_ones.filter(opened_by=actor.user)
    ready = open_ones.all_in().select_related("institution")
    for inspection in ready.order_by("on")[:SHOWN]:
        url, name = inspection.get_absolute_url(), inspection.institution.name
        yield DueItem(_("Close the visit: every part is in"), url, inspection.on, _("Visit"), name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    desk_due.register(parts_due)
    desk_due.register(to_close_due)
    menu.register_group(20, gettext_lazy("Visits and orders"))
    for entry in MENU:
        menu.register(entry)
    registry.register(
        TeamTerms,
        title=gettext_lazy("Visits: officers"),
        labels={"officers": gettext_lazy("officers at least")},
    )
