"""The files that belong to a finding or an order, for whoever may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.models import (
    Anomaly,
    Appeal,
    Finding,
    Handover,
    HazardStop,
    PhoneUpload,
    RectificationOrder,
    RectificationReport,
    Visit,
    VisitPart,
)
from inspections.terms import VisitKind
from portal.evidence.models import Evidence


def photos_of(finding: Finding) -> list[Evidence]:
    """The photos of the part of the visit that the finding comes from."""
    if finding.visit_part is None:
        return []
    return list(Evidence.objects.of(finding.visit_part))


def files_of(part: VisitPart) -> list[Evidence]:
    """The files of one department's part."""
    return list(Evidence.objects.of(part))


def taken_of(part: VisitPart) -> list[PhoneUpload]:
    """What phones said of the files of a part: when and where each was taken, and its hash. Clause: S5."""
    return list(PhoneUpload.objects.of_part(part))


def files_about(row: Anomaly | Handover | HazardStop) -> list[Evidence]:
    """The files of a street's report, of an answered handover, or of an urgent stop."""
    return list(Evidence.objects.of(row))


def files_of_appeals(appeals: Sequence[Appeal]) -> list[tuple[Appeal, list[Evidence]]]:
    """Each appeal with its files: one query, however many there are."""
    of: dict[str, list[Evidence]] = {}
    for file in Evidence.objects.of_many(Appeal, [appeal.pk for appeal in appeals]):
        of.setdefault(file.subject_id, []).append(file)
    return [(appeal, of.get(str(appeal.pk), [])) for appeal in appeals]


@dataclass(frozen=True, slots=True)
class Filed:
    """A rectification report with its evidence."""

    report: RectificationReport
    files: list[Evidence]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that belongs to an order: its reports, its re-inspection, and their files."""

    reports: list[Filed]
    visit: Visit | None
    part: VisitPart | None
    files: list[Evidence]


def dossier_of(order: RectificationOrder) -> Dossier:
    """The reports and the re-inspection of an order, in as many queries for one report as for ten."""
    reports = list(order.reports.select_related("reported_by"))
    of: dict[str, list[Evidence]] = {}
    for file in Evidence.objects.of_many(RectificationReport, [report.pk for report in reports]):
        of.setdefault(file.subject_id, []).append(file)
    visits = Visit.objects.filter(order=order, kind=VisitKind.REINSPECTION)
    visit = visits.select_related("officer", "companion").order_by("pk").last()
    part = visit.parts.first() if visit else None
    return Dossier(
        [Filed(report, of.get(str(report.pk), [])) for report in reports],
        visit,
        part,
        files_of(part) if part else [],
    )
