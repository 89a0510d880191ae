"""What happens by itself with the annual inspection, and what is due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import AnnualInspection, AnnualObjection, AnnualReturn
from institutions.queries import AnnualReturnQuerySet
from institutions.rules.annual import AnnualDays
from institutions.rules.scoring import AnnualNotice, AnnualScores
from institutions.services import annual
from institutions.terms import AnnualState, AnnualStep
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.evidence import access
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

VERBS = {
    "annual.opened": gettext_lazy("opened the annual inspection"),
    "annual.reported": gettext_lazy("reported for the annual inspection"),
    "annual.report_corrected": gettext_lazy("corrected the report for the annual inspection"),
    "annual.review_begun": gettext_lazy("began the review of the annual report"),
    "annual.sent_back": gettext_lazy("sent the annual report back"),
    "annual.points_given": gettext_lazy("gave points in the annual inspection"),
    "annual.proposed": gettext_lazy("gave notice of the result of the annual inspection"),
    "annual.objected": gettext_lazy("objected to the result of the annual inspection"),
    "annual.answered": gettext_lazy("answered the objection to the annual result"),
    "annual.scheme_written": gettext_lazy("wrote the scoring scheme of the annual inspection"),
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

ANNUAL_SCORES = {
    "passed": gettext_lazy("passed, points at least"),
    "basic": gettext_lazy("basically passed, points at least"),
}

ANNUAL_NOTICE = {
    "notice_days": gettext_lazy("notice of the result, working days"),
    "answer_days": gettext_lazy("answer to an objection, working days"),
}

MENU = (MenuEntry(gettext_lazy("Annual inspection"), "institutions:annuals", "annual.view", order=13),)
SHOWN = 30


def open_annual_inspections(today: date) -> int:
    """From 1 March each district's annual inspection of the year is open (D6)."""
    return annual.open_due(today)


def conclude_annual_inspections(today: date) -> int:
    """After 31 May whoever was silent did not take part; a year with a result for all is concluded (D6, M7)."""
    return annual.conclude_due(today)


def mark_zombies(today: date) -> int:
    """Whoever had no annual inspection for two years or more is a zombie (M7)."""
    return annual.mark_all_zombies()


def finish_annual_notices(today: date) -> int:
    """A result whose notice is over, and that nobody objects to, is final the day after (D5)."""
    return annual.finish_due(today)


def annual_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Annual inspections to conclude, reports to review, objections to answer; for an institution its own steps."""
    if actor.can("annual.conclude"):
        open_years = AnnualInspection.objects.visible_to(actor).filter(state=AnnualState.OPEN)
        for row in open_years.select_related("district"):
            title = _("Conclude the annual inspection of %(year)s") % {"year": row.year}
            yield DueItem(
                title, row.get_absolute_url(), row.conclude_by, _("Annual inspection"), row.district.name
            )
        yield from _reviews_due(actor)
        yield from _objections_due(actor)
    if actor.role == Role.INSTITUTION:
        yield from _own_due(actor, today)


def _under_way(actor: Actor) -> AnnualReturnQuerySet:
    rows = AnnualReturn.objects.visible_to(actor).for_list()
    return rows.filter(annual_inspection__state=AnnualState.OPEN)


def _reviews_due(actor: Actor) -> Iterator[DueItem]:
    """Reports that came first are reviewed first."""
    waiting = _under_way(actor).filter(step__in=[AnnualStep.REPORTED, AnnualStep.REVIEW])
    for row in waiting.order_by("reported_at")[:SHOWN]:
        title = _("Review the annual report of %(year)s") % {"year": row.annual_inspection.year}
        due_on = row.annual_inspection.conclude_by
        yield DueItem(title, row.get_absolute_url(), due_on, _("Annual inspection"), row.institution.name)


def _objections_due(actor: Actor) -> Iterator[DueItem]:
    waiting = _under_way(actor).filter(step=AnnualStep.OBJECTION).select_related("objection")
    for row in waiting.order_by("objection__answer_by")[:SHOWN]:
        title = _("Answer the objection to the annual result")
        url = reverse("institutions:annual_answer", args=[row.pk])
        yield DueItem(title, url, row.objection.answer_by, _("Annual inspection"), row.institution.name)


def _own_due(actor: Actor, today: date) -> Iterator[DueItem]:
    steps = [AnnualStep.EXPECTED, AnnualStep.PROPOSED]
    for row in _under_way(actor).filter(step__in=steps):
        year = {"year": row.annual_inspection.year}
        if row.step == AnnualStep.PROPOSED:
            title, by = (
                _("Read the notice of the annual result of %(year)s; object if it is wrong"),
                row.notice_until,
            )
        elif row.reported_at is not None:
            title, by = (
                _("Correct the annual report of %(year)s and send it again"),
                row.annual_inspection.report_by,
            )
        else:
            title, by = _("Report for the annual inspection of %(year)s"), row.annual_inspection.report_by
        url = reverse("institutions:my_report", args=[row.pk])
        yield DueItem(title % year, url, by, _("Annual inspection"), row.institution.name)


def may_open_return(actor: Actor, subject_pk: str) -> bool:
    """Whether the actor may open a return's papers: the institution its own, and who may see the annual inspection."""
    seen = AnnualReturn.objects.visible_to(actor).filter(pk=subject_pk)
    return (actor.can("annual.view") or actor.can("own.view")) and seen.exists()


def may_open_objection(actor: Actor, subject_pk: str) -> bool:
    """Whether the actor may open an objection's files: as the papers of its return."""
    seen = AnnualObjection.objects.visible_to(actor).filter(pk=subject_pk)
    return (actor.can("annual.view") or actor.can("own.view")) and seen.exists()


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(annual_due)
    register_step(DueStep("institutions.open_annual", order=10, run=open_annual_inspections))
    register_step(DueStep("institutions.conclude_annual", order=11, run=conclude_annual_inspections))
    register_step(DueStep("institutions.zombies", order=12, run=mark_zombies))
    register_step(DueStep("institutions.annual_notices", order=10, run=finish_annual_notices))
    registry.register(
        AnnualScores, title=gettext_lazy("Annual inspection: points for each result"), labels=ANNUAL_SCORES
    )
    registry.register(
        AnnualNotice, title=gettext_lazy("Annual inspection: notice and objection"), labels=ANNUAL_NOTICE
    )
    access.register("institutions.annualreturn", may_open_return)
    access.register("institutions.annualobjection", may_open_objection)
    registry.register(
        AnnualDays, title=gettext_lazy("Annual inspection: days of the year"), labels=ANNUAL_DAYS
    )
