"""The institution's own report: written bit by bit, sent whole, corrected until the review begins. Clauses: M7, N5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.figures.annual import known_of
from institutions.models import AnnualDocument, AnnualReport, AnnualReturn, AnnualScore, ScoringItem
from institutions.rules.annual_reports import (
    FIGURES,
    Fault,
    document_faults,
    figure_faults,
    pupils_of,
    score_faults,
)
from institutions.services.annual.opening import scheme_of
from institutions.terms import AnnualState, AnnualStep, DocumentKind, ReportFault
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.evidence import services as evidence
from portal.timeline import services as timeline

CONCLUDED = _("This annual inspection is concluded; its results stand.")
UNDER_REVIEW = _("The district has begun its review; the report can't be changed any more.")
FIELDS = (*FIGURES, "records_checked_on", "changes", "statement")


@dataclass(frozen=True, slots=True)
class ReportFaults:
    """What keeps a report back, page by page."""

    figures: list[Fault]
    documents: list[Fault]
    scores: list[Fault]

    def __bool__(self) -> bool:
        return bool(self.figures or self.documents or self.scores)


class Incomplete(Refusal):
    """The report is not complete; nothing was sent."""

    words = _("The report is not complete. What is missing stands below.")


def locked(annual_return: AnnualReturn) -> AnnualReturn:
    """Return the row, locked, of a year still under way. Raises ChangedMeanwhile."""
    row = AnnualReturn.objects.lock(annual_return)
    if row.annual_inspection.state == AnnualState.CONCLUDED:
        raise ChangedMeanwhile(CONCLUDED)
    return row


def items_of(row: AnnualReturn) -> list[ScoringItem]:
    """Return the items that a return is scored by, in their order."""
    scheme = scheme_of(row.annual_inspection)
    items = ScoringItem.objects.filter(section__scheme=scheme) if scheme else ScoringItem.objects.none()
    return list(items.select_related("section"))


def prefill(row: AnnualReturn) -> dict[str, Any]:
    """Return what the figures begin with: what was saved, else what the register knows. Clause: M7."""
    report = AnnualReport.objects.filter(annual_return=row).first()
    if report is not None:
        return values_of(report)
    year = row.annual_inspection.year
    return known_of(row.institution_id, year=year, today=timezone.localdate()).values()


def values_of(report: AnnualReport | None) -> dict[str, Any]:
    """Return a report's figures by name; empty where nothing was saved."""
    return {name: getattr(report, name) for name in FIELDS} if report else {}


def faults_of(row: AnnualReturn) -> ReportFaults:
    """Return what keeps the report back as it is saved now. Clauses: M7, N5."""
    report = AnnualReport.objects.filter(annual_return=row).first()
    own = dict(AnnualScore.objects.filter(annual_return=row).values_list("item", "self_points"))
    kinds = set(AnnualDocument.objects.filter(annual_return=row).values_list("kind", flat=True))
    return ReportFaults(
        figure_faults(values_of(report), today=timezone.localdate(), complete=True),
        document_faults(kinds),
        score_faults(((i.pk, i.points, own.get(i.pk)) for i in items_of(row)), complete=True),
    )


def _writable(annual_return: AnnualReturn, actor: Actor) -> AnnualReturn:
    actor.must("own.file", annual_return)
    row = locked(annual_return)
    if row.step not in {AnnualStep.EXPECTED, AnnualStep.REPORTED}:
        raise ChangedMeanwhile(UNDER_REVIEW)
    return row


def _refuse(faults: Sequence[Fault]) -> None:
    for fault in faults:
        raise Refusal(ReportFault(fault.check).label, field=fault.field)


@transaction.atomic
def save_figures(annual_return: AnnualReturn, *, actor: Actor, values: Mapping[str, Any]) -> AnnualReport:
    """Keep the figures as far as they are; a report that was sent stays complete. Raises Refusal."""
    row = _writable(annual_return, actor)
    sent = row.step == AnnualStep.REPORTED
    _refuse(figure_faults(values, today=timezone.localdate(), complete=sent))
    kept = {name: values.get(name) for name in FIELDS} | {"saved_at": timezone.now()}
    for name in ("changes", "statement"):
        kept[name] = kept[name] or ""
    report, _made = AnnualReport.objects.update_or_create(annual_return=row, defaults=kept)
    if sent:
        _take_over(row, report)
        row.save(update_fields=["pupils", "teachers", "statement"])
        _tell(actor, row, "annual.report_corrected")
    return report


def _take_over(row: AnnualReturn, report: AnnualReport) -> None:
    """What lists and lists of the public read stands on the return itself."""
    row.pupils, row.teachers = pupils_of(values_of(report)), report.teachers
    row.statement = report.statement


@transaction.atomic
def save_scores(annual_return: AnnualReturn, *, actor: Actor, points: Mapping[int, int | None]) -> None:
    """Keep the institution's own points, by item, as far as they are given. Raises Refusal."""
    row = _writable(annual_return, actor)
    items = items_of(row)
    given = [(item.pk, item.points, points.get(item.pk)) for item in items]
    sent = row.step == AnnualStep.REPORTED
    _refuse(score_faults(given, complete=sent))
    for item, _most, own in given:
        AnnualScore.objects.update_or_create(annual_return=row, item_id=item, defaults={"self_points": own})
    if sent:
        _tell(actor, row, "annual.report_corrected")


@transaction.atomic
def add_documents(
    annual_return: AnnualReturn, *, actor: Actor, uploads: Mapping[str, Sequence[UploadedFile]]
) -> int:
    """Keep papers of the report by kind; the same file sent twice is kept once. Returns how many. Raises BadUpload."""
    row = _writable(annual_return, actor)
    return keep_documents(row, actor, {kind: files for kind, files in uploads.items() if files})


def keep_documents(row: AnnualReturn, actor: Actor, uploads: Mapping[str, Sequence[UploadedFile]]) -> int:
    """Keep papers of a locked return; returns how many are new."""
    new = 0
    for kind, files in uploads.items():
        kept = evidence.store_all(
            actor,
            files,
            subject=row,
            district_id=row.annual_inspection.district_id,
            institution_id=row.institution_id,
            label=str(DocumentKind(kind).label),
        )
        for file in kept:
            new += AnnualDocument.objects.get_or_create(annual_return=row, kind=kind, evidence=file)[1]
    return new


@transaction.atomic
def submit(annual_return: AnnualReturn, *, actor: Actor) -> AnnualReturn:
    """Send the report: complete, or not at all. Sent twice, it is sent once. Raises Incomplete, ChangedMeanwhile."""
    row = _writable(annual_return, actor)
    if row.step == AnnualStep.REPORTED:
        return row
    if faults_of(row):
        raise Incomplete()
    report = AnnualReport.objects.get(annual_return=row)
    row.report(timezone.now())
    _take_over(row, report)
    row.save(update_fields=["step", "note", "reported_at", "pupils", "teachers", "statement"])
    _tell(actor, row, "annual.reported", {"pupils": row.pupils, "teachers": row.teachers})
    return row


def _tell(actor: Actor, row: AnnualReturn, verb: str, changes: dict[str, Any] | None = None) -> None:
    district = row.annual_inspection.district_id
    timeline.record(actor, verb, row, clause="M7", changes=changes, district_id=district)
