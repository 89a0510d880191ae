"""Papers beside the school permit, on the staff side."""

from typing import Any

from django.db.models import F, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters import PaperFilter
from institutions.forms import AddPaperForm, CorrectPaperForm, PaperAnswerForm, WhyForm
from institutions.models import Institution, Paper, TeachingSite
from institutions.services import papers
from institutions.terms import PaperState
from portal.desk.views import DeskList, DeskView


class AllPapers(DeskList):
    """Papers of the territory: those to check first, then by the day they end."""

    capability = "institutions.view"
    template_name = "institutions/desk/papers/all.html"
    filterset_class = PaperFilter
    export_name = "papers"
    export_columns = [
        (_("institution"), "institution.name"),
        (_("code"), "institution.code"),
        (_("district"), "institution.district.name"),
        (_("kind of paper"), "get_kind_display"),
        (_("number of the paper"), "number"),
        (_("teaching site"), "site.address"),
        (_("issued on"), "issued_on"),
        (_("valid until"), "valid_until"),
        (_("without end"), "long_term"),
        (_("business scope"), "scope"),
        (_("state"), "get_state_display"),
    ]

    def get_queryset(self) -> QuerySet[Paper]:
        rows = Paper.objects.visible_to(self.actor).for_list()
        return rows.order_by(F("valid_until").asc(nulls_last=True), "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate()}


class PapersOf(DeskView):
    """The papers of one institution, with those that ended."""

    capability = "institutions.view"
    template_name = "institutions/desk/papers/of.html"

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_page()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        rows = list(Paper.objects.visible_to(self.actor).for_list().filter(institution=self.object))
        return more | {
            "institution": self.object,
            "permits": self.object.permits.all(),
            "today": timezone.localdate(),
            "papers": [row for row in rows if row.state == PaperState.CONFIRMED],
            "waiting": [row for row in rows if row.state == PaperState.SENT],
            "former": [row for row in rows if row.state in (PaperState.ENDED, PaperState.REFUSED)],
            "may_edit": self.actor.can("institutions.edit"),
        }


class AddPaper(DeskView):
    """Enter a paper that the officer has seen."""

    capability = "institutions.edit"
    template_name = "institutions/desk/papers/form.html"
    form_class = AddPaperForm

    def get_object(self) -> Institution:
        rows = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_form_kwargs(self) -> dict[str, Any]:
        current = Paper.objects.visible_to(self.actor).current().filter(institution=self.object)
        sites = TeachingSite.objects.visible_to(self.actor).in_use().filter(institution=self.object)
        return super().get_form_kwargs() | {"sites": sites, "replaceable": current}

    def get_context(self, **more: Any) -> dict[str, Any]:
        back = reverse("institutions:papers", args=[self.object.code])
        return more | {"institution": self.object, "back": back}

    def form_valid(self, form: Any) -> HttpResponseBase:
        reason = form.cleaned_data["reason"]
        paper = papers.add(self.object, actor=self.actor, reason=reason, **form.values())
        return self.done(_("The paper stands in the register."), paper)


class OnePaper(DeskView):
    """One paper: what it says, its files, and the district's answer where it was sent."""

    capability = "institutions.view"
    template_name = "institutions/desk/papers/one.html"
    form_class = PaperAnswerForm

    def get_object(self) -> Paper:
        rows = Paper.objects.visible_to(self.actor).for_list().select_related("replaces", "decided_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: Paper = self.object
        may = self.actor.can("institutions.edit")
        return more | {
            "paper": row,
            "institution": row.institution,
            "today": timezone.localdate(),
            "files": papers.files_of([row]).get(row.pk, []),
            "may_answer": may and row.state == PaperState.SENT,
            "may_correct": may and row.state == PaperState.CONFIRMED,
            "end_form": WhyForm(auto_id="end_%s"),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        reason = form.cleaned_data["reason"]
        if "confirm" in self.request.POST:
            row = papers.confirm(self.object, actor=self.actor, reason=reason)
            return self.done(_("Confirmed: the paper stands in the register."), row)
        row = papers.refuse(self.object, actor=self.actor, reason=reason)
        return self.done(_("Refused. The institution reads why."), row)


class CorrectPaper(DeskView):
    """Correct what a paper says, with a reason."""

    capability = "institutions.edit"
    template_name = "institutions/desk/papers/form.html"
    form_class = CorrectPaperForm

    def get_object(self) -> Paper:
        return get_object_or_404(Paper.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        sites = TeachingSite.objects.visible_to(self.actor).in_use()
        sites = sites.filter(institution=self.object.institution_id)
        return super().get_form_kwargs() | {"instance": self.object, "sites": sites}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"institution": self.object.institution, "back": self.object.get_absolute_url()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        said = {name: value for name, value in form.values().items() if name != "kind"}
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
        # The form has written on its own copy of the row; the service judges by the stored one.
        row = papers.correct(self.get_object(), actor=self.actor, reason=reason, seen=seen, **said)
        return self.done(_("The paper is corrected."), row)


class EndPaper(DeskView):
    """Take a paper out of force."""

    capability = "institutions.edit"
    template_name = "institutions/desk/papers/end.html"
    form_class = WhyForm

    def get_object(self) -> Paper:
        return get_object_or_404(Paper.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"paper": self.object, "institution": self.object.institution}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = papers.end(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The paper has ended; it stays in the history."), row)
