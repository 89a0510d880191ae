"""Problems by kind, a county's own plan against each kind, and when one is settled. Clause: S3."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import Census, CensusProblem, ProblemPlan
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired
from portal.timeline import services as timeline


@transaction.atomic
def settle(problem: CensusProblem, *, actor: Actor, note: str) -> CensusProblem:
    """Say how a problem was put right. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    row = (
        CensusProblem.objects.select_for_update(of=("self",))
        .select_related("entry__census")
        .get(pk=problem.pk)
    )
    actor.must("census.manage", row)
    if not can_proceed(row.settle):
        raise ChangedMeanwhile(_("This problem was settled already."))
    if not note.strip():
        raise ReasonRequired(_("Write how the problem was put right."), field="note")
    row.settle(note)
    row.settled_by = actor.user
    row.save()
    timeline.record(
        actor,
        "census.settled",
        row.entry,
        clause="S3",
        reason=note,
        changes={"kind": row.kind},
        institution_id=row.entry.institution_id,
    )
    return row


@transaction.atomic
def plan(
    census: Census, kind: str, *, actor: Actor, text: str, department: str, settle_by: date, seen: str = ""
) -> ProblemPlan:
    """Write a county's plan against one kind of problem, or write it anew; history keeps the words before.

    `seen` is when the plan on the officer's page was last changed, empty where there was none.
    Raises NotAllowed, ChangedMeanwhile.
    """
    row = Census.objects.select_for_update(of=("self",)).get(pk=census.pk)
    actor.must("census.manage", row)
    known = ProblemPlan.objects.filter(census=row, kind=kind).first()
    if (known.updated_at.isoformat() if known else "") != seen:
        raise ChangedMeanwhile(_("The plan was written meanwhile. Read it below and decide again."))
    before = {"text": known.text, "department": known.department} if known else {}
    made = known or ProblemPlan(census=row, kind=kind)
    made.text, made.department, made.settle_by = text, department, settle_by
    made.save()
    timeline.record(
        actor,
        "census.plan_written",
        row,
        clause="S3",
        changes={"kind": kind, "department": department, "by": settle_by.isoformat(), "before": before},
    )
    return made
