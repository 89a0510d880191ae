"""Papers that still have to be served."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.figures import documents as figures
from inspections.models import EnforcementDocument
from inspections.rules.documents import ServiceTerms, serve_by
from portal.accounts.actors import Actor
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.rulebook import registry
from portal.rulebook.services import in_force
from portal.timeline import verbs
from portal.workdays.services import calendar

SHOWN = 30
VERBS = {
    "document.issued": gettext_lazy("issued a paper"),
    "document.served": gettext_lazy("wrote down how a paper was served"),
}


def unserved_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Papers issued and not served. Clause: N3 (61)."""
    if not actor.can("papers.issue") or actor.district_ids is None:
        return
    days, terms = calendar(), {}
    for row in EnforcementDocument.objects.visible_to(actor).unserved(today).for_list()[:SHOWN]:
        if row.district_id not in terms:
            terms[row.district_id] = in_force(ServiceTerms, on=today, district_id=row.district_id).figure
        due_on = serve_by(timezone.localdate(row.issued_at), terms[row.district_id], days)
        title = _("Serve %(number)s") % {"number": row.number}
        yield DueItem(title, row.get_absolute_url(), due_on, _("Paper"), row.institution.name)


def receipts_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Papers whose receipt the institution can confirm. Clause: N3 (61)."""
    for row in figures.waiting_receipts(actor)[:SHOWN]:
        title = _("Confirm that you received %(number)s") % {"number": row.number}
        url = reverse("inspections:confirm_receipt", args=[row.pk])
        yield DueItem(title, url, None, _("Paper"), row.institution.name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    due.register(unserved_due)
    due.register(receipts_due)
    menu.register(
        MenuEntry(gettext_lazy("Papers of enforcement"), "inspections:documents", "orders.view", order=29)
    )
    menu.register(
        MenuEntry(gettext_lazy("Papers served"), "inspections:my_documents", "own.view", order=21, side="my")
    )
    registry.register(
        ServiceTerms,
        title=gettext_lazy("Papers: days to serve them"),
        labels={"days": gettext_lazy("working days")},
    )
