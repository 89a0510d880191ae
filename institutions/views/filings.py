"""Reviewing course filings."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import FilingFilter
from institutions.forms import ReviewForm, SettleRemarksForm
from institutions.models import CourseFiling, FilingRemark
from institutions.services import filings
from institutions.services.filings.reviews import stamp
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.desk.views import DeskList, DeskView


class Filings(DeskList):
    """Course filings of the territory, those to review first."""

    capability = "filings.view"
    template_name = "institutions/desk/filings.html"
    filterset_class = FilingFilter
    export_name = "course-filings"
    export_columns = [
        (_("class name"), "name"),
        (_("institution"), "institution.name"),
        (_("school subject"), "get_subject_display"),
        (_("stage of school"), "get_stage_display"),
        (_("pupils at most"), "pupils"),
        (_("class hours"), "hours"),
        (_("fee, yuan"), "fee"),
        (_("first day"), "starts_on"),
        (_("last day"), "ends_on"),
        (_("state"), "get_state_display"),
        (_("review by"), "review_by"),
        (_("remarks"), "standing_remarks"),
    ]

    def get_queryset(self) -> QuerySet[CourseFiling]:
        rows = CourseFiling.objects.visible_to(self.actor).for_list().with_standing_remarks()
        rows = rows.exclude(state=FilingState.DRAFT)
        return rows.order_by(F("review_by").asc(nulls_last=True), "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate()}


class Review(DeskView):
    """One class: what differs from the version in force, what the checks say, and the decision."""

    capability = "filings.view"
    template_name = "institutions/desk/filing.html"

    def get_object(self) -> CourseFiling:
        rows = CourseFiling.objects.visible_to(self.actor).for_page()
        return get_object_or_404(rows.select_related("previous_version"), pk=self.kwargs["pk"])

    def get_form(self) -> forms.BaseForm | None:
        if not self.actor.can("filings.review"):
            return None
        if self.object.state == FilingState.APPROVED and self.request.POST.get("settle"):
            return SettleRemarksForm(self.request.POST)
        kwargs = self.get_form_kwargs()
        return ReviewForm(**kwargs, fields_marked=list(filings.FIELDS.items()))

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: CourseFiling = self.object
        may_decide = self.actor.can("filings.review")
        may_review = may_decide and row.state == FilingState.SUBMITTED
        to_settle = FilingRemark.objects.visible_to(self.actor).to_settle().filter(filing=row)
        form = more.get("form")
        settling = form if isinstance(form, SettleRemarksForm) else SettleRemarksForm()
        return more | {
            "filing": row,
            "today": timezone.localdate(),
            "facts": self.facts(row, form if may_review else None),
            "remarks": standing_remarks(row, self.actor),
            "versions": versions_of(row, self.actor),
            "may_review": may_review,
            "stamp": stamp(row),
            "to_settle": [filings.told(r.check_name, r.values) for r in to_settle] if may_decide else [],
            "settle_form": settling,
            "before": self.in_queue(row, after=False),
            "after": self.in_queue(row, after=True),
        }

    def facts(self, row: CourseFiling, form: Any) -> list[dict[str, Any]]:
        """Every field: old and new, the remarks beside it, and where it is marked."""
        before = self.version_before(row)
        remarks = standing_remarks(row, self.actor)
        return [
            {
                "change": each,
                "remarks": [r for r in remarks if r["field"] == each.field],
                "marked": row.marked.get(each.field),
                "is_marked": each.field in row.marked,
                "mark": form[f"mark_{each.field}"] if isinstance(form, ReviewForm) else None,
                "words": form[f"words_{each.field}"] if isinstance(form, ReviewForm) else None,
            }
            for each in filings.changes_of(row, before)
        ]

    def version_before(self, row: CourseFiling) -> CourseFiling | None:
        """The version it changes."""
        if row.previous_version_id is None:
            return None
        rows = CourseFiling.objects.visible_to(self.actor).for_page()
        return rows.filter(pk=row.previous_version_id).first()

    def in_queue(self, row: CourseFiling, *, after: bool) -> CourseFiling | None:
        """The next or the previous class in the queue; None at its end, or where this one is not in it."""
        if row.review_by is None:
            return None
        queue = CourseFiling.objects.visible_to(self.actor).filter(state=FilingState.SUBMITTED)
        same_day = Q(review_by=row.review_by)
        if after:
            later = Q(review_by__gt=row.review_by) | same_day & Q(pk__lt=row.pk)
            return queue.filter(later).order_by("review_by", "-pk").first()
        earlier = Q(review_by__lt=row.review_by) | same_day & Q(pk__gt=row.pk)
        return queue.filter(earlier).order_by("-review_by", "pk").first()

    def form_valid(self, form: Any) -> HttpResponseBase:
        note = form.cleaned_data["note"]
        if isinstance(form, SettleRemarksForm):
            row = filings.settle(self.object, actor=self.actor, words=note)
            return self.done(_("Noted. The remarks are dealt with."), row)
        seen = form.cleaned_data["seen"] or None
        if "approve" in self.request.POST:
            row = filings.approve(self.object, actor=self.actor, note=note, seen=seen)
            return self.done(_("Approved: the public can read this class now."), row)
        row = filings.send_back(self.object, actor=self.actor, note=note, marked=form.marked(), seen=seen)
        return self.done(_("Returned to the institution."), row)


def standing_remarks(row: CourseFiling, actor: Actor) -> list[dict[str, Any]]:
    """Return the remarks on a class as a page shows them: run anew while it waits, else as they were kept."""
    reader = actor.institution_id
    if row.state == FilingState.SUBMITTED:
        found = filings.remarks_on_filing(row, on=timezone.localdate())
        kept = [(r.field, r.check, r.values, r.clause, r.severity) for r in found]
    else:
        rows = FilingRemark.objects.visible_to(actor).standing().filter(filing=row)
        kept = [(r.field, r.check_name, r.values, r.clause, r.severity) for r in rows]
    return [
        {
            "field": field,
            "label": filings.FIELDS.get(field, field),
            "words": filings.told(check, values, reader_institution_id=reader),
            "clause": clause,
            "severity": severity,
        }
        for field, check, values, clause, severity in kept
    ]


def versions_of(row: CourseFiling, actor: Actor) -> list[CourseFiling]:
    """Return all versions of a class, the latest first; the one alone where it has no others."""
    if row.series is None:
        return [row]
    return list(CourseFiling.objects.visible_to(actor).filter(series=row.series).order_by("-version"))
