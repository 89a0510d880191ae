"""Each district's annual inspection opens by itself, with a return for every licensed institution. Clauses: D6, M7."""

from datetime import date

from django.db import transaction

from institutions.models import AnnualInspection, AnnualReturn, Institution, ScoringScheme
from institutions.rules.annual import AnnualDays, due_year, last_days
from institutions.terms import AnnualState, Situation, Status
from portal.accounts.actors import Actor
from portal.regions.models import District
from portal.rulebook.services import InForce, in_force
from portal.timeline import services as timeline


def open_due(today: date) -> int:
    """Open every district's annual inspection that should be open by `today`; returns how many it opened.

    One that is open takes in the institutions licensed since.
    """
    opened = 0
    scheme = ScoringScheme.objects.in_force(today)
    for district in District.objects.order_by("pk"):
        rule = in_force(AnnualDays, on=today, district_id=district.pk)
        year = due_year(today, rule.figure)
        if year is not None:
            opened += _open(district, year, today, rule, scheme)
    return opened


@transaction.atomic
def _open(
    district: District, year: int, today: date, rule: InForce[AnnualDays], scheme: ScoringScheme | None
) -> int:
    report_by, conclude_by = last_days(year, today, rule.figure)
    inspection, made = AnnualInspection.objects.get_or_create(
        district=district,
        year=year,
        defaults={
            "opened_on": today,
            "report_by": report_by,
            "conclude_by": conclude_by,
            "rule_version": rule.version,
            "scheme": scheme,
        },
    )
    if inspection.state == AnnualState.OPEN and today <= inspection.conclude_by:
        _expect_returns(inspection)
    if not made:
        return 0
    changes = {"year": year, "scheme": scheme.version if scheme else None}
    timeline.record(Actor.system(), "annual.opened", inspection, clause="D6", changes=changes)
    return 1


def _expect_returns(inspection: AnnualInspection) -> None:
    """A return for every licensed institution: one without a permit is no matter of the annual inspection."""
    gone = [Status.REVOKED, Status.BANNED]
    licensed = [Situation.BOTH, Situation.PERMIT_ONLY]
    missing = Institution.objects.filter(district=inspection.district, situation__in=licensed)
    missing = missing.exclude(status__in=gone).exclude(annual_returns__annual_inspection=inspection)
    rows = [AnnualReturn(annual_inspection=inspection, institution=row) for row in missing]
    AnnualReturn.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def scheme_of(inspection: AnnualInspection) -> ScoringScheme | None:
    """Return the scheme that an annual inspection is scored by: the one it opened with, else the one of its day."""
    return inspection.scheme or ScoringScheme.objects.in_force(inspection.opened_on)
