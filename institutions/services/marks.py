"""Finding consulting companies that train pupils, and keeping the mark true. Clause: Z2."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from institutions.models import CourseFiling, Institution, Paper, SituationMark, TeachingSite
from institutions.rules.consulting import Evidence, consulting_that_trains
from institutions.terms import FilingState, MarkKind, PaperKind, Situation, Status
from portal.accounts.actors import Actor
from portal.timeline import services as timeline

BATCH = 500
CLAUSE = "Z2"
REGISTRATIONS = (PaperKind.BUSINESS, PaperKind.NONPROFIT)


def review_one(institution: Institution) -> int:
    """Look again at one institution after something changed."""
    return _review([institution.pk], timezone.localdate())


def review_all(today: date) -> int:
    """Look at the whole register; returns how many marks began, changed or were settled."""
    without = Institution.objects.filter(situation__in=[Situation.BUSINESS_ONLY, Situation.NEITHER])
    marked = Institution.objects.filter(pk__in=SituationMark.objects.standing().values("institution"))
    keys = sorted(set(without.values_list("pk", flat=True)) | set(marked.values_list("pk", flat=True)))
    done = 0
    for start in range(0, len(keys), BATCH):
        done += _review(keys[start : start + BATCH], today)
    return done


@transaction.atomic
def _review(keys: list[int], today: date) -> int:
    # Locked in one order, so that the daily work and an officer at once keep one mark.
    rows = list(Institution.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    scopes = _scopes(keys)
    filings = _count(CourseFiling.objects.exclude(state__in=[FilingState.DRAFT, FilingState.WITHDRAWN]), keys)
    sites = _count(TeachingSite.objects.in_use(), keys)
    standing = SituationMark.objects.standing().filter(institution__in=keys, kind=MarkKind.CONSULTING)
    marks = {mark.institution_id: mark for mark in standing.select_for_update()}
    done = 0
    for row in rows:
        evidence = _evidence(row, scopes.get(row.pk), filings[row.pk], sites[row.pk])
        done += _keep(row, marks.get(row.pk), [[sign.where, sign.what] for sign in evidence], today)
    return done


def _scopes(keys: list[int]) -> Mapping[int, str]:
    papers = Paper.objects.current().filter(institution__in=keys, kind__in=REGISTRATIONS)
    found: dict[int, str] = {}
    for institution_id, scope in papers.order_by("pk").values_list("institution", "scope"):
        found[institution_id] = f"{found.get(institution_id, '')}{scope}"
    return found


def _count(rows: object, keys: list[int]) -> Counter[int]:
    counted = rows.filter(institution__in=keys).order_by().values("institution")  # type: ignore[attr-defined]
    return Counter(dict(counted.annotate(n=Count("pk")).values_list("institution", "n")))


def _evidence(row: Institution, scope: str | None, filings: int, sites: int) -> tuple[Evidence, ...]:
    """The evidence against one; a banned institution is dealt with already."""
    if row.status == Status.BANNED:
        return ()
    return consulting_that_trains(
        name=row.name,
        business_scope=scope or "",
        situation=row.situation,
        is_registered=row.situation == Situation.BUSINESS_ONLY or scope is not None,
        category=row.category,
        filings=filings,
        sites=sites,
    )


def _keep(row: Institution, mark: SituationMark | None, evidence: list[list[str]], today: date) -> int:
    """Begin, change or settle the mark; nothing where it says the same already."""
    if mark is None and not evidence:
        return 0
    if mark is None:
        SituationMark.objects.create(
            institution=row, kind=MarkKind.CONSULTING, clause=CLAUSE, evidence=evidence, since=today
        )
        verb = "mark.found"
    elif not evidence:
        mark.settled_on = max(today, mark.since)
        mark.save(update_fields=["settled_on"])
        verb = "mark.settled"
    elif mark.evidence != evidence:
        mark.evidence = evidence
        mark.save(update_fields=["evidence"])
        return 1
    else:
        return 0
    changes = {"kind": MarkKind.CONSULTING.value, "evidence": evidence}
    timeline.record(Actor.system(), verb, row, clause=CLAUSE, changes=changes)
    return 1
