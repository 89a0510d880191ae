"""What is due of random draws."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.figures.draw_steps import next_steps
from inspections.models import Draw
from inspections.rules.draw_weights import DrawTerms, DrawWeights
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.rulebook import registry
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "draw.prepared": gettext_lazy("prepared a random draw"),
    "draw.committed": gettext_lazy("froze the pool of the draw and sealed the seed"),
    "draw.drawn": gettext_lazy("drew targets and inspectors"),
    "draw.visits_opened": gettext_lazy("opened the visits drawn"),
    "draw.published": gettext_lazy("published the result of the draw"),
    "draw.superseded": gettext_lazy("set the draw aside to draw again"),
    "interest.declared": gettext_lazy("declared a conflict of interest"),
    "interest.ended": gettext_lazy("ended a conflict of interest"),
}

MENU = (menu.MenuEntry(gettext_lazy("Random draws"), "inspections:draws", "inspections.view", order=24),)

TERMS_LABELS = {
    "share": gettext_lazy("share of the targets by default (per cent)"),
    "inspectors": gettext_lazy("inspectors for each visit at least"),
    "publish_days": gettext_lazy("result published after the last visit (working days)"),
    "counted_years": gettext_lazy("findings count for (years)"),
    "stands_minutes": gettext_lazy("commitment public before the draw (minutes)"),
}

WEIGHT_LABELS = {
    "base": gettext_lazy("every institution (points)"),
    "unvisited": gettext_lazy("each 30 days since the last visit (points)"),
    "unvisited_months": gettext_lazy("of these at most; as many where nobody ever came"),
    "recorded": gettext_lazy("each confirmed finding or founded complaint (points)"),
    "recorded_at_most": gettext_lazy("of these at most"),
    "serious": gettext_lazy("a serious finding (points)"),
    "open_order": gettext_lazy("each open rectification order (points)"),
    "unlicensed": gettext_lazy("licence or permit missing (points)"),
    "blacklisted": gettext_lazy("on the blacklist (points)"),
    "whitelisted": gettext_lazy("on the whitelist (points less)"),
}


def draws_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """What to do next with the draws of the district; the city's officers see those they prepared."""
    if not actor.can("draws.make"):
        return
    found = Draw.objects.visible_to(actor).for_due()
    if actor.district_ids is None:
        found = found.filter(prepared_by=actor.user)
    for step in next_steps(found.order_by("prepared_at")[:SHOWN], today):
        if step.ours:
            title = f"{step.words} · {step.draw.number}"
            yield DueItem(title, step.draw.get_absolute_url(), step.due, _("Random draw"), step.draw.title)


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    desk_due.register(draws_due)
    for entry in MENU:
        menu.register(entry)
    registry.register(DrawTerms, title=gettext_lazy("Random draws"), labels=TERMS_LABELS)
    registry.register(DrawWeights, title=gettext_lazy("Random draws: weights"), labels=WEIGHT_LABELS)
