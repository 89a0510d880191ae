"""Special campaigns: made, under way, closed. Clauses: S5, S7."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.figures import campaigns as figures
from inspections.models import Campaign, CampaignTarget
from inspections.services.topics import narrowed_to
from inspections.terms import CampaignState
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.regions.models import District
from portal.timeline import services as timeline


def owns(campaign: Campaign, actor: Actor) -> bool:
    """Whether the actor may change and close the campaign: the city any, a district its own."""
    if not actor.can("campaigns.manage"):
        return False
    return actor.district_ids is None or campaign.owner_id in actor.district_ids


def lock_owned(campaign: Campaign, actor: Actor) -> Campaign:
    """The campaign, locked. Raises NotAllowed unless the actor's own office made it."""
    row = Campaign.objects.lock(campaign)
    actor.must("campaigns.manage", row)
    if not owns(row, actor):
        raise NotAllowed(_("The city made this campaign: the city changes and closes it."))
    return row


@transaction.atomic
def make(
    *, actor: Actor, districts: Sequence[District], client_id: uuid.UUID | None = None, **values: Any
) -> Campaign:
    """Make a campaign as a draft: of the city, or of the one district that makes it. Clause: S5.

    `values`: title, purpose, clauses, departments, topics, begins, ends. The same `client_id` twice makes it once.
    Raises NotAllowed, Refusal.
    """
    actor.must("campaigns.manage")
    _check_districts(districts, actor)
    known = Campaign.objects.filter(client_id=client_id).first() if client_id else None
    if known is not None:
        return known
    owner = min(actor.district_ids) if actor.district_ids else None
    campaign = Campaign(owner_id=owner, made_by=actor.user, client_id=client_id or uuid.uuid4())
    _fill(campaign, **values)
    # The number holds the row's own key, so no two are alike and none is counted twice.
    campaign.number = uuid.uuid4().hex
    campaign.save(force_insert=True)
    place = District.objects.get(pk=owner).key if owner else "NC"
    campaign.number = f"ZX-{place}-{campaign.begins.year}-{campaign.pk:04d}"
    campaign.save(update_fields=["number"])
    campaign.districts.set(districts)
    changes = {"districts": [district.key for district in districts], "ends": campaign.ends.isoformat()}
    timeline.record(actor, "campaign.made", campaign, clause="S5", changes=changes)
    return campaign


@transaction.atomic
def change(campaign: Campaign, *, actor: Actor, districts: Sequence[District], **values: Any) -> Campaign:
    """Change what a campaign is about, while it is not closed. Clause: S5.

    Raises NotAllowed, ChangedMeanwhile, Refusal where a district with targets would be left out.
    """
    row = lock_owned(campaign, actor)
    _check_districts(districts, actor)
    if row.is_closed:
        raise ChangedMeanwhile()
    left_out = row.targets.exclude(institution__district__in=districts)
    if left_out.exists():
        raise Refusal(_("A district with targets can't be left out."), field="districts")
    _fill(row, **values)
    row.save()
    row.districts.set(districts)
    changes = {"ends": row.ends.isoformat(), "districts": [district.key for district in districts]}
    timeline.record(actor, "campaign.changed", row, clause="S5", changes=changes)
    return row


def _fill(
    campaign: Campaign,
    *,
    departments: Sequence[str],
    begins: date,
    ends: date,
    topics: Sequence[str] = (),
    **words: Any,
) -> None:
    if ends < begins:
        raise Refusal(_("The last day lies before the first day."), field="ends")
    if not departments:
        raise Refusal(_("Name at least one department."), field="departments")
    campaign.team = f",{','.join(departments)},"
    campaign.topics = narrowed_to(topics, departments=departments, on=begins)
    campaign.begins, campaign.ends = begins, ends
    for name in ("title", "purpose", "clauses"):
        setattr(campaign, name, words[name])


def _check_districts(districts: Sequence[District], actor: Actor) -> None:
    if not districts:
        raise Refusal(_("Name at least one district."), field="districts")
    for district in districts:
        actor.must_in("campaigns.manage", district.pk)


@transaction.atomic
def start(campaign: Campaign, *, actor: Actor) -> Campaign:
    """Put a draft under way; the districts see it from now on. Clause: S5. Raises NotAllowed, ChangedMeanwhile."""
    row = lock_owned(campaign, actor)
    if row.state != CampaignState.DRAFT:
        raise ChangedMeanwhile()
    row.start()
    row.save(update_fields=["state"])
    timeline.record(actor, "campaign.opened", row, clause="S5")
    return row


@transaction.atomic
def close(campaign: Campaign, *, actor: Actor, summary: str) -> Campaign:
    """Close a campaign with a summary; its figures of the day are kept. Clauses: S5, S7.

    The summary also says why targets are left, where any are. Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    row = lock_owned(campaign, actor)
    if not row.is_open:
        raise ChangedMeanwhile()
    if not summary.strip():
        raise ReasonRequired(_("Write what came of the campaign."), field="summary")
    closing = figures.totals(row, CampaignTarget.objects.filter(campaign=row)).as_dict()
    row.close(on=timezone.localdate(), summary=summary.strip(), closing=closing)
    row.save()
    timeline.record(actor, "campaign.closed", row, clause="S5", reason=summary.strip()[:500], changes=closing)
    return row


def for_inspection(campaign: Campaign | None, institution: Institution, *, actor: Actor) -> Campaign | None:
    """The campaign, locked, that an inspection is opened for: under way, and the institution one of its targets.

    Raises NotAllowed, Refusal.
    """
    if campaign is None:
        return None
    row = Campaign.objects.lock(campaign)
    if not actor.is_system and not actor.sees(row):
        raise NotAllowed()
    if not row.is_open:
        raise Refusal(_("This campaign is not under way."), field="campaign")
    if not row.targets.filter(institution=institution).exists():
        raise Refusal(_("This institution is no target of the campaign."), field="campaign")
    return row
