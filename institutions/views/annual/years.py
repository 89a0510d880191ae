"""A year of the annual inspection on the staff side: the districts, their returns, the summary, the end."""

from collections import defaultdict
from functools import partial
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from institutions.figures import annual as figures
from institutions.filters import ReturnFilter
from institutions.forms import ManyResultsForm
from institutions.models import AnnualInspection, AnnualReturn, ScoringScheme
from institutions.services import annual
from institutions.terms import AnnualResult, AnnualState, AnnualStep, Category
from portal.desk import exports
from portal.desk.views import DeskList, DeskView
from portal.ui import charts


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
        rows = AnnualInspection.objects.visible_to(self.actor).select_related("district")
        return rows.with_counts(AnnualResult.values).order_by("-year", "district__order")

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
        (_("category"), "institution.get_category_display"),
        (_("reported"), "reported_at"),
        (_("pupils"), "pupils"),
        (_("teachers"), "teachers"),
        (_("step"), "get_step_display"),
        (_("points"), "score"),
        (_("result in notice"), "get_proposed_display"),
        (_("notice until"), "notice_until"),
        (_("result"), "get_result_display"),
        (_("note"), "note"),
    ]

    def get_object(self) -> AnnualInspection:
        rows = AnnualInspection.objects.visible_to(self.actor).select_related("district")
        return get_object_or_404(rows.select_related("scheme"), pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[AnnualReturn]:
        rows = AnnualReturn.objects.visible_to(self.actor).for_list()
        return rows.filter(annual_inspection=self.object).order_by("institution_id")

    def get_context(self, **more: Any) -> dict[str, Any]:
        counts = self.get_queryset().order_by().values_list("step", "result").annotate(n=Count("pk"))
        found: dict[str, int] = defaultdict(int)
        for step, result, n in counts:
            found[step] += n
            found[result] += n
        return more | {
            "inspection": self.object,
            "today": timezone.localdate(),
            "counts": [(label, found[value]) for value, label in AnnualResult.choices],
            "steps": [(value, label, found[value]) for value, label in AnnualStep.choices],
            "may_conclude": self.actor.can("annual.conclude") and self.object.state == AnnualState.OPEN,
            "waiting": found[AnnualStep.EXPECTED] + found[AnnualStep.REPORTED],
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


class Scheme(DeskView):
    """One version of the scoring scheme, section by section."""

    capability = "annual.view"
    template_name = "institutions/desk/annual/scheme.html"

    def get_object(self) -> ScoringScheme:
        return get_object_or_404(
            ScoringScheme.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"]
        )

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"scheme": self.object}


TONES = ("neutral", "info", "second", "warn", "neutral")


class Summary(DeskView):
    """A year's results by district and kind, with totals both ways."""

    capability = "annual.view"
    template_name = "institutions/desk/annual/summary.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        years = figures.years(self.actor)
        asked = request.GET.get("year", "")
        year = int(asked) if asked.isdigit() and int(asked) in years else next(iter(years), None)
        if year is None:
            return self.render(years=years, year=None)
        found = figures.summary(self.actor, year)
        export = request.GET.get("export")
        if export in {"csv", "xlsx"}:
            send = exports.as_csv if export == "csv" else exports.as_workbook
            rows = [*found.rows, found.whole]
            return send(rows, summary_columns(found), f"annual-summary-{year}")
        return self.render(years=years, year=year, **shown(found))


def _place_of(row: figures.SummaryRow) -> str:
    return row.label or str(_("all districts"))


def _cell(place: int, row: figures.SummaryRow) -> int:
    return row.cells[place]


def _result(place: int, row: figures.SummaryRow) -> int:
    return row.results[place]


def summary_columns(found: figures.Summary) -> list[exports.Column]:
    """The columns of the table to take along: the district, each kind and result, each result, all."""
    columns: list[exports.Column] = [(_("district"), _place_of)]
    for place, (kind, result) in enumerate(found.columns):
        label = f"{Category(kind).label} · {AnnualResult(result).label}"
        columns.append((label, partial(_cell, place)))
    for place, result in enumerate(found.results):
        columns.append((AnnualResult(result).label, partial(_result, place)))
    return [*columns, (_("all"), "total")]


def shown(found: figures.Summary) -> dict[str, Any]:
    """The table and the drawing of a summary: results by district first, then by kind and district."""
    results = [AnnualResult(result).label for result in found.results]
    series = {label: [row.results[place] for row in found.rows] for place, label in enumerate(results)}
    width = len(results)
    kinds = [
        (
            Category(kind).label,
            [(row.label, row.cells[at * width : (at + 1) * width]) for row in [*found.rows, found.whole]],
        )
        for at, kind in enumerate(found.kinds)
        if sum(found.whole.cells[at * width : (at + 1) * width])
    ]
    by_kind = [(label, rows[-1][1], sum(rows[-1][1])) for label, rows in kinds]
    return {
        "results": results,
        "rows": found.rows,
        "whole": found.whole,
        "kinds": [(label, [(name, cells, sum(cells)) for name, cells in rows]) for label, rows in kinds],
        "by_kind": by_kind,
        "chart": charts.bars(
            str(_("Results by district")),
            [row.label for row in found.rows],
            series,
            tones=TONES,
            first_header=_("district"),
        ),
    }
