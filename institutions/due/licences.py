"""What happens by itself with applications for permits, and what is due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import LicenceApplication, StopDeclaration
from institutions.rules.licences import LicenceDays
from institutions.services.licences import handling
from institutions.terms import ApplicationState
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30
VERBS = {
    "licence.begun": gettext_lazy("began an application"),
    "licence.submitted": gettext_lazy("sent the application"),
    "licence.file_taken_off": gettext_lazy("took a file off the application"),
    "licence.withdrawn": gettext_lazy("took the application back"),
    "licence.accepted": gettext_lazy("accepted the application"),
    "licence.returned": gettext_lazy("returned the application for completion"),
    "licence.refused": gettext_lazy("refused the application"),
    "licence.checked": gettext_lazy("checked the site"),
    "licence.shown": gettext_lazy("put the application under public notice"),
    "licence.notice_ended": gettext_lazy("ended the public notice"),
    "licence.granted": gettext_lazy("granted the application"),
    "licence.issued": gettext_lazy("let the application take effect"),
    "licence.lapsed": gettext_lazy("let the application lapse"),
    "licence.stop_declared": gettext_lazy("declared to stop training"),
    "licence.stop_settled": gettext_lazy("settled the declaration to stop"),
}
LABELS = {
    "accept_days": gettext_lazy("acceptance, working days"),
    "completion_days": gettext_lazy("completion by the applicant, working days"),
    "check_days": gettext_lazy("site check, working days"),
    "notice_days": gettext_lazy("public notice, working days"),
    "decide_days": gettext_lazy("decision, working days"),
    "issue_days": gettext_lazy("issue after the decision, working days"),
    "valid_years": gettext_lazy("a permit is valid for, years"),
}
MENU = (
    MenuEntry(gettext_lazy("School permits"), "institutions:licences", "licences.view", order=12),
    MenuEntry(gettext_lazy("School permit"), "institutions:my_licences", "own.view", order=5, side="my"),
)


def end_notices(today: date) -> int:
    """A public notice past its last day waits for the decision (Z1)."""
    return handling.end_notices_due(today)


def lapse(today: date) -> int:
    """What was not completed in time lapses (Z1)."""
    return handling.lapse_due(today)


def desk_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Applications and declarations that wait for the district."""
    if not actor.can("licences.handle"):
        return
    waiting = LicenceApplication.objects.visible_to(actor).on_the_desk()
    for row in waiting.select_related("institution").queue()[:SHOWN]:
        title = _("%(kind)s: %(state)s") % {"kind": row.get_kind_display(), "state": row.get_state_display()}
        yield DueItem(title, row.get_absolute_url(), row.due, _("School permit"), row.institution.name)
    stops = StopDeclaration.objects.visible_to(actor).filter(settled_on=None).select_related("institution")
    for stop in stops.order_by("stops_on")[:SHOWN]:
        title = _("Settle pupils and fees")
        yield DueItem(
            title, stop.get_absolute_url(), stop.stops_on, _("School permit"), stop.institution.name
        )


def own_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """One's own application, where it is one's turn."""
    if actor.role != Role.INSTITUTION:
        return
    mine = LicenceApplication.objects.visible_to(actor)
    for row in mine.filter(state__in=[ApplicationState.DRAFT, ApplicationState.RETURNED]):
        returned = row.state == ApplicationState.RETURNED
        title = (
            _("Complete the application: %(kind)s") if returned else _("Go on with the application: %(kind)s")
        )
        url = reverse("institutions:my_licence", args=[row.pk])
        yield DueItem(title % {"kind": row.get_kind_display()}, url, row.due, _("School permit"))


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(desk_due)
    due.register(own_due)
    register_step(DueStep("institutions.end_licence_notices", order=8, run=end_notices))
    register_step(DueStep("institutions.lapse_applications", order=9, run=lapse))
    registry.register(LicenceDays, title=gettext_lazy("School permits: days of each step"), labels=LABELS)
