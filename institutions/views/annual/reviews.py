"""One return on the staff side: what was reported, the review, the notice, the objection."""

from typing import Any, ClassVar

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.figures import annual as figures
from institutions.forms import AbsentForm, AnswerForm, PointsForm, ProposeResultForm, SendBackForm
from institutions.models import AnnualReturn
from institutions.services import annual
from institutions.terms import AnnualState, AnnualStep
from institutions.views.annual.reported import reported_of
from portal.desk.views import DeskView


class ReturnView(DeskView):
    """A page about one return of the territory."""

    def get_object(self) -> AnnualReturn:
        return get_object_or_404(AnnualReturn.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])


class Look(ReturnView):
    """One return: report, papers, points, notice, history, and what comes next."""

    capability = "annual.view"
    template_name = "institutions/desk/annual_return.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        row: AnnualReturn = self.object
        under_way = row.annual_inspection.state == AnnualState.OPEN
        found = annual.proposed_for(row, annual.marks_of(row)) if row.step == AnnualStep.REVIEW else None
        today = timezone.localdate()
        return more | {
            **reported_of(row, self.actor),
            "may_act": under_way and self.actor.can("annual.conclude"),
            "may_send_back": can_proceed(row.send_back),
            "may_miss": row.reported_at is None and today > row.annual_inspection.report_by,
            "found": found,
            "today": today,
            "events": figures.history_of(row),
        }


class Act(ReturnView):
    """One act about a return, on its own page."""

    capability = "annual.conclude"
    template_name = "institutions/desk/annual/act.html"
    heading: ClassVar[Promise | str]
    lead: ClassVar[Promise | str] = ""
    submit: ClassVar[Promise | str]
    tone: ClassVar[str] = "go"

    def get_context(self, **more: Any) -> dict[str, Any]:
        words = {"heading": self.heading, "lead": self.lead, "submit": self.submit, "tone": self.tone}
        return more | words | {"annual_return": self.object, "today": timezone.localdate()}


class Begin(Act):
    """Begin the review."""

    form_class = forms.Form
    heading = _("Begin the review")
    lead = _("From now on the institution can't change its report.")
    submit = _("Begin the review")

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = annual.begin_review(self.object, actor=self.actor)
        return self.done(_("The review has begun."), row)


class SendBack(Act):
    """Send a report back to be corrected."""

    form_class = SendBackForm
    heading = _("Send the report back")
    lead = _("The institution corrects it and reports again.")
    submit = _("Send back")

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = annual.send_back(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The report is back with the institution."), row)


class Absent(Act):
    """Record that an institution did not take part."""

    form_class = AbsentForm
    heading = _("Record that it did not take part")
    lead = _("This is final. Two years without annual inspection make a zombie.")
    submit = _("Did not take part")
    tone = "danger"

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = annual.decide(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Result recorded."), row)


class Points(ReturnView):
    """Points for every item, with a reason where they differ from the institution's own."""

    capability = "annual.conclude"
    form_class = PointsForm
    template_name = "institutions/desk/annual/points.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        marks = annual.marks_of(self.object)
        return super().get_form_kwargs() | {"items": annual.items_of(self.object), "marks": marks}

    def initial(self) -> dict[str, Any]:
        known: dict[str, Any] = {}
        for mark in annual.marks_of(self.object):
            points = mark.self_points if mark.points is None else mark.points
            known |= {f"points_{mark.item_id}": points, f"veto_{mark.item_id}": mark.vetoed}
            known[f"reason_{mark.item_id}"] = mark.reason
        return known

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"annual_return": self.object, "open": self.object.step == AnnualStep.REVIEW}

    def form_valid(self, form: Any) -> HttpResponseBase:
        found = annual.save_points(self.object, actor=self.actor, given=form.given())
        if found.points is None:
            return self.done(_("Points kept. Some items have none yet."), self.object)
        return self.done(_("Points kept. Now propose the result."), self.object)


class Propose(Act):
    """Propose a result and give notice of it."""

    form_class = ProposeResultForm
    template_name = "institutions/desk/annual/propose.html"
    heading = _("Propose the result")
    lead = _("The institution gets notice and may object within it; then the result is final.")
    submit = _("Give notice of this result")

    def initial(self) -> dict[str, Any]:
        found = annual.proposed_for(self.object, annual.marks_of(self.object))
        return {"result": found.result}

    def get_context(self, **more: Any) -> dict[str, Any]:
        found = annual.proposed_for(self.object, annual.marks_of(self.object))
        return super().get_context(**more) | {"found": found}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = annual.propose(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The institution has notice of the result."), row)


class Answer(Act):
    """Answer an objection."""

    form_class = AnswerForm
    template_name = "institutions/desk/annual/answer.html"
    heading = _("Answer the objection")
    submit = _("Answer")

    def initial(self) -> dict[str, Any]:
        return {"result": self.object.proposed}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return super().get_context(**more) | reported_of(self.object, self.actor)

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = annual.answer(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The objection is answered."), row)
