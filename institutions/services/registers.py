"""Bringing a district's register in: read whole, written in batches, each batch one transaction. Clause: S1, S6."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from institutions.models import ImportRow, ImportRun
from institutions.rules.register import Draft, Fault, Row, read_rows
from institutions.rules.situations import is_cross_district
from institutions.services.register_batches import Written, compare, write_batch, written
from institutions.services.workbooks import Sheet, open_register
from institutions.terms import RowResult
from portal.accounts.actors import Actor
from portal.regions.models import District
from portal.regions.places import Places

BATCH = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as read: the sheet, and each row with what it says."""

    sheet: Sheet
    rows: list[Row]


def read(content: bytes) -> Reading:
    """Read a workbook; nothing is written. Raises BadWorkbook."""
    sheet = open_register(content)
    rows = read_rows(sheet.rows, header_index=sheet.header_index, taken=sheet.taken)
    return Reading(sheet, list(rows))


def figures(district: District, said: Sequence[Draft | Fault]) -> dict[str, Any]:
    """Return what the rows come to: imported, refused by reason, warnings, situations, sites."""
    places = Places.load()
    drafts = [row for row in said if isinstance(row, Draft)]
    sites = [places.district_id_in(address) for draft in drafts for address in draft.sites]
    warnings = Counter(word for draft in drafts for word in draft.warnings)
    warnings.update(
        "street" for d in drafts if d.street and places.street_id_in(district.pk, d.street) is None
    )
    warnings.update("site_district" for site in sites if site is None)
    return {
        "district": district.slug,
        "rows": len(said),
        "imported": len(drafts),
        "rejected": dict(Counter(row.reason for row in said if isinstance(row, Fault))),
        "warnings": dict(warnings),
        **{
            key: sum(d.situation == key for d in drafts)
            for key in ("both", "business_only", "permit_only", "neither")
        },
        "subject_class": sum(d.category == "subject" for d in drafts),
        "sites": len(sites),
        "cross_district_sites": sum(is_cross_district(district.pk, site) for site in sites),
    }


def plan(reading: Reading, district: District) -> list[Written]:
    """Return what would become of every row if it were written now; nothing is."""
    places = Places.load()
    planned: list[Written] = []
    for batch in batches(reading.rows):
        planned += [written(row) for row in compare([row.said for row in batch], district, places)]
    return planned


def batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield the rows in batches, each of which becomes one transaction."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def write(
    reading: Reading, district: District, *, actor: Actor, run: ImportRun | None = None
) -> tuple[list[Written], dict[str, Any]]:
    """Write every good row; returns what became of each, and the figures.

    With a `run`, each batch also leaves its result rows and moves the run's progress, in the same transaction;
    rows that the run has already are not written again, so an import that was killed goes on where it stopped.
    """
    places = Places.load()
    known = set(run.rows.values_list("number", flat=True)) if run else set()
    results_so_far: list[Written] = []
    for batch in batches([row for row in reading.rows if row.number not in known]):
        with transaction.atomic():
            results = write_batch([row.said for row in batch], district, actor=actor, places=places)
            if run is not None:
                _keep_results(run, batch, results)
        results_so_far += results
    return results_so_far, figures_of(district, results_so_far)


def figures_of(district: District, results: Sequence[Written]) -> dict[str, Any]:
    """Return the figures of what was written, with created, updated and unchanged counted."""
    counts = Counter(result.result for result in results)
    return figures(district, [result.said for result in results]) | {
        "created": counts[RowResult.CREATED],
        "updated": counts[RowResult.UPDATED],
        "unchanged": counts[RowResult.UNCHANGED],
    }


def _fault(result: Written, name: str) -> str:
    return str(getattr(result.said, name)) if isinstance(result.said, Fault) else ""


def _keep_results(run: ImportRun, batch: Sequence[Row], results: Sequence[Written]) -> None:
    ImportRow.objects.bulk_create(
        ImportRow(
            run=run,
            number=row.number,
            name=result.said.name[:120],
            result=result.result,
            column=_fault(result, "field"),
            reason=_fault(result, "reason"),
            detail=_fault(result, "detail")[:120],
            institution_id=result.institution_id,
        )
        for row, result in zip(batch, results, strict=True)
    )
    ImportRun.objects.filter(pk=run.pk).update(done=run.rows.count(), moved_at=timezone.now())
