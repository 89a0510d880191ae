"""Penalty cases: the list, opening one, and one with what it waits for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.figures.cases import case_counts, filed, waiting_of
from inspections.figures.documents import papers_of
from inspections.filters.cases import CaseFilter
from inspections.forms.cases import (
    CloseCaseForm,
    HearingForm,
    OfficersForm,
    OpenCaseForm,
    ReviewForm,
    StepForm,
)
from inspections.models import Finding, PenaltyCase
from inspections.queries import CaseQuerySet
from inspections.rules import procedure as rule
from inspections.services import case_steps, cases
from inspections.services.decisions import propose_for
from inspections.services.documents import issuing
from inspections.terms import CaseState, Stage
from portal.desk.views import DeskList, DeskView


def waits_for(case: PenaltyCase) -> str:
    """What a case waits for, in words."""
    return str(Stage(cases.standing_of(case, timezone.localdate()).stage).label)


class Cases(DeskList):
    """Cases of the territory: the next to be decided first."""

    capability = "inspections.view"
    template_name = "inspections/desk/cases.html"
    filterset_class = CaseFilter
    export_name = "cases"
    export_columns = [
        (gettext_lazy("Number"), "number"),
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Violation group"), "finding.get_group_display"),
        (gettext_lazy("Measures considered"), lambda row: "、".join(row.measure_labels)),
        (gettext_lazy("Opened"), "opened_on"),
        (gettext_lazy("To be decided by"), "decide_by"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Waits for"), waits_for),
        (gettext_lazy("Closed"), "closed_on"),
    ]

    def get_queryset(self) -> CaseQuerySet:
        return PenaltyCase.objects.visible_to(self.actor).for_list().queue()

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        now = cases.standings_of(more["rows"], today)
        return {
            **more,
            "today": today,
            "waiting": [waiting_of(case, at.stage, at.until) for case, at in now],
            "counts": case_counts(PenaltyCase.objects.visible_to(self.actor), today),
        }


class OpenCase(DeskView):
    """Open a case for a confirmed finding."""

    capability = "procedure.record"
    template_name = "inspections/desk/case_new.html"
    form_class = OpenCaseForm

    def get_object(self) -> Finding:
        found = Finding.objects.visible_to(self.actor).for_decision()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        proposal, _version = propose_for(self.object, timezone.localdate())
        companions = cases.companions_for(self.object, self.actor)
        more = {"finding": self.object, "proposal": proposal, "companions": companions}
        return super().get_form_kwargs() | more

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {"finding": self.object, "case": cases.open_case_of(self.object), **more}

    def form_valid(self, form: Any) -> HttpResponseBase:
        case = cases.open_case(self.object, actor=self.actor, opening=form.opening)
        return self.done(_("Case opened. The next step is the notice."), case)


class CasePage(DeskView):
    """One case: what it waits for, the next act, the file."""

    capability = "inspections.view"
    template_name = "inspections/desk/case.html"
    own_form: ClassVar[str] = ""

    def get_object(self) -> PenaltyCase:
        return get_object_or_404(PenaltyCase.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        case: PenaltyCase = self.object
        today = timezone.localdate()
        now = cases.standing_of(case, today)
        acts = self.acts(now.stage)
        if more.get("form") is not None and self.own_form:
            acts[self.own_form] = more["form"]
        return {
            "case": case,
            "finding": case.finding,
            "now": waiting_of(case, now.stage, now.until),
            "filed": filed(case.steps.all()),
            "papers": papers_of("case", case, issuing.possible(case)),
            "notice": cases.notice_of(case),
            "may_issue": self.actor.can("papers.issue"),
            "leads": self.leads,
            "may_decide": now.stage == Stage.READY and self.actor.can("inspections.decide"),
            "events": figures.history_of(case),
            "today": today,
            **acts,
            **more,
        }

    @property
    def leads(self) -> bool:
        """Whether the actor leads the case, and so does not review it."""
        user = self.actor.user
        return user is not None and user.pk in {self.object.officer_id, self.object.companion_id}

    def acts(self, stage: str) -> dict[str, Any]:
        """The forms of the acts that are possible now, for whoever may."""
        case: PenaltyCase = self.object
        found: dict[str, Any] = {}
        if self.actor.can("procedure.record") and case.is_open:
            kinds = rule.may_record(cases.facts_of(case), today=timezone.localdate())
            if kinds:
                found["step_form"] = StepForm(kinds=kinds)
            if stage == Stage.SET_HEARING:
                found["hearing_form"] = HearingForm()
            if case.state == CaseState.OPEN:
                found["officers_form"] = OfficersForm(companions=self.companions())
            found["close_form"] = CloseCaseForm()
        if stage == Stage.REVIEW and self.actor.can("procedure.review") and not self.leads:
            found["review_form"] = ReviewForm()
        return found

    def companions(self) -> Any:
        return cases.companions_for(self.object.finding, self.actor)


class RecordStep(CasePage):
    """Put a step on file."""

    capability = "procedure.record"
    form_class = StepForm
    own_form = "step_form"

    def get_form_kwargs(self) -> dict[str, Any]:
        kinds = rule.may_record(cases.facts_of(self.object), today=timezone.localdate())
        return super().get_form_kwargs() | {"kinds": kinds}

    def form_valid(self, form: Any) -> HttpResponseBase:
        case_steps.record(self.object, actor=self.actor, said=form.said)
        return self.done(_("On file."), self.object)


class SetHearing(CasePage):
    """Announce the hearing."""

    capability = "procedure.record"
    form_class = HearingForm
    own_form = "hearing_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        case_steps.set_hearing(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Hearing set. Issue and serve its notice now."), self.object)


class Review(CasePage):
    """The legal review."""

    capability = "procedure.review"
    form_class = ReviewForm
    own_form = "review_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        case = case_steps.review(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The review is on file."), case)


class ChangeOfficers(CasePage):
    """Other officers take it over."""

    capability = "procedure.record"
    form_class = OfficersForm
    own_form = "officers_form"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"companions": self.companions()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        case = case_steps.change_officers(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("You lead the case now."), case)


class CloseCase(CasePage):
    """No penalty."""

    capability = "procedure.record"
    form_class = CloseCaseForm
    own_form = "close_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        case = cases.close(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Closed without a penalty. The finding waits for its decision."), case.finding)
