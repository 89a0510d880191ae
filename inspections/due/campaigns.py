"""What is due of special campaigns."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Campaign, CampaignTarget
from inspections.rules.campaigns import CampaignTerms
from inspections.services.campaigns import owns
from portal.accounts.actors import Actor
from portal.desk import due as desk_due
from portal.desk import menu
from portal.desk.due import DueItem
from portal.rulebook import registry
from portal.rulebook.services import in_force
from portal.timeline import verbs

SHOWN = 30

VERBS = {
    "campaign.made": gettext_lazy("made a special campaign"),
    "campaign.changed": gettext_lazy("changed a special campaign"),
    "campaign.opened": gettext_lazy("put a special campaign under way"),
    "campaign.targets_taken": gettext_lazy("took targets into a special campaign"),
    "campaign.target_dropped": gettext_lazy("took a target out of a special campaign"),
    "campaign.closed": gettext_lazy("closed a special campaign"),
}

MENU = (
    menu.MenuEntry(gettext_lazy("Special campaigns"), "inspections:campaigns", "inspections.view", order=25),
)


def campaigns_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Campaigns that end soon with targets left; those that are over, for whoever closes them."""
    if not actor.can("campaigns.manage"):
        return
    district_id = min(actor.district_ids) if actor.district_ids else None
    terms = in_force(CampaignTerms, on=today, district_id=district_id).figure
    near = today + timedelta(days=terms.warn_days)
    rows = Campaign.objects.visible_to(actor).open().filter(ends__lte=near)
    left = CampaignTarget.objects.visible_to(actor).left().filter(campaign__in=rows).order_by()
    counts = dict(left.values_list("campaign").annotate(n=Count("pk")))
    for row in rows.order_by("ends", "pk")[:SHOWN]:
        words = {"n": counts.get(row.pk, 0), "title": row.title}
        if words["n"]:
            title = _("%(title)s: %(n)d targets not visited yet") % words
            yield DueItem(title, f"{row.get_absolute_url()}?visit=left", row.ends, _("Campaign"))
        elif row.ends < today and owns(row, actor):
            title = _("%(title)s: every target is visited, close the campaign") % words
            yield DueItem(title, row.get_absolute_url(), row.ends, _("Campaign"))


def without_targets_due(actor: Actor, today: date) -> Iterator[DueItem]:
    """Campaigns under way for which a district named no target yet."""
    if not actor.can("campaigns.manage") or actor.district_ids is None:
        return
    named = CampaignTarget.objects.visible_to(actor).values("campaign")
    rows = Campaign.objects.visible_to(actor).open().exclude(pk__in=named)
    for row in rows.order_by("ends", "pk")[:SHOWN]:
        title = _("%(title)s: choose the targets of your district") % {"title": row.title}
        yield DueItem(title, row.get_absolute_url(), row.ends, _("Campaign"))


def hand_over() -> None:
    """Hand all this to the ground."""
    verbs.register(VERBS)
    for entry in MENU:
        menu.register(entry)
    desk_due.register(campaigns_due)
    desk_due.register(without_targets_due)
    registry.register(
        CampaignTerms,
        title=gettext_lazy("Special campaigns: days"),
        labels={"warn_days": gettext_lazy("due before the last day, calendar days")},
    )
