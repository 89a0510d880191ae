"""What happens by itself with filed classes, and what is due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import CourseFiling, FilingRemark
from institutions.rules.filings import FilingLimits
from institutions.services.filings import check_classes
from institutions.terms import FilingState
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
    "filing.submitted": gettext_lazy("filed a class"),
    "filing.approved": gettext_lazy("approved a class"),
    "filing.withdrawn": gettext_lazy("withdrew a class"),
    "filing.returned": gettext_lazy("returned a class"),
    "filing.superseded": gettext_lazy("replaced a class by its next version"),
    "filing.remarked": gettext_lazy("found new remarks on an approved class"),
    "filing.remarks_settled": gettext_lazy("dealt with the new remarks on a class"),
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
    "lesson_minutes": gettext_lazy("one lesson, minutes at most"),
    "hours_a_week": gettext_lazy("class hours a week at most"),
    "offline_hour_minutes": gettext_lazy("in person, minutes of a class hour"),
    "online_hour_minutes": gettext_lazy("on line, minutes of a class hour"),
    "hours_tolerance_percent": gettext_lazy("declared hours may differ from the timetable, per cent"),
}

MENU = (
    MenuEntry(gettext_lazy("Course filings"), "institutions:filings", "filings.view", order=12),
    MenuEntry(gettext_lazy("Classes"), "institutions:my_filings", "own.view", order=10, side="my"),
    MenuEntry(gettext_lazy("Timetable"), "institutions:my_timetable", "own.view", order=11, side="my"),
)


def filings_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Classes that wait for review."""
    if not actor.can("filings.review"):
        return
    waiting = CourseFiling.objects.visible_to(actor).filter(state=FilingState.SUBMITTED)
    for row in waiting.select_related("institution").order_by("review_by")[:SHOWN]:
        title = _("Review the class %(name)s") % {"name": row.name}
        yield DueItem(title, row.get_absolute_url(), row.review_by, _("Course filing"), row.institution.name)


def returned_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Classes of one's own that were returned."""
    if actor.role != Role.INSTITUTION:
        return
    for filing in CourseFiling.objects.visible_to(actor).filter(state=FilingState.RETURNED)[:SHOWN]:
        title = _("Correct the returned class %(name)s") % {"name": filing.name}
        url = reverse("institutions:my_filing_again", args=[filing.pk])
        yield DueItem(title, url, None, _("Course filing"))


def remarks_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Approved classes on which the nightly checks found something new: for the district only."""
    if not actor.can("filings.review"):
        return
    waiting = FilingRemark.objects.visible_to(actor).to_settle().values("filing")
    rows = CourseFiling.objects.visible_to(actor).filter(pk__in=waiting).select_related("institution")
    for row in rows.order_by("pk")[:SHOWN]:
        title = _("Look at new remarks on the class %(name)s") % {"name": row.name}
        yield DueItem(title, row.get_absolute_url(), None, _("Course filing"), row.institution.name)


def check_filed_classes(today: date) -> int:
    """Check every class that waits or is taught again."""
    return check_classes(today)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(filings_due)
    due.register(returned_due)
    due.register(remarks_due)
    register_step(DueStep("institutions.check_classes", order=30, run=check_filed_classes))
    registry.register(
        FilingLimits, title=gettext_lazy("Course filing: limits and days"), labels=FILING_LIMITS
    )
