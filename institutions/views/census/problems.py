"""Problems by kind, the plan against each kind, and settling one. Clause: S3."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.figures import census as figures
from institutions.filters import CensusProblemFilter
from institutions.forms import PlanForm, SettleForm
from institutions.models import Census, CensusProblem
from institutions.services.census import problems
from institutions.terms import Group, ProblemState
from institutions.views.census.campaigns import CensusPage
from portal.desk.views import DeskList, DeskView


class Problems(DeskList):
    """The problems of a census: how many of each kind in each street, the plans, and the list."""

    capability = "census.view"
    template_name = "institutions/desk/census/problems.html"
    filterset_class = CensusProblemFilter
    export_name = "census-problems"
    export_columns = [
        (_("kind of problem"), "get_kind_display"),
        (_("name on the door"), "entry.name"),
        (_("street"), "entry.street.name"),
        (_("address"), "entry.address"),
        (_("institution"), lambda row: row.entry.institution.code if row.entry.institution else ""),
        (_("state"), "get_state_display"),
        (_("settled on"), "settled_on"),
        (_("how it was settled"), "note"),
    ]

    def get_object(self) -> Census:
        rows = Census.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[CensusProblem]:
        rows = CensusProblem.objects.visible_to(self.actor).filter(entry__census=self.object)
        return rows.for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        table = figures.kinds_by_street(self.object, CensusProblem.objects.visible_to(self.actor))
        plans = {plan.kind: plan for plan in self.object.plans.all()}
        return more | {
            "census": self.object,
            "today": timezone.localdate(),
            "streets": table.streets,
            "table": [(row, plans.get(row.kind)) for row in table.rows],
            "chart": figures.kind_chart(table),
            "may_manage": self.actor.can("census.manage"),
        }


class Problem(DeskView):
    """One problem, and how it was put right."""

    capability = "census.view"
    template_name = "institutions/desk/census/problem.html"
    form_class = SettleForm

    def get_object(self) -> CensusProblem:
        rows = CensusProblem.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        may = self.actor.can("census.manage") and self.object.state == ProblemState.OPEN
        return more | {
            "problem": self.object,
            "census": self.object.entry.census,
            "may_settle": may,
            "events": figures.history_of(self.object.entry),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = problems.settle(self.object, actor=self.actor, note=form.cleaned_data["note"])
        return self.done(_("Settled."), row)


class Plan(CensusPage):
    """The county's own plan against one kind of problem."""

    capability = "census.manage"
    template_name = "institutions/desk/census/plan.html"
    form_class = PlanForm

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.kwargs["kind"] not in Group.values:
            raise Http404
        known = self.object.plans.filter(kind=self.kwargs["kind"]).first()
        return super().get_form_kwargs() | {"instance": known}

    def get_context(self, **more: Any) -> dict[str, Any]:
        known = self.object.plans.filter(kind=self.kwargs["kind"]).first()
        label = Group(self.kwargs["kind"]).label
        return more | {"census": self.object, "kind": label, "known": known}

    def form_valid(self, form: Any) -> HttpResponseBase:
        problems.plan(self.object, self.kwargs["kind"], actor=self.actor, **form.cleaned_data)
        return self.done(
            _("The plan stands with its list."),
            reverse("institutions:census_problems", args=[self.object.pk]),
        )
