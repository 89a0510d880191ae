"""How long a decision can be challenged, who did, and taking it back; for officers and for the institution."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.filters import DecisionFilter
from inspections.forms.appeals import AppealForm, OutcomeForm, WithdrawForm
from inspections.forms.handovers import AcceptForm
from inspections.models import Appeal, Decision
from inspections.queries import DecisionQuerySet
from inspections.services import appeals
from inspections.services.photos import files_of_appeals
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskView, MyList, MyView


def shown(decision: Decision) -> dict[str, Any]:
    """What both sides read of a decision: its window, its appeals with their files."""
    return {
        "decision": decision,
        "finding": decision.finding,
        "window": appeals.window_of(decision),
        "withdrawal": getattr(decision, "withdrawal", None),
        "appeals": files_of_appeals(list(decision.appeals.all())),
        "today": timezone.localdate(),
    }


class Appeals(DeskView):
    """A decision's window and appeals; POST registers one."""

    capability = "inspections.view"
    template_name = "inspections/desk/appeals.html"
    own_form: ClassVar[str] = ""

    def get_object(self) -> Decision:
        return get_object_or_404(Decision.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    @property
    def address(self) -> str:
        return reverse("inspections:appeals", args=[self.object.pk])

    def pending(self) -> Any:
        """The decision's appeals without an outcome."""
        return Appeal.objects.visible_to(self.actor).filter(decision=self.object).pending()

    def get_context(self, **more: Any) -> dict[str, Any]:
        context = shown(self.object)
        acts: dict[str, Any] = {}
        if self.actor.can("inspections.decide"):
            acts["appeal_form"] = AppealForm(initial={"lodged_on": context["today"]})
            if any(row.state == "pending" for row, _files in context["appeals"]):
                acts["outcome_form"] = OutcomeForm(appeals=self.pending())
            if context["withdrawal"] is None:
                acts["withdraw_form"] = WithdrawForm()
            elif context["withdrawal"].taken_down_on is None:
                acts["take_down"] = True
        form = more.get("form")
        if form is not None and self.own_form:
            acts[self.own_form] = form
        return {**context, **acts, "events": figures.history_of(self.object), **more}


class Register(Appeals):
    """An officer takes an appeal down."""

    capability = "inspections.decide"
    form_class = AppealForm
    own_form = "appeal_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = appeals.register(self.object, actor=self.actor, lodged=form.lodged)
        return self.done(_("Registered, marked late.") if row.late else _("Registered."), self.address)


class Close(Appeals):
    """How an appeal ended."""

    capability = "inspections.decide"
    form_class = OutcomeForm
    own_form = "outcome_form"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"appeals": self.pending()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        appeals.close(data["appeal"], actor=self.actor, state=data["state"], outcome=data["outcome"])
        return self.done(_("The outcome is recorded."), self.address)


class WithdrawDecision(Appeals):
    """Take the decision back."""

    capability = "inspections.decide"
    form_class = WithdrawForm
    own_form = "withdraw_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        appeals.withdraw(self.object, actor=self.actor, reason=form.cleaned_data["reason"])
        return self.done(_("Withdrawn. Take its publication down within the days named."), self.address)


class TakenDown(Appeals):
    """The publication of a withdrawn decision is gone."""

    capability = "inspections.decide"
    form_class = AcceptForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        withdrawal = getattr(self.object, "withdrawal", None)
        if withdrawal is None:
            raise Refusal(_("This decision is not withdrawn."))
        appeals.confirm_taken_down(withdrawal, actor=self.actor)
        return self.done(_("Confirmed: it is published nowhere any more."), self.address)


class MyDecisions(MyList):
    """What was decided against the institution, the latest first."""

    capability = "own.view"
    template_name = "inspections/my/decisions.html"
    filterset_class = DecisionFilter
    export_name = "decisions"
    export_columns = [
        (gettext_lazy("Decided"), "decided_on"),
        (gettext_lazy("Violation group"), "finding.get_group_display"),
        (gettext_lazy("Measures"), lambda row: "、".join(row.measure_labels)),
        (gettext_lazy("Clause"), "clause"),
        (gettext_lazy("Reason"), "reason"),
    ]

    def get_queryset(self) -> DecisionQuerySet:
        return Decision.objects.visible_to(self.actor).for_page().order_by("-decided_on", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "today": timezone.localdate()}


class MyDecision(MyView):
    """One decision, how long it can be challenged, and registering an appeal."""

    capability = "own.file"
    template_name = "inspections/my/decision.html"
    form_class = AppealForm

    def get_object(self) -> Decision:
        return get_object_or_404(Decision.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        return {"lodged_on": timezone.localdate()}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**shown(self.object), **more}

    def form_valid(self, form: Any) -> HttpResponseBase:
        appeals.register(self.object, actor=self.actor, lodged=form.lodged)
        return self.done(
            _("Your appeal is registered."), reverse("inspections:my_decision", args=[self.object.pk])
        )
