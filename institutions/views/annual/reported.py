"""What both sides read of a return: figures, papers, points, objection."""

from typing import Any

from institutions.figures.annual import files_of
from institutions.models import AnnualObjection, AnnualReport, AnnualReturn
from institutions.services import annual
from institutions.terms import AnnualStep, DocumentKind
from portal.accounts.actors import Actor

KNOWN_TO_BOTH = frozenset({AnnualStep.PROPOSED, AnnualStep.OBJECTION, AnnualStep.ANSWERED, AnnualStep.FINAL})


def reported_of(row: AnnualReturn, actor: Actor) -> dict[str, Any]:
    """The parts of a return; the review's own are shown to the institution from the notice on."""
    report: AnnualReport | None = getattr(row, "report_figures", None)
    objection: AnnualObjection | None = getattr(row, "objection", None)
    open_to_all = row.step in KNOWN_TO_BOTH
    marks = {mark.item_id: mark for mark in annual.marks_of(row)}
    kept = [d for d in row.documents.all() if d.kind != DocumentKind.REVIEW]
    review = [d for d in row.documents.all() if d.kind == DocumentKind.REVIEW]
    return {
        "annual_return": row,
        "report": report,
        "facts": facts_of(report),
        "papers": [(d.get_kind_display(), d.evidence) for d in kept],
        "review_papers": [d.evidence for d in review] if open_to_all or actor.can("annual.view") else [],
        "points": [(item, marks[item.pk]) for item in annual.items_of(row)],
        "shows_review": open_to_all or actor.can("annual.view"),
        "open_to_all": open_to_all,
        "objection": objection,
        "objection_files": files_of(objection) if objection else [],
    }


def facts_of(report: AnnualReport | None) -> list[tuple[str, Any]]:
    """The figures of a report with their labels."""
    if report is None:
        return []
    names = [name for name in annual.FIELDS if name not in {"changes", "statement"}]
    labels = {field.name: str(field.verbose_name) for field in AnnualReport._meta.concrete_fields}
    return [(labels[name], getattr(report, name)) for name in names]
