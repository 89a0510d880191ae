"""The annual inspection: opened, reported to, decided, concluded; and who turns out a zombie. Clauses: M7, D6."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import AnnualInspection, AnnualReturn, Institution
from institutions.rules.annual import AnnualDays, due_year, last_days, zombie_since
from institutions.terms import AnnualResult, AnnualState, Situation, Status
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.regions.models import District
from portal.rulebook.services import InForce, in_force
from portal.timeline import services as timeline

CONCLUDED = _("This annual inspection is concluded; its results stand.")


def open_due(today: date) -> int:
    """Open every district's annual inspection that should be open by `today`; returns how many it opened.

    One that is open takes in the institutions licensed since.
    """
    opened = 0
    for district in District.objects.order_by("pk"):
        rule = in_force(AnnualDays, on=today, district_id=district.pk)
        year = due_year(today, rule.figure)
        if year is not None:
            opened += _open(district, year, today, rule)
    return opened


@transaction.atomic
def _open(district: District, year: int, today: date, rule: InForce[AnnualDays]) -> int:
    report_by, conclude_by = last_days(year, today, rule.figure)
    inspection, made = AnnualInspection.objects.get_or_create(
        district=district,
        year=year,
        defaults={
            "opened_on": today,
            "report_by": report_by,
            "conclude_by": conclude_by,
            "rule_version": rule.version,
        },
    )
    if inspection.state == AnnualState.OPEN and today <= inspection.conclude_by:
        _expect_returns(inspection)
    if not made:
        return 0
    timeline.record(Actor.system(), "annual.opened", inspection, clause="D6", changes={"year": year})
    return 1


def _expect_returns(inspection: AnnualInspection) -> None:
    """A return for every licensed institution: one without a permit is no matter of the annual inspection."""
    gone = [Status.REVOKED, Status.BANNED]
    licensed = [Situation.BOTH, Situation.PERMIT_ONLY]
    missing = Institution.objects.filter(district=inspection.district, situation__in=licensed)
    missing = missing.exclude(status__in=gone).exclude(annual_returns__annual_inspection=inspection)
    rows = [AnnualReturn(annual_inspection=inspection, institution=row) for row in missing]
    AnnualReturn.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


@transaction.atomic
def report(
    annual_return: AnnualReturn, *, actor: Actor, pupils: int, teachers: int, statement: str
) -> AnnualReturn:
    """Keep the institution's own report; it may be corrected until the district has decided. Raises Refusal."""
    actor.must("own.file", annual_return)
    row = _locked(annual_return)
    if row.result != AnnualResult.PENDING:
        raise ChangedMeanwhile(_("The district has decided already; the report can't be changed any more."))
    row.pupils, row.teachers, row.statement = pupils, teachers, statement
    row.reported_at = timezone.now()
    row.save(update_fields=["pupils", "teachers", "statement", "reported_at"])
    timeline.record(actor, "annual.reported", row, clause="M7", district_id=row.annual_inspection.district_id)
    return row


def _locked(annual_return: AnnualReturn) -> AnnualReturn:
    rows = AnnualReturn.objects.select_for_update(of=("self",)).select_related(
        "annual_inspection", "institution"
    )
    row = rows.get(pk=annual_return.pk)
    if row.annual_inspection.state == AnnualState.CONCLUDED:
        raise ChangedMeanwhile(CONCLUDED)
    return row


@transaction.atomic
def decide(annual_return: AnnualReturn, *, actor: Actor, result: str, note: str = "") -> AnnualReturn:
    """Record one institution's result. Not passed and not taking part need a note. Raises Refusal."""
    actor.must("annual.conclude", annual_return)
    row = _locked(annual_return)
    if result in {AnnualResult.FAILED, AnnualResult.ABSENT} and not note.strip():
        raise Refusal(_("Write why: the institution reads it."), field="note")
    before = row.result
    row.result, row.note = result, note
    row.decided_by, row.decided_at = actor.user, timezone.now()
    row.save(update_fields=["result", "note", "decided_by", "decided_at"])
    _tell(actor, row, {"from": before, "to": result}, note)
    return row


