"""Handovers: the list, one with its next act, and handing over by hand."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.filters import HandoverFilter
from inspections.forms.handovers import AcceptForm, AnswerForm, ReturnForm, SendAgainForm, SendForm
from inspections.models import Finding, Handover
from inspections.queries import HandoverQuerySet
from inspections.services import handovers
from inspections.services.photos import files_about
from inspections.terms import HandoverState
from portal.desk.views import DeskList, DeskView

SENT, ACCEPTED, RETURNED = HandoverState.SENT, HandoverState.ACCEPTED, HandoverState.RETURNED


class Handovers(DeskList):
    """Handovers of the territory: what waits first."""

    capability = "inspections.view"
    template_name = "inspections/desk/handovers.html"
    filterset_class = HandoverFilter
    export_name = "handovers"
    export_columns = [
        (gettext_lazy("Number"), "number"),
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Department that has the power"), "get_to_department_display"),
        (gettext_lazy("Measure asked for"), "get_measure_display"),
        (gettext_lazy("Clause"), "clause"),
        (gettext_lazy("Sent"), "sent_on"),
        (gettext_lazy("Answer due"), "due"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Outcome"), "get_outcome_display"),
        (gettext_lazy("Number of the document"), "document_number"),
        (gettext_lazy("Answered"), "answered_on"),
    ]

    def get_queryset(self) -> HandoverQuerySet:
        return Handover.objects.visible_to(self.actor).for_list().queue()

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        visible = Handover.objects.visible_to(self.actor)
        return {**more, "today": today, "counts": figures.handover_counts(visible, today)}


class HandoverPage(DeskView):
    """One handover."""

    capability = "inspections.view"
    template_name = "inspections/desk/handover.html"
    own_form: ClassVar[str] = ""
    # The acts of the department asked, and the states each is offered in.
    ANSWERS: ClassVar[tuple[tuple[str, type[forms.Form], tuple[str, ...]], ...]] = (
        ("accept_form", AcceptForm, (SENT,)),
        ("answer_form", AnswerForm, (ACCEPTED,)),
        ("return_form", ReturnForm, (SENT, ACCEPTED)),
    )

    def get_object(self) -> Handover:
        found = Handover.objects.visible_to(self.actor).for_list()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        handover: Handover = self.object
        acts: dict[str, Any] = {}
        if handovers.may_answer(handover, self.actor):
            acts = {name: form() for name, form, states in self.ANSWERS if handover.state in states}
        if handover.state == RETURNED and self.actor.can("inspections.confirm"):
            acts["again_form"] = SendAgainForm()
        form = more.get("form")
        if form is not None and self.own_form:
            acts[self.own_form] = form
        finding_seen = Finding.objects.visible_to(self.actor).filter(pk=handover.finding_id).exists()
        return {
            **acts,
            "handover": handover,
            "finding_seen": finding_seen,
            "files": files_about(handover),
            "events": figures.history_of(handover),
            "today": timezone.localdate(),
            **more,
        }


class Accept(HandoverPage):
    """The department takes it up."""

    capability = "handovers.answer"
    form_class = AcceptForm
    own_form = "accept_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        return self.done(_("Accepted."), handovers.accept(self.object, actor=self.actor))


class Return(HandoverPage):
    """Not a matter of this department."""

    capability = "handovers.answer"
    form_class = ReturnForm
    own_form = "return_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handovers.send_back(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Returned, with the reason."), row)


class Answer(HandoverPage):
    """What the department did."""

    capability = "handovers.answer"
    form_class = AnswerForm
    own_form = "answer_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handovers.answer(self.object, actor=self.actor, answer=form.answer)
        return self.done(_("The answer is filed."), row)


class SendAgain(HandoverPage):
    """To the right department."""

    capability = "inspections.confirm"
    form_class = SendAgainForm
    own_form = "again_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handovers.send_again(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Sent to the right department."), row)


class Send(DeskView):
    """Hand a confirmed finding over by hand."""

    capability = "inspections.confirm"
    template_name = "inspections/desk/handover_new.html"
    form_class = SendForm

    def get_object(self) -> Finding:
        found = Finding.objects.visible_to(self.actor).for_decision()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        able = [name for name in handovers.powers_of(self.object) if name != self.actor.department]
        return super().get_form_kwargs() | {"departments": able}

    def initial(self) -> dict[str, Any]:
        return {"facts": self.object.text}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {"finding": self.object, **more}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = handovers.send(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Handed over."), row)
