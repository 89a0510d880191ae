"""What happens by itself with the annual inspection, and what is due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import AnnualInspection, AnnualReturn
from institutions.rules.annual import AnnualDays
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

VERBS = {
    "annual.opened": gettext_lazy("opened the annual inspection"),
    "annual.reported": gettext_lazy("reported for the annual inspection"),
    "annual.decided": gettext_lazy("recorded the result of the annual inspection"),
    "annual.concluded": gettext_lazy("concluded the annual inspection"),
}

ANNUAL_DAYS = {
    "opens_month": gettext_lazy("opens: month"),
    "opens_day": gettext_lazy("opens: day"),
    "report_month": gettext_lazy("institutions report by: month"),
    "report_day": gettext_lazy("institutions report by: day"),
    "conclude_month": gettext_lazy("districts conclude by: month"),
    "conclude_day": gettext_lazy("districts conclude by: day"),
}

MENU = (MenuEntry(gettext_lazy("Annual inspection"), "institutions:annuals", "annual.view", order=13),)


def open_annual_inspections(today: date) -> int:
    """From 1 March each district's annual inspection of the year is open (D6)."""
    return annual.open_due(today)


def conclude_annual_inspections(today: date) -> int:
    """After 31 May whoever was silent did not take part; a year with a result for all is concluded (D6, M7)."""
    return annual.conclude_due(today)


def mark_zombies(today: date) -> int:
    """Whoever had no annual inspection for two years or more is a zombie (M7)."""
    return annual.mark_all_zombies()


def annual_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Annual inspections to conclude, and for an institution its report."""
    if actor.can("annual.conclude"):
        for row in (
            AnnualInspection.objects.visible_to(actor)
            .filter(state=AnnualState.OPEN)
            .select_related("district")
        ):
            title = _("Conclude the annual inspection of %(year)s") % {"year": row.year}
            yield DueItem(
                title, row.get_absolute_url(), row.conclude_by, _("Annual inspection"), row.district.name
            )
    if actor.role == Role.INSTITUTION:
        yield from _own_due(actor, today)


def _own_due(actor: Actor, today: date) -> Iterator[DueItem]:
    mine = AnnualReturn.objects.visible_to(actor).select_related("annual_inspection", "institution")
    mine = mine.filter(
        annual_inspection__state=AnnualState.OPEN, result=AnnualResult.PENDING, reported_at=None
    )
    for row in mine:
        title = _("Report for the annual inspection of %(year)s") % {"year": row.annual_inspection.year}
        url = reverse("institutions:my_report", args=[row.pk])
        yield DueItem(
            title, url, row.annual_inspection.report_by, _("Annual inspection"), row.institution.name
        )


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(annual_due)
    register_step(DueStep("institutions.open_annual", order=10, run=open_annual_inspections))
    register_step(DueStep("institutions.conclude_annual", order=11, run=conclude_annual_inspections))
    register_step(DueStep("institutions.zombies", order=12, run=mark_zombies))
    registry.register(
        AnnualDays, title=gettext_lazy("Annual inspection: days of the year"), labels=ANNUAL_DAYS
    )
