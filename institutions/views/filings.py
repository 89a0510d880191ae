"""Reviewing course filings."""

from typing import Any

from django.db.models import F, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import FilingFilter
from institutions.forms import FilingForm, NoteForm
from institutions.models import CourseFiling, Institution
from institutions.services import filings
from institutions.terms import FilingState
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
    ]

    def get_queryset(self) -> QuerySet[CourseFiling]:
        rows = CourseFiling.objects.visible_to(self.actor).for_list().exclude(state=FilingState.DRAFT)
        return rows.order_by(F("review_by").asc(nulls_last=True), "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate()}


class FileFor(DeskView):
    """File a class for an institution that brought it on paper."""

    capability = "filings.review"
    template_name = "institutions/desk/filing_form.html"
    form_class = FilingForm

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district_id": self.object.district_id}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"limits": filings.limits_shown(timezone.localdate(), self.object.district_id)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        filing = filings.submit(self.object, actor=self.actor, **form.values())
        return self.done(_("Filed for the institution. It waits for review."), filing)


class Review(DeskView):
    """One class: what the checks say, and the decision."""

    capability = "filings.view"
    template_name = "institutions/desk/filing.html"
    form_class = NoteForm

    def get_object(self) -> CourseFiling:
        return get_object_or_404(CourseFiling.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: CourseFiling = self.object
        found = filings.remarks_on_filing(row, on=timezone.localdate())
        return more | {
            "filing": row,
            "today": timezone.localdate(),
            "remarks": [(filings.REMARKS[r.check], r.clause) for r in found],
            "may_review": self.actor.can("filings.review") and row.state == FilingState.SUBMITTED,
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        note = form.cleaned_data["note"]
        if "approve" in self.request.POST:
            row = filings.approve(self.object, actor=self.actor, note=note)
            return self.done(_("Approved: the public can read this class now."), row)
        row = filings.send_back(self.object, actor=self.actor, note=note)
        return self.done(_("Returned to the institution."), row)
