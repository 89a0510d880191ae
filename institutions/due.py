"""All that happens by itself with institutions, and what is due for whom."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import AnnualInspection, AnnualReturn, CourseFiling, SchoolPermit
from institutions.rules.annual import AnnualDays
from institutions.rules.filings import FilingLimits
from institutions.services import annual, imports
from institutions.terms import AnnualResult, AnnualState, FilingState
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
RENEWAL = timedelta(days=60)

VERBS = {
    "institution.registered": gettext_lazy("entered the institution in the register"),
    "institution.changed": gettext_lazy("changed the register"),
    "institution.stop_teaching": gettext_lazy("stopped teaching"),
    "institution.resume_teaching": gettext_lazy("let teaching go on"),
    "institution.close": gettext_lazy("closed the institution for rectification"),
    "institution.revoke": gettext_lazy("revoked the school permit"),
    "institution.ban": gettext_lazy("banned the institution"),
    "institution.zombie": gettext_lazy("marked the institution as a zombie"),
    "institution.zombie_no_more": gettext_lazy("took the zombie mark away"),
    "register.started": gettext_lazy("started an import"),
    "register.imported": gettext_lazy("imported a register"),
    "annual.opened": gettext_lazy("opened the annual inspection"),
    "annual.reported": gettext_lazy("reported for the annual inspection"),
    "annual.decided": gettext_lazy("recorded the result of the annual inspection"),
    "annual.concluded": gettext_lazy("concluded the annual inspection"),
    "filing.submitted": gettext_lazy("filed a class"),
    "filing.approved": gettext_lazy("approved a class"),
    "filing.withdrawn": gettext_lazy("withdrew a class"),
    "filing.returned": gettext_lazy("returned a class"),
}
ANNUAL_DAYS = {
    "opens_month": gettext_lazy("opens: month"),
    "opens_day": gettext_lazy("opens: day"),
    "report_month": gettext_lazy("institutions report by: month"),
    "report_day": gettext_lazy("institutions report by: day"),
    "conclude_month": gettext_lazy("districts conclude by: month"),
    "conclude_day": gettext_lazy("districts conclude by: day"),
}
FILING_LIMITS = {
    "review_days": gettext_lazy("review, working days"),
    "offline_end_hour": gettext_lazy("in person, lessons end by: hour"),
    "offline_end_minute": gettext_lazy("in person, lessons end by: minute"),
    "online_end_hour": gettext_lazy("on line, lessons end by: hour"),
    "online_end_minute": gettext_lazy("on line, lessons end by: minute"),
    "months_ahead": gettext_lazy("fees ahead, months at most"),
    "hours_ahead": gettext_lazy("fees ahead, class hours at most"),
    "fee_at_most": gettext_lazy("one fee, yuan at most"),
}
MENU = (
    MenuEntry(gettext_lazy("Institutions"), "institutions:list", "institutions.view", order=10),
    MenuEntry(gettext_lazy("Import a register"), "institutions:imports", "institutions.import", order=11),
    MenuEntry(gettext_lazy("Course filings"), "institutions:filings", "filings.view", order=12),
    MenuEntry(gettext_lazy("Annual inspection"), "institutions:annuals", "annual.view", order=13),
    MenuEntry(gettext_lazy("Overview"), "institutions:my_home", "own.view", order=0, side="my"),
    MenuEntry(gettext_lazy("Classes"), "institutions:my_filings", "own.view", order=10, side="my"),
)


def open_annual_inspections(today: date) -> int:
    """From 1 March each district's annual inspection of the year is open (D6)."""
    return annual.open_due(today)


def conclude_annual_inspections(today: date) -> int:
    """After 31 May whoever was silent did not take part; a year with a result for all is concluded (D6, M7)."""
    return annual.conclude_due(today)


def mark_zombies(today: date) -> int:
    """Whoever had no annual inspection for two years or more is a zombie (M7)."""
    return annual.mark_all_zombies()


def go_on_with_imports(today: date) -> int:
    """An import whose worker was killed goes on where it stopped."""
    return imports.resume_stopped()


def clear_workbooks(today: date) -> int:
    """Registers as they were sent hold telephone numbers: they go after ninety days (N4)."""
    return imports.clear_old()


def filings_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Classes that wait for review."""
    if not actor.can("filings.review"):
        return
    waiting = CourseFiling.objects.visible_to(actor).filter(state=FilingState.SUBMITTED)
    for row in waiting.select_related("institution").order_by("review_by")[:SHOWN]:
        title = _("Review the class %(name)s") % {"name": row.name}
        yield DueItem(title, row.get_absolute_url(), row.review_by, _("Course filing"), row.institution.name)


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
    yield from _permits_ending(actor, today)
    for filing in CourseFiling.objects.visible_to(actor).filter(state=FilingState.RETURNED)[:SHOWN]:
        title = _("Correct the returned class %(name)s") % {"name": filing.name}
        yield DueItem(
            title, reverse("institutions:my_filing_again", args=[filing.pk]), None, _("Course filing")
        )


def _permits_ending(actor: Actor, today: date) -> Iterator[DueItem]:
    """Permits of one's own that end soon or have ended: renewed in time (Z1)."""
    ending = SchoolPermit.objects.visible_to(actor).ending_by(today + RENEWAL)
    for permit in ending.select_related("institution"):
        title = _("Renew the school permit %(number)s") % {"number": permit.number}
        url = reverse("institutions:my_home")
        yield DueItem(title, url, permit.valid_until, _("School permit"), permit.institution.name)


def register() -> None:
    """Hand everything to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(filings_due)
    due.register(annual_due)
    register_step(DueStep("institutions.open_annual", order=10, run=open_annual_inspections))
    register_step(DueStep("institutions.conclude_annual", order=11, run=conclude_annual_inspections))
    register_step(DueStep("institutions.zombies", order=12, run=mark_zombies))
    register_step(DueStep("institutions.go_on_with_imports", order=13, run=go_on_with_imports))
    register_step(DueStep("institutions.clear_workbooks", order=14, run=clear_workbooks))
    registry.register(
        AnnualDays, title=gettext_lazy("Annual inspection: days of the year"), labels=ANNUAL_DAYS
    )
    registry.register(
        FilingLimits, title=gettext_lazy("Course filing: limits and days"), labels=FILING_LIMITS
    )
