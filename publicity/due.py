"""All that lists and publications do by themselves, and all that they hand to the shared ground."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.jobs.due import DueStep
from portal.jobs.due import register as register_step
from portal.rulebook import registry
from portal.timeline import verbs
from publicity.rules.blacklist import CreditTerms
from publicity.rules.notices import NoticeTerms
from publicity.rules.years import ListDays
from publicity.services import proposing, publishing, records

VERBS = {
    "list.opened": _("opened the annual list"),
    "list.proposed": _("proposed for a list, with notice to the institution"),
    "list.answered": _("answered the notice"),
    "list.accepted": _("accepted the list proposal"),
    "list.returned": _("returned the list proposal"),
    "list.published": _("published the list"),
    "list.white_published": _("was published on the whitelist"),
    "list.black_published": _("was published on the blacklist"),
}


def propose(today: date) -> int:
    """Propose the blacklist for failed orders that no proposal came of. Clause: P8."""
    return proposing.propose_failed(today)


def open_lists(today: date) -> int:
    """From 1 June: open each district's annual list and propose who meets the conditions. Clauses: M8, S9, D6."""
    return publishing.open_due(today)


def publish(today: date) -> int:
    """Publish annual lists once reviewed, and what changed in between. Clauses: M8, S9."""
    return publishing.publish_due(today)


def refresh(today: date) -> int:
    """Draw anew what the public reads, where something changed or a listing ended by itself. Clauses: M8, D5."""
    return records.refresh_all(today)


def register() -> None:
    """Hand everything over; called once when the app is ready."""
    verbs.register(VERBS)
    register_step(DueStep("publicity.propose_blacklist", order=40, run=propose))
    register_step(DueStep("publicity.open_lists", order=41, run=open_lists))
    register_step(DueStep("publicity.publish", order=42, run=publish))
    register_step(DueStep("publicity.records", order=43, run=refresh))
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
