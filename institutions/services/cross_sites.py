"""Sites in another district than the licensing one, for market supervision. Clauses: S6, M7."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import can_proceed

from institutions.models import CrossSiteTask, TeachingSite
from institutions.services.notices import tell
from institutions.terms import Audience, CrossSiteOutcome, CrossSiteState, NoticeKind
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline import services as timeline

HANDLED = gettext_noop(
    "Market supervision handled the site in another district at %(address)s. Correct the register where needed."
)


def review_all(today: date) -> int:
    """Open a task for every site in another district that has none, and settle those that came back."""
    known = CrossSiteTask.objects.filter(site=OuterRef("pk"), district=OuterRef("district"))
    fresh = TeachingSite.objects.in_use().filter(cross_district=True).exclude(district=None)
    fresh = fresh.filter(~Exists(known))
    settled = CrossSiteTask.objects.waiting()
    settled = settled.exclude(site__cross_district=True, site__closed_on=None, site__district=F("district"))
    done = sum(review(task.site, today) for task in settled.select_related("site__institution"))
    return done + sum(review(site, today) for site in fresh.select_related("institution"))


@transaction.atomic
def review(site: TeachingSite, today: date) -> int:
    """Open or settle the task of one site, so that it fits what the register says now; how many changed."""
    row = TeachingSite.objects.select_for_update(of=("self",)).select_related("institution").get(pk=site.pk)
    elsewhere = row.district_id if row.cross_district and row.closed_on is None else None
    tasks = CrossSiteTask.objects.waiting().select_related("site__institution")
    task = tasks.filter(site=row).select_for_update(of=("self",)).first()
    done = 0
    if task is not None and task.district_id != elsewhere:
        outcome = CrossSiteOutcome.CLOSED if row.closed_on else CrossSiteOutcome.MOVED_BACK
        task.handle(outcome, today, "")
        task.save()
        _tell(task, "cross_site.settled", Actor.system())
        done, task = 1, None
    if elsewhere is None or task is not None:
        return done
    if CrossSiteTask.objects.filter(site=row, district=elsewhere).exists():
        return done
    task = CrossSiteTask.objects.create(site=row, district_id=elsewhere, opened_on=today)
    _tell(task, "cross_site.opened", Actor.system())
    return done + 1


@transaction.atomic
def handle(task: CrossSiteTask, *, actor: Actor, outcome: str, note: str) -> CrossSiteTask:
    """Record what market supervision of the site's district found and did. The licensing district is told.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal.
    """
    actor.must("sites.clear", task)
    actor.must_in("sites.clear", task.district_id)
    rows = CrossSiteTask.objects.select_for_update(of=("self",)).select_related("site__institution")
    row = rows.get(pk=task.pk)
    if not can_proceed(row.handle):
        raise ChangedMeanwhile(_("This site was handled meanwhile. Look at its page."))
    if outcome not in CrossSiteOutcome.values:
        raise Refusal(_("Choose what came of it."), field="outcome")
    if not note.strip():
        raise ReasonRequired(_("Write what was found and done."), field="note")
    row.handle(outcome, timezone.localdate(), note.strip())
    row.handled_by = actor.user
    row.save()
    _tell(row, "cross_site.handled", actor, note)
    _tell_licensing_district(row, actor)
    return row


def _tell(task: CrossSiteTask, verb: str, actor: Actor, reason: str = "") -> None:
    changes: dict[str, Any] = {"site": task.site.address, "outcome": task.outcome}
    institution_id = task.site.institution_id
    timeline.record(
        actor, verb, task, clause="M7", reason=reason, changes=changes, institution_id=institution_id
    )


def _tell_licensing_district(task: CrossSiteTask, actor: Actor) -> None:
    institution = task.site.institution
    tell(
        institution,
        audience=Audience.DISTRICT,
        kind=NoticeKind.CROSS_SITE,
        words=HANDLED,
        values={"address": task.site.address},
        url=reverse("institutions:cross_site", args=[task.pk]),
        unique_key=f"cross_site:{task.pk}:{CrossSiteState.HANDLED.value}",
        day=timezone.localdate(),
        clause="M7",
        actor=actor,
    )
