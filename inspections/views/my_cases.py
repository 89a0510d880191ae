"""The institution's side of penalty cases: reading the notice, stating its defence, asking for a hearing."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.figures.cases import filed, waiting_of
from inspections.filters.cases import MyCaseFilter
from inspections.forms.cases import OwnStepForm
from inspections.models import PenaltyCase
from inspections.queries import CaseQuerySet
from inspections.rules import procedure as rule
from inspections.services import case_steps, cases
from inspections.services.case_steps import OWN
from portal.desk.views import MyList, MyView
from portal.workdays.services import calendar


class MyCases(MyList):
    """Cases whose notice was served on the institution."""

    capability = "own.view"
    template_name = "inspections/my/cases.html"
    filterset_class = MyCaseFilter
    export_name = "cases"
    export_columns = [
        (gettext_lazy("Number"), "number"),
        (gettext_lazy("Violation group"), "finding.get_group_display"),
        (gettext_lazy("Measures considered"), lambda row: "、".join(row.measure_labels)),
        (gettext_lazy("Opened"), "opened_on"),
        (gettext_lazy("State"), "get_state_display"),
    ]

    def get_queryset(self) -> CaseQuerySet:
        return PenaltyCase.objects.visible_to(self.actor).for_list().queue()

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        now = cases.standings_of(more["rows"], today)
        waiting = [waiting_of(case, at.stage, at.until) for case, at in now]
        return {**more, "today": today, "waiting": waiting}


class MyCase(MyView):
    """One case; POST puts on file what the institution says."""

    capability = "own.file"
    template_name = "inspections/my/case.html"
    form_class = OwnStepForm

    def get_object(self) -> PenaltyCase:
        return get_object_or_404(PenaltyCase.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    @property
    def kinds(self) -> list[Any]:
        """What the institution can say now."""
        facts, today = cases.facts_of(self.object), timezone.localdate()
        can = rule.may_record(facts, today=today) if self.object.is_open else ()
        return [kind for kind in can if kind in OWN]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kinds": self.kinds}

    def get_context(self, **more: Any) -> dict[str, Any]:
        case: PenaltyCase = self.object
        today, facts = timezone.localdate(), cases.facts_of(case)
        terms = cases.clocks_of(case)
        now = cases.standing_of(case, today)
        assert facts.notice_served is not None
        return {
            "case": case,
            "now": waiting_of(case, now.stage, now.until),
            "notice": cases.notice_of(case),
            "statement_until": rule.statement_until(facts.notice_served, terms, calendar()),
            "hearing_until": rule.hearing_until(facts.notice_served, terms, calendar()),
            "hearing_on": facts.hearing_on,
            "filed": filed(cases.own_steps(case)),
            "may_say": bool(self.kinds),
            "today": today,
            **more,
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        case_steps.record(self.object, actor=self.actor, said=form.said)
        return self.done(_("On file. The bureau reads it before it decides."), self.object.get_own_url())
