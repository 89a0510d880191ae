"""The annual inspection on the staff side."""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from institutions.filters import ReturnFilter
from institutions.forms import ManyResultsForm, ResultForm
from institutions.models import AnnualInspection, AnnualReturn
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState
from portal.desk.views import DeskList, DeskView


class AnnualInspections(DeskList):
    """The annual inspections of the territory, each with how far it is."""

    capability = "annual.view"
    template_name = "institutions/desk/annuals.html"
    export_name = "annual-inspections"
    export_columns = [
        (_("year"), "year"),
        (_("district"), "district.name"),
        (_("state"), "get_state_display"),
        (_("institutions"), "total"),
        (_("passed"), "passed"),
        (_("basically passed"), "basic"),
        (_("not passed"), "failed"),
        (_("did not take part"), "absent"),
        (_("no result yet"), "pending"),
    ]

    def get_queryset(self) -> QuerySet[AnnualInspection]:
        counts = {v: Count("returns", filter=Q(returns__result=v)) for v in AnnualResult.values}
        rows = AnnualInspection.objects.visible_to(self.actor).select_related("district")
        return rows.annotate(total=Count("returns"), **counts).order_by("-year", "district__order")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate()}


class Returns(DeskList):
    """One district's year: every institution with its report and result; several at once."""

    capability = "annual.view"
    template_name = "institutions/desk/annual.html"
    filterset_class = ReturnFilter
    form_class = ManyResultsForm
    page_size = 50
    export_name = "annual-returns"
    export_columns = [
        (_("code"), "institution.code"),
        (_("name of the institution"), "institution.name"),
        (_("reported"), "reported_at"),
        (_("pupils"), "pupils"),
        (_("teachers"), "teachers"),
        (_("result"), "get_result_display"),
        (_("note"), "note"),
    ]

    def get_object(self) -> AnnualInspection:
        rows = AnnualInspection.objects.visible_to(self.actor).select_related("district")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[AnnualReturn]:
        rows = AnnualReturn.objects.visible_to(self.actor).for_list()
        return rows.filter(annual_inspection=self.object).order_by("institution_id")

    def get_context(self, **more: Any) -> dict[str, Any]:
        counts = self.get_queryset().order_by().values_list("result").annotate(n=Count("pk"))
        found = dict(counts)
        return more | {
            "inspection": self.object,
            "today": timezone.localdate(),
            "counts": [(label, found.get(value, 0)) for value, label in AnnualResult.choices],
            "may_conclude": self.actor.can("annual.conclude") and self.object.state == AnnualState.OPEN,
            "pending": found.get(AnnualResult.PENDING, 0),
            "form": more.get("form") or ManyResultsForm(),
        }


class DecideMany(DeskView):
    """The same result for the institutions ticked."""

    capability = "annual.conclude"
    http_method_names = ["post"]
    form_class = ManyResultsForm
    template_name = "institutions/desk/annual_many.html"

    def get_object(self) -> AnnualInspection:
        return get_object_or_404(AnnualInspection.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def returns(self) -> QuerySet[AnnualReturn]:
        rows = AnnualReturn.objects.visible_to(self.actor).for_list()
        return rows.filter(annual_inspection=self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"returns": self.returns().values_list("pk", flat=True)}

    def get_context(self, **more: Any) -> dict[str, Any]:
        chosen = [pk for pk in self.request.POST.getlist("returns") if pk.isdigit()]
        return more | {"inspection": self.object, "chosen": self.returns().filter(pk__in=chosen)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        chosen = list(self.returns().filter(pk__in=data["returns"]))
        done = annual.decide_many(chosen, actor=self.actor, result=data["result"], note=data["note"])
        words = ngettext("%(n)s result recorded.", "%(n)s results recorded.", done) % {"n": done}
        return self.done(words, self.object)


class Decide(DeskView):
    """One institution's report and its result."""

    capability = "annual.conclude"
    form_class = ResultForm
    template_name = "institutions/desk/annual_return.html"

    def get_object(self) -> AnnualReturn:
        return get_object_or_404(AnnualReturn.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        pending = self.object.result == AnnualResult.PENDING
        return {} if pending else {"result": self.object.result, "note": self.object.note}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = annual.decide(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Result recorded."), row.annual_inspection)


class Conclude(DeskView):
    """Conclude the year: final, so asked once more."""

    capability = "annual.conclude"
    form_class = forms.Form
    template_name = "institutions/desk/annual_conclude.html"

    def get_object(self) -> AnnualInspection:
        rows = AnnualInspection.objects.visible_to(self.actor).select_related("district")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        inspection = annual.conclude(self.object, actor=self.actor)
        return self.done(_("The annual inspection is concluded."), inspection)