def _tell(actor: Actor, row: AnnualReturn, changes: dict[str, Any], note: str = "") -> None:
    district = row.annual_inspection.district_id
    timeline.record(
        actor, "annual.decided", row, clause="M7", reason=note, changes=changes, district_id=district
    )


@transaction.atomic
def decide_many(returns: Sequence[AnnualReturn], *, actor: Actor, result: str, note: str) -> int:
    """Record the same result for several institutions that have none yet; returns for how many."""
    done = 0
    for annual_return in returns:
        row = _locked(annual_return)
        if row.result == AnnualResult.PENDING:
            decide(row, actor=actor, result=result, note=note)
            done += 1
    return done


@transaction.atomic
def conclude(inspection: AnnualInspection, *, actor: Actor) -> AnnualInspection:
    """Conclude a district's year: every institution needs a result; zombies are marked. Raises Refusal."""
    inspection = AnnualInspection.objects.select_for_update().get(pk=inspection.pk)
    actor.must("annual.conclude", inspection)
    if inspection.state == AnnualState.CONCLUDED:
        raise ChangedMeanwhile(CONCLUDED)
    pending = inspection.returns.filter(result=AnnualResult.PENDING).count()
    if pending:
        words = _("%(count)s institutions have no result yet. Give each its result first.")
        raise Refusal(words % {"count": pending})
    inspection.conclude(timezone.localdate())
    inspection.save(update_fields=["state", "concluded_on"])
    timeline.record(actor, "annual.concluded", inspection, clause="D6", changes={"year": inspection.year})
    mark_zombies(inspection.district_id, actor=actor)
    return inspection


def conclude_due(today: date) -> int:
    """Conclude what is past its day: whoever neither reported nor got a result did not take part. Source: D6, M7."""
    done = 0
    late = AnnualInspection.objects.filter(state=AnnualState.OPEN, conclude_by__lt=today)
    for inspection in late.order_by("year", "pk"):
        done += _conclude_late(inspection)
    return done


@transaction.atomic
def _conclude_late(inspection: AnnualInspection) -> int:
    """Silence is absence; a report that the district did not answer keeps the year open, and stays on its desk."""
    actor = Actor.system()
    silent = inspection.returns.filter(result=AnnualResult.PENDING, reported_at=None)
    count = 0
    for row in silent.select_related("annual_inspection"):
        decide(row, actor=actor, result=AnnualResult.ABSENT, note=str(_("No report by the last day.")))
        count += 1
    if inspection.returns.filter(result=AnnualResult.PENDING).exists():
        return count
    conclude(inspection, actor=actor)
    return count + 1


def mark_all_zombies() -> int:
    """Mark the zombies of every district; returns how many marks changed (M7)."""
    return sum(mark_zombies(pk, actor=Actor.system()) for pk in District.objects.values_list("pk", flat=True))


@transaction.atomic
def mark_zombies(district_id: int, *, actor: Actor) -> int:
    """Mark those without annual inspection for two years or more, and unmark those that took part again (M7)."""
    concluded = AnnualReturn.objects.filter(
        annual_inspection__state=AnnualState.CONCLUDED, institution__district_id=district_id
    )
    results: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, year, result in concluded.values_list("institution_id", "annual_inspection__year", "result"):
        results[pk].append((year, result))
    years = {pk: zombie_since(known) for pk, known in results.items()}
    marked = dict(Institution.objects.filter(district_id=district_id).values_list("pk", "zombie_since"))
    days = {pk: date(year, 1, 1) if year else None for pk, year in years.items()}
    wrong = [pk for pk, day in days.items() if marked.get(pk) != day]
    changed = 0
    for row in Institution.objects.filter(pk__in=wrong).select_for_update():
        since, day = years[row.pk], days[row.pk]
        if row.zombie_since == day:
            continue
        row.zombie_since = day
        row.save(update_fields=["zombie_since", "updated_at"])
        verb = "institution.zombie" if day else "institution.zombie_no_more"
        timeline.record(actor, verb, row, clause="M7", changes={"since": since})
        changed += 1
    return changed
