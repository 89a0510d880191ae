"""What happens by itself with permits, papers and notices, and what is due."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Paper, ProfileRequest, SchoolPermit
from institutions.rules.expiry import ExpiryNotices
from institutions.services import expiry
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.desk import due, menu
from portal.desk.due import DueItem
from portal.desk.menu import MenuEntry
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.rulebook.services import in_force
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "paper.added": gettext_lazy("entered a paper"),
    "paper.sent": gettext_lazy("sent a paper"),
    "paper.confirmed": gettext_lazy("confirmed a paper"),
    "paper.refused": gettext_lazy("refused a paper"),
    "paper.corrected": gettext_lazy("corrected a paper"),
    "paper.replaced": gettext_lazy("replaced a paper by a newer one"),
    "paper.ended": gettext_lazy("took a paper out of force"),
    "notice.told": gettext_lazy("sent a notice"),
    "notice.read": gettext_lazy("read a notice"),
    "correction.asked": gettext_lazy("asked for a correction of the register"),
    "correction.answered": gettext_lazy("answered a wish for a correction"),
}

EXPIRY_NOTICES = {
    "first_days": gettext_lazy("first notice, days before the end"),
    "second_days": gettext_lazy("second notice, days before the end"),
    "last_days": gettext_lazy("last notice, days before the end"),
}

MENU = (
    MenuEntry(gettext_lazy("Papers"), "institutions:all_papers", "institutions.view", order=14),
    MenuEntry(gettext_lazy("Notices"), "institutions:notices", "institutions.view", order=15),
    MenuEntry(gettext_lazy("Corrections"), "institutions:corrections", "institutions.view", order=16),
    MenuEntry(gettext_lazy("Papers"), "institutions:my_papers", "own.view", order=20, side="my"),
    MenuEntry(gettext_lazy("Notices"), "institutions:my_notices", "own.view", order=5, side="my"),
    MenuEntry(
        gettext_lazy("What the register says"), "institutions:my_profile", "own.view", order=40, side="my"
    ),
)


def tell_of_endings(today: date) -> int:
    """Sixty, thirty and seven days before a permit or paper ends, institution and district are told (Z1)."""
    return expiry.tell_of_endings(today)


def endings_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Permits and papers that end soon or have ended: for the institution and for its district (Z1)."""
    is_own = actor.role == Role.INSTITUTION
    if not is_own and not actor.can("institutions.edit"):
        return
    home = min(actor.district_ids) if actor.district_ids and len(actor.district_ids) == 1 else None
    terms = in_force(ExpiryNotices, on=today, district_id=home).figure
    soon = today + timedelta(days=terms.first_days)
    permits = SchoolPermit.objects.visible_to(actor).ending_by(soon)
    permits = permits.exclude(institution__status__in=expiry.GONE).select_related("institution")
    for permit in permits.order_by("-valid_until")[:SHOWN]:
        title = _("Renew the school permit %(number)s") % {"number": permit.number}
        url = _papers_url(permit.institution.code, is_own)
        yield DueItem(title, url, permit.valid_until, _("School permit"), permit.institution.name)
    papers = Paper.objects.visible_to(actor).ending_by(soon)
    papers = papers.exclude(institution__status__in=expiry.GONE).select_related("institution")
    for paper in papers.order_by("-valid_until")[:SHOWN]:
        words = {"kind": paper.get_kind_display(), "number": paper.number}
        title = _("Renew: %(kind)s %(number)s") % words
        url = _papers_url(paper.institution.code, is_own)
        yield DueItem(title, url, paper.valid_until, _("Papers"), paper.institution.name)


def _papers_url(code: str, is_own: bool) -> str:
    return reverse("institutions:my_papers") if is_own else reverse("institutions:papers", args=[code])


def sent_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Papers sent by institutions and wishes for a correction, for the district."""
    if not actor.can("institutions.edit"):
        return
    waiting = Paper.objects.visible_to(actor).waiting().select_related("institution")
    for paper in waiting.order_by("sent_at")[:SHOWN]:
        words = {"kind": paper.get_kind_display(), "number": paper.number}
        title = _("Check the paper: %(kind)s %(number)s") % words
        yield DueItem(title, paper.get_absolute_url(), None, _("Papers"), paper.institution.name)
    wishes = ProfileRequest.objects.visible_to(actor).waiting().select_related("institution")
    for wish in wishes.order_by("sent_at")[:SHOWN]:
        title = _("Answer the wish for a correction")
        yield DueItem(title, wish.get_absolute_url(), None, _("Corrections"), wish.institution.name)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    due.register(endings_due)
    due.register(sent_due)
    register_step(DueStep("institutions.expiry", order=14, run=tell_of_endings))
    registry.register(
        ExpiryNotices,
        title=gettext_lazy("Permits and papers: notices before they end"),
        labels=EXPIRY_NOTICES,
    )
