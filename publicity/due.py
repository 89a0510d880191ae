"""All that lists and publications do by themselves, and all that they hand to the shared ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspections.figures import draw_facts, risk_facts
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.roles import Role
from portal.desk import due as desk_due
from portal.desk import menu, sections
from portal.desk.due import DueItem
from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs
from publicity import figures
from publicity.models import ListProposal, PublicRecord
from publicity.rules.blacklist import CreditTerms
from publicity.rules.notices import NoticeTerms
from publicity.rules.years import ListDays
from publicity.services import proposing, publishing, records
from publicity.terms import ProposalState

LISTED = 5
SHOWN = 30
RETURNED_SHOWN = timedelta(days=30)

VERBS = {
    "list.opened": _("opened the annual list"),
    "list.proposed": _("proposed for a list, with notice to the institution"),
    "list.answered": _("answered the notice"),
    "list.accepted": _("accepted the list proposal"),
    "list.returned": _("returned the list proposal"),
    "list.published": _("published the list"),
    "list.white_published": _("was published on the whitelist"),
    "list.black_published": _("was published on the blacklist"),
    "list.off_published": _("was taken off the whitelist, and published so"),
}


def propose(today: date) -> int:
    """Propose the blacklist for failed orders that no proposal came of. Clause: P8."""
    return proposing.propose_failed(today)


def take_off(today: date) -> int:
    """Propose to take off the whitelist who may no longer teach. Clause: S9."""
    return proposing.propose_to_take_off(today)


def open_lists(today: date) -> int:
    """From 1 June: open each district's annual list and propose who meets the conditions. Clauses: M8, S9, D6."""
    return publishing.open_due(today)


def publish(today: date) -> int:
    """Publish annual lists once reviewed, and what changed in between. Clauses: M8, S9."""
    return publishing.publish_due(today)


def refresh(today: date) -> int:
    """Draw anew what the public reads, where something changed or a listing ended by itself. Clauses: M8, D5."""
    return records.refresh_all(today)


def due_items(actor: Actor, today: date) -> Iterable[DueItem]:
    """What the actor should do: the city decides, a district looks at what came back, an institution answers."""
    if actor.can("publicity.review"):
        yield from _to_review(actor, today)
    elif actor.can("publicity.propose"):
        yield from _returned(actor, today)
    elif actor.role == Role.INSTITUTION:
        yield from _to_answer(actor, today)


def _to_review(actor: Actor, today: date) -> Iterator[DueItem]:
    year = proposing.year_of_list(today)
    for row in figures.year_state(actor, year, today):
        if row.waiting:
            words = gettext("Decide %(n)s list proposals of %(year)s") % {"n": row.waiting, "year": year}
            address = f"{reverse('publicity:proposals')}?district={row.district.key}&year={year}&ready=on"
            yield DueItem(words, address, row.deadline, gettext("Lists"), row.district.name)


def _returned(actor: Actor, today: date) -> Iterator[DueItem]:
    came_back = ListProposal.objects.visible_to(actor).filter(
        state=ProposalState.RETURNED, decided_at__date__gte=today - RETURNED_SHOWN
    )
    for proposal in came_back.select_related("institution").order_by("-decided_at")[:SHOWN]:
        words = gettext("Returned: %(list)s") % {"list": proposal.get_kind_display()}
        yield _item(proposal, words, proposal.get_absolute_url(), None)


def _to_answer(actor: Actor, today: date) -> Iterator[DueItem]:
    open_ = ListProposal.objects.visible_to(actor).undecided().filter(answered_at=None, answer_by__gte=today)
    for proposal in open_.select_related("institution").order_by("answer_by")[:SHOWN]:
        words = gettext("You may answer the notice: %(list)s") % {"list": proposal.get_kind_display()}
        yield _item(proposal, words, reverse("publicity:notice", args=[proposal.pk]), proposal.answer_by)


def _item(proposal: ListProposal, words: str, url: str, day: date | None) -> DueItem:
    return DueItem(words, url, day, gettext("Lists"), proposal.institution.name)


def section(actor: Actor, institution_id: int) -> sections.Section | None:
    """Which list an institution stands on, and what was proposed, for its staff page."""
    if not actor.can("publicity.view"):
        return None
    institution = Institution.objects.visible_to(actor).filter(pk=institution_id).first()
    if institution is None:
        return None
    context = {
        "code": institution.code,
        "record": PublicRecord.objects.public().filter(institution=institution).for_list().first(),
        "proposals": ListProposal.objects.visible_to(actor).about(institution_id)[:LISTED],
        "may_propose": actor.can("publicity.propose"),
    }
    return sections.Section(gettext("Lists"), "publicity/desk/section.html", context)


def own_section(actor: Actor, institution_id: int) -> sections.Section | None:
    """The institution's notices, on its own side."""
    rows = list(ListProposal.objects.visible_to(actor).about(institution_id)[:LISTED])
    if not rows:
        return None
    context = {"rows": rows, "today": timezone.localdate()}
    return sections.Section(gettext("Notices of lists"), "publicity/my/rows.html", context)


def register() -> None:
    """Hand everything over; called once when the app is ready."""
    verbs.register(VERBS)
    register_step(DueStep("publicity.propose_blacklist", order=40, run=propose))
    register_step(DueStep("publicity.open_lists", order=41, run=open_lists))
    register_step(DueStep("publicity.take_off", order=42, run=take_off))
    register_step(DueStep("publicity.publish", order=43, run=publish))
    register_step(DueStep("publicity.records", order=44, run=refresh))
    desk_due.register(due_items)
    sections.register(section, order=50)
    sections.register(own_section, order=50, side="my")
    menu.register_group(40, _("Whitelist and blacklist"))
    for entry in MENU:
        menu.register(entry)
    draw_facts.tell("standing", figures.listed_in)
    risk_facts.tell("standing", figures.listed_in)
    _register_figures()


MENU = (
    menu.MenuEntry(_("List proposals"), "publicity:proposals", "publicity.view", order=40),
    menu.MenuEntry(_("Lists of the year"), "publicity:year", "publicity.view", order=41),
    menu.MenuEntry(_("Notices of lists"), "publicity:notices", "own.view", order=40, side="my"),
)


def _register_figures() -> None:
    """Put the figures on the settings page."""
    registry.register(
        NoticeTerms,
        title=_("List proposals: working days to answer"),
        labels={
            "answer_days": _("working days to answer"),
            "white_waits": _("whitelist proposals wait for the answer too"),
        },
    )
    registry.register(
        ListDays,
        title=_("Annual lists: month and days"),
        labels={
            "month": _("month"),
            "opens_on": _("opens on day"),
            "publish_by": _("to be published by day"),
        },
    )
    registry.register(
        CreditTerms,
        title=_("Blacklist: months a listing stands"),
        labels={
            "general_at_least": _("general: at least"),
            "general_at_most": _("general: at most"),
            "serious_at_least": _("serious: at least"),
            "serious_at_most": _("serious: at most"),
        },
    )
