"""Findings: the list, and on one page the finding, the ladder, the proposal and the next act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.figures.cases import waiting_of
from inspections.figures.documents import papers_of
from inspections.filters import FindingFilter
from inspections.forms.findings import ConfirmForm, DecisionForm, DismissForm
from inspections.forms.joint import ReasonForm
from inspections.models import Finding, Handover
from inspections.queries import FindingQuerySet
from inspections.rules.effects import NEEDS_PAPERS
from inspections.rules.ladder import ASKS_SEVERITY, ASKS_WHO_ANSWERS
from inspections.services import findings, stops
from inspections.services.appeals import window_of
from inspections.services.cases import open_case_of, standing_of
from inspections.services.decisions import decide, propose_for
from inspections.services.documents import issuing
from inspections.services.photos import photos_of
from inspections.terms import CONFIRMED_STATES, FindingState, Measure
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskList, DeskView

TITLES = (gettext_lazy("first time"), gettext_lazy("second time"), gettext_lazy("third time and after"))
ONE_STEP = (gettext_lazy("every time"),)


class Findings(DeskList):
    """Findings of the territory: what waits first."""

    capability = "inspections.view"
    template_name = "inspections/desk/findings.html"
    filterset_class = FindingFilter
    export_name = "findings"
    export_columns = [
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Found"), "found_on"),
        (gettext_lazy("Violation group"), "get_group_display"),
        (gettext_lazy("What was found"), "text"),
        (gettext_lazy("State"), "get_state_display"),
    ]

    def get_queryset(self) -> FindingQuerySet:
        return Finding.objects.visible_to(self.actor).for_list().order_by("-found_on", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "counts": figures.finding_counts(Finding.objects.visible_to(self.actor))}


class FindingPage(DeskView):
    """One finding."""

    capability = "inspections.view"
    template_name = "inspections/desk/finding.html"
    own_form: ClassVar[str] = ""
    typed: Any = None

    def get_object(self) -> Finding:
        found = Finding.objects.visible_to(self.actor).for_decision()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"finding": self.object}

    def refused(self, form: Any, refusal: Refusal) -> HttpResponseBase:
        if refusal.status == 409:
            chosen = [str(Measure(name).label) for name in form.cleaned_data.get("measures", [])]
            self.typed = form.cleaned_data | {"measures": "、".join(chosen)}
        return super().refused(form, refusal)

    def get_context(self, **more: Any) -> dict[str, Any]:
        finding: Finding = self.object
        context = self._acts() | self._ladder()
        decided = getattr(finding, "decision", None)
        form = more.get("form")
        if form is not None and self.own_form:
            context[self.own_form] = form
        return {
            **context,
            "finding": finding,
            "papers": papers_of("decision", decided, issuing.possible(decided)) if decided else None,
            "may_issue": self.actor.can("papers.issue"),
            "typed": self.typed,
            "earlier": list(figures.earlier_of(finding)[:10]),
            "files": photos_of(finding),
            "events": figures.history_of(finding),
            **self._afterwards(),
            "today": timezone.localdate(),
            **more,
        }

    def _acts(self) -> dict[str, Any]:
        """The forms of the acts that are next, for whoever may."""
        finding: Finding = self.object
        acts: dict[str, Any] = {}
        if finding.state == FindingState.RECORDED and self.actor.can("inspections.confirm"):
            acts["confirm_form"] = ConfirmForm(finding=finding)
            acts["dismiss_form"] = DismissForm(finding=finding)
        decision = getattr(finding, "decision", None)
        stop = getattr(decision, "stop", None)
        if stop is not None and stop.lifted_on is None and self.actor.can("inspections.decide"):
            acts["lift_form"] = ReasonForm()
        asked = finding.group in ASKS_WHO_ANSWERS or finding.group in ASKS_SEVERITY
        return acts | {"decision": decision, "stop": stop, "asks_more": asked}

    def _afterwards(self) -> dict[str, Any]:
        """Handovers, and how long the decision can be challenged."""
        finding: Finding = self.object
        decision = getattr(finding, "decision", None)
        handed = Handover.objects.visible_to(self.actor).filter(finding=finding)
        shown: dict[str, Any] = {
            "may_hand_over": finding.state in CONFIRMED_STATES and self.actor.can("inspections.confirm"),
            "handovers": list(handed.order_by("pk")),
        }
        if decision is not None:
            shown["window"] = window_of(decision)
            shown["appeal_pending"] = any(row.state == "pending" for row in decision.appeals.all())
        return shown

    def _ladder(self) -> dict[str, Any]:
        """The ladder, the step, and where it is to be decided the proposal with its form."""
        finding: Finding = self.object
        decision = getattr(finding, "decision", None)
        rungs = figures.rungs_for(finding)
        steps = figures.steps_of(rungs, TITLES if len(rungs) > 1 else ONE_STEP)
        if decision is not None:
            return {"rungs": steps, "step": decision.step}
        if finding.state == FindingState.DISMISSED:
            return {"rungs": steps, "step": 0}
        proposal, version = propose_for(finding, timezone.localdate())
        shown: dict[str, Any] = {
            "rungs": steps,
            "step": proposal.step,
            "proposal": proposal,
            "rule_version": version,
            "proposed": figures.proposal_words(proposal),
            "needs_case": bool(NEEDS_PAPERS & set(proposal.measures)),
            "case_for": "、".join(str(Measure(m).label) for m in Measure if m in NEEDS_PAPERS),
        }
        if finding.state == FindingState.CONFIRMED and self.actor.can("inspections.decide"):
            shown["decide_form"] = DecisionForm(finding=finding, proposal=proposal)
            shown |= self._case()
        return shown

    def _case(self) -> dict[str, Any]:
        """The penalty case that the decision may wait for. Clause: N3."""
        case, may_open = open_case_of(self.object), self.actor.can("procedure.record")
        if case is None:
            return {"open_case": None, "may_open_case": may_open}
        now = standing_of(case, timezone.localdate())
        return {"open_case": waiting_of(case, now.stage, now.until), "may_open_case": may_open}


class Confirm(FindingPage):
    """It is so."""

    capability = "inspections.confirm"
    form_class = ConfirmForm
    own_form = "confirm_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        finding = findings.confirm(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Confirmed: it counts from now on."), finding)


class Dismiss(FindingPage):
    """It is not so."""

    capability = "inspections.confirm"
    form_class = DismissForm
    own_form = "dismiss_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        finding = findings.dismiss(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Dismissed: it does not count."), finding)


class DecideFinding(FindingPage):
    """An officer decides."""

    capability = "inspections.decide"
    form_class = DecisionForm
    own_form = "decide_form"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.object.state == FindingState.CONFIRMED:
            kwargs["proposal"] = propose_for(self.object, timezone.localdate())[0]
        return kwargs

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        decision = decide(
            self.object,
            actor=self.actor,
            measures=data["measures"],
            reason=data["reason"],
            requirement=data["requirement"],
        )
        order = decision.orders.first()
        if order is not None:
            return self.done(_("Decision recorded; the order is served."), order)
        return self.done(_("Decision recorded."), decision)


class LiftStop(FindingPage):
    """Let teaching go on, where no rule does it."""

    capability = "inspections.decide"
    form_class = ReasonForm
    own_form = "lift_form"

    def get_form_kwargs(self) -> dict[str, Any]:
        return DeskView.get_form_kwargs(self)

    def form_valid(self, form: Any) -> HttpResponseBase:
        stop = getattr(getattr(self.object, "decision", None), "stop", None)
        if stop is None:
            raise Refusal(_("This decision stopped no teaching."))
        stops.lift(stop, actor=self.actor, reason=form.cleaned_data["reason"])
        return self.done(_("Teaching may go on."), self.object)
