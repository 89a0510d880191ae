"""Who had no annual inspection for two years is a zombie, which civil affairs clears. Clause: M7."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import AnnualReturn, Institution, ZombieTask
from institutions.rules.annual import zombie_since
from institutions.rules.zombies import BY_OFFICER, NEEDS_PROOF, task_is_due
from institutions.terms import AnnualState, ZombieOutcome, ZombieState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.evidence import services as evidence
from portal.regions.models import District
from portal.timeline import services as timeline


def mark_all_zombies() -> int:
    """Mark the zombies of every district; returns how many marks and tasks changed (M7)."""
    return sum(mark_zombies(pk, actor=Actor.system()) for pk in District.objects.values_list("pk", flat=True))


@transaction.atomic
def mark_zombies(district_id: int, *, actor: Actor) -> int:
    """Mark those without annual inspection for two years or more, and unmark those that took part again (M7).

    Every mark opens a task for civil affairs; a mark that goes closes it.
    """
    concluded = AnnualReturn.objects.filter(
        annual_inspection__state=AnnualState.CONCLUDED, institution__district_id=district_id
    )
    results: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, year, result in concluded.values_list("institution_id", "annual_inspection__year", "result"):
        results[pk].append((year, result))
    years = {pk: zombie_since(known) for pk, known in results.items()}
    marked = dict(Institution.objects.filter(district_id=district_id).values_list("pk", "zombie_since"))
    days = {pk: date(year, 1, 1) if year else None for pk, year in years.items()}
    wrong = [pk for pk, day in days.items() if pk in marked and marked[pk] != day]
    changed = 0
    for row in Institution.objects.filter(pk__in=wrong).order_by("pk").select_for_update(of=("self",)):
        since, day = years[row.pk], days[row.pk]
        if row.zombie_since == day:
            continue
        row.zombie_since = day
        row.save(update_fields=["zombie_since", "updated_at"])
        verb = "institution.zombie" if day else "institution.zombie_no_more"
        timeline.record(actor, verb, row, clause="M7", changes={"since": since})
        changed += 1
    return changed + _open_tasks(district_id, actor) + _close_tasks(district_id, actor)


def _open_tasks(district_id: int, actor: Actor) -> int:
    """A task for each mark that has none, however long ago it was made."""
    marked = Institution.objects.filter(district_id=district_id).exclude(zombie_since=None)
    tasks: dict[int, list[ZombieTask]] = defaultdict(list)
    for task in ZombieTask.objects.filter(institution__in=marked):
        tasks[task.institution_id].append(task)
    opened = 0
    for row in marked.order_by("pk"):
        known = tasks[row.pk]
        since = row.zombie_since.year if row.zombie_since else None
        has_open = any(task.state == ZombieState.OPEN for task in known)
        if since is None or not task_is_due(
            since, has_open=has_open, cleared_since=[task.since_year for task in known]
        ):
            continue
        task, made = ZombieTask.objects.get_or_create(
            institution=row,
            state=ZombieState.OPEN,
            defaults={"since_year": since, "opened_on": timezone.localdate()},
        )
        if made:
            timeline.record(actor, "zombie.opened", task, clause="M7", changes={"since": since})
        opened += made
    return opened


def _close_tasks(district_id: int, actor: Actor) -> int:
    """The task ends by itself where the institution took part again."""
    closed = 0
    tasks = ZombieTask.objects.filter(state=ZombieState.OPEN, institution__district_id=district_id)
    unmarked = tasks.filter(institution__zombie_since=None).select_related("institution")
    for task in unmarked.select_for_update(of=("self",)).order_by("pk"):
        _clear(task, actor, ZombieOutcome.TOOK_PART, "")
        closed += 1
    return closed


def _clear(task: ZombieTask, actor: Actor, outcome: str, note: str) -> None:
    task.clear(outcome, note, timezone.localdate())
    task.cleared_by = actor.user
    task.save(update_fields=["state", "outcome", "note", "cleared_on", "cleared_by"])
    timeline.record(actor, "zombie.cleared", task, clause="M7", reason=note, changes={"outcome": outcome})


@transaction.atomic
def clear(
    task: ZombieTask, *, actor: Actor, outcome: str, note: str, files: Sequence[UploadedFile] = ()
) -> ZombieTask:
    """Record how civil affairs cleared a zombie, with what proves it (M7). Raises Refusal, ReasonRequired, BadUpload."""
    actor.must("zombies.clear", task)
    task = ZombieTask.objects.lock(task)
    if not can_proceed(task.clear):
        raise ChangedMeanwhile()
    if outcome not in BY_OFFICER:
        raise Refusal(_("Choose how it was cleared."), field="outcome")
    if not note.strip():
        raise ReasonRequired(_("Write what was done, with the number of the paper."), field="note")
    if outcome in NEEDS_PROOF and not files:
        raise Refusal(_("Add the paper that proves it."), field="files")
    evidence.store_all(
        actor, files, subject=task, district_id=task.district_id, institution_id=task.institution_id
    )
    _clear(task, actor, outcome, note.strip())
    return task
