"""The annual inspection on the institution's own side: the report page by page, the notice, the objection."""

from typing import Any

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.forms import DocumentsForm, FiguresForm, ObjectionForm, SelfScoreForm
from institutions.models import AnnualReturn
from institutions.services import annual
from institutions.terms import AnnualState, AnnualStep
from institutions.views.annual.reported import reported_of
from portal.desk.views import MyView

STEPS = (_("Figures"), _("Papers"), _("Own points"), _("Check and send"))


def page_of(row: AnnualReturn, name: str = "my_report") -> str:
    """The address of a page of the report."""
    return reverse(f"institutions:{name}", args=[row.pk])


class ReportView(MyView):
    """A page about the institution's own return."""

    capability = "own.file"
    step_number = 0

    def get_object(self) -> AnnualReturn:
        return get_object_or_404(AnnualReturn.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    @property
    def is_writable(self) -> bool:
        """Whether the report can still be written or corrected."""
        row: AnnualReturn = self.object
        under_way = row.annual_inspection.state == AnnualState.OPEN
        return under_way and row.step in {AnnualStep.EXPECTED, AnnualStep.REPORTED}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {
            "annual_return": self.object,
            "today": timezone.localdate(),
            "is_open": self.is_writable,
            "steps": STEPS,
            "current": self.step_number,
        }


class Report(ReportView):
    """Where the return stands, what is missing, and sending it; then the notice and the result."""

    template_name = "institutions/my/report.html"
    form_class = forms.Form
    step_number = 4

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: AnnualReturn = self.object
        today = timezone.localdate()
        may_object = row.step == AnnualStep.PROPOSED and row.notice_until and today <= row.notice_until
        faults = annual.faults_of(row) if self.is_writable else None
        return super().get_context(**more) | {
            **reported_of(row, self.actor),
            "faults": faults,
            "missing": self.missing(faults) if faults else [],
            "may_object": may_object and row.annual_inspection.state == AnnualState.OPEN,
        }

    def missing(self, faults: annual.ReportFaults) -> list[tuple[Any, str, int]]:
        """The pages on which something is missing, each with its address and how much."""
        pages = [
            (STEPS[0], "my_report_figures", faults.figures),
            (STEPS[1], "my_report_documents", faults.documents),
            (STEPS[2], "my_report_scores", faults.scores),
        ]
        return [(label, f"{page_of(self.object, name)}?check=1", len(f)) for label, name, f in pages if f]

    def form_valid(self, form: Any) -> HttpResponseBase:
        annual.submit(self.object, actor=self.actor)
        words = _("Reported. You may correct it until the district begins its review.")
        return self.done(words, page_of(self.object))


class Figures(ReportView):
    """The first page: figures and words, begun with what the register knows."""

    template_name = "institutions/my/annual/figures.html"
    form_class = FiguresForm
    step_number = 1

    def initial(self) -> dict[str, Any]:
        return annual.prefill(self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.request.method == "GET" and "check" in self.request.GET:
            kwargs["data"] = {k: "" if v is None else v for k, v in annual.prefill(self.object).items()}
        sent = self.object.step == AnnualStep.REPORTED
        return kwargs | {"complete": sent or self.request.method == "GET"}

    def form_valid(self, form: Any) -> HttpResponseBase:
        annual.save_figures(self.object, actor=self.actor, values=form.cleaned_data)
        return self.done(_("Figures kept."), page_of(self.object, "my_report_documents"))


class Documents(ReportView):
    """The second page: the papers."""

    template_name = "institutions/my/annual/documents.html"
    form_class = DocumentsForm
    step_number = 2

    def get_form_kwargs(self) -> dict[str, Any]:
        present = [document.kind for document in self.object.documents.all()]
        kwargs = super().get_form_kwargs() | {"present": present}
        if self.request.method == "GET" and "check" in self.request.GET:
            kwargs |= {"data": {}, "files": {}, "complete": True}
        return kwargs

    def get_context(self, **more: Any) -> dict[str, Any]:
        return super().get_context(**more) | reported_of(self.object, self.actor)

    def form_valid(self, form: Any) -> HttpResponseBase:
        uploads = {kind: files for kind, files in form.cleaned_data.items() if files}
        if not uploads:
            return self.done(_("No file was chosen."), page_of(self.object, "my_report_scores"))
        annual.add_documents(self.object, actor=self.actor, uploads=uploads)
        return self.done(_("Papers kept."), page_of(self.object, "my_report_documents"))


class Scores(ReportView):
    """The third page: the institution's own points."""

    template_name = "institutions/my/annual/scores.html"
    form_class = SelfScoreForm
    step_number = 3

    def initial(self) -> dict[str, Any]:
        return {f"item_{mark.item_id}": mark.self_points for mark in annual.marks_of(self.object)}

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"items": annual.items_of(self.object)}
        if self.request.method == "GET" and "check" in self.request.GET:
            kwargs["data"] = {name: "" if v is None else v for name, v in kwargs["initial"].items()}
        sent = self.object.step == AnnualStep.REPORTED
        return kwargs | {"complete": sent or self.request.method == "GET"}

    def form_valid(self, form: Any) -> HttpResponseBase:
        annual.save_scores(self.object, actor=self.actor, points=form.points())
        return self.done(_("Points kept."), page_of(self.object))


class Object(ReportView):
    """Object to the result in notice."""

    template_name = "institutions/my/annual/objection.html"
    form_class = ObjectionForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        annual.object_to(self.object, actor=self.actor, text=data["text"], files=data["files"])
        return self.done(_("The district has your objection and answers it."), page_of(self.object))
