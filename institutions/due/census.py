"""What happens by itself with a census, and what is due."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Census, CensusArea
from institutions.rules.census import CensusDays
from institutions.services.census import campaigns, keys, sheets
from institutions.terms import CensusState, EntryState
from portal.accounts.actors import Actor
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "census.planned": gettext_lazy("planned a census"),
    "census.opened": gettext_lazy("opened a census"),
    "census.area_added": gettext_lazy("named an area to be swept"),
    "census.reported": gettext_lazy("reported an area of the census"),
    "census.sent_back": gettext_lazy("sent an area back to be swept again"),
    "census.found": gettext_lazy("entered what the census found"),
    "census.amended": gettext_lazy("corrected an entry of the census"),
    "census.sheet_written": gettext_lazy("entered a workbook of the census"),
    "census.merged": gettext_lazy("merged an entry of the census with the register"),
    "census.entered": gettext_lazy("entered an institution found by the census as new"),
    "census.set_aside": gettext_lazy("set an entry of the census aside"),
    "census.undone": gettext_lazy("undid a decision on an entry of the census"),
    "census.settled": gettext_lazy("settled a problem found by the census"),
    "census.plan_written": gettext_lazy("wrote the plan against a kind of problem"),
    "census.closed": gettext_lazy("closed a census"),
}

CENSUS_DAYS = {
    "report_days": gettext_lazy("streets report, working days"),
    "match_days": gettext_lazy("district matches what was found, working days"),
}

MENU = (MenuEntry(gettext_lazy("Census"), "institutions:censuses", "census.view", order=14),)


def areas_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """A street officer's own areas; for the district those that are overdue."""
    if not actor.can("census.report"):
        return
    pending = CensusArea.objects.visible_to(actor).pending().filter(census__state=CensusState.OPEN)
    if actor.can("census.manage"):
        pending = pending.filter(report_by__lt=today)
    for row in pending.select_related("census", "street").order_by("report_by", "pk")[:SHOWN]:
        title = _("Report the census of %(area)s") % {"area": row}
        yield DueItem(title, row.get_absolute_url(), row.report_by, _("Census"))


def entries_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Entries that the district has to match, one line a census."""
    if not actor.can("census.manage"):
        return
    waiting = Count("entries", filter=Q(entries__state=EntryState.OPEN))
    rows = Census.objects.visible_to(actor).filter(state=CensusState.OPEN).select_related("district")
    for row in rows.annotate(waiting=waiting).filter(waiting__gt=0)[:SHOWN]:
        title = _("%(district)s: match %(n)d entries of the census with the register")
        url = f"{reverse('institutions:census_entries', args=[row.pk])}?state={EntryState.OPEN}"
        words = {"district": row.district.name, "n": row.waiting}
        yield DueItem(title % words, url, row.ends_on, _("Census"))


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(areas_due)
    due.register(entries_due)
    register_step(DueStep("institutions.begin_censuses", order=15, run=campaigns.begin_due))
    register_step(DueStep("institutions.register_keys", order=16, run=keys.refresh_all))
    register_step(DueStep("institutions.clear_census_workbooks", order=17, run=sheets.clear_old))
    registry.register(CensusDays, title=gettext_lazy("Census: days"), labels=CENSUS_DAYS)
