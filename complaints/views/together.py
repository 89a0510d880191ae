"""What others are asked about a complaint: the person, departments, the district that is late."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.forms import desk as desk_forms
from complaints.models import Complaint, JointRequest
from complaints.queries import JointRequestQuerySet
from complaints.services import asking, together, urging
from complaints.views.acts import OPEN, RUNNING, Act
from portal.accounts.actors import Actor
from portal.desk.views import DeskList, DeskView


class Ask(Act):
    """Ask the person."""

    form_class = desk_forms.AskForm
    name, title, submit = (
        "ask_person",
        gettext_lazy("Ask the person for more"),
        gettext_lazy("Send the question"),
    )
    states = OPEN

    def form_valid(self, form: Any) -> HttpResponseBase:
        asking.ask(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Asked; the clock stands still until they add something."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and complaint.paused_on is None


class Urge(Act):
    """Urge the district."""

    capability = "complaints.oversee"
    form_class = desk_forms.UrgeForm
    name, title, submit = "urge", gettext_lazy("Urge the district"), gettext_lazy("Urge")
    states = OPEN

    def form_valid(self, form: Any) -> HttpResponseBase:
        urging.urge(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The district was urged and has to reply."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        may = actor.can(cls.capability) and complaint.district_id is not None
        return super().is_offered(complaint, actor) and may


class Reply(Act):
    """Reply to the city."""

    form_class = desk_forms.ReplyForm
    name, title, submit = "reply", gettext_lazy("Reply to the city's urging"), gettext_lazy("Reply")
    tone = "primary"

    def form_valid(self, form: Any) -> HttpResponseBase:
        urging.reply(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Replied; the city reads it."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return actor.district_ids is not None and complaint.is_urged  # type: ignore[attr-defined]


class AskDepartments(Act):
    """Ask other departments."""

    form_class = desk_forms.JointForm
    name, title, submit = (
        "joint",
        gettext_lazy("Handle it together with departments"),
        gettext_lazy("Ask them"),
    )
    states = RUNNING

    def form_valid(self, form: Any) -> HttpResponseBase:
        together.ask(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Asked; each department says its part, you stay in the lead."), self.object)


class JointRequests(DeskList):
    """What departments are asked, the next due first."""

    capability = "complaints.join"
    template_name = "complaints/desk/joint_list.html"
    export_name = "joint"
    export_columns = [
        (gettext_lazy("Institution"), "complaint.about"),
        (gettext_lazy("department"), "get_department_display"),
        (gettext_lazy("what is asked"), "text"),
        (gettext_lazy("asked on"), "asked_on"),
        (gettext_lazy("due"), "due"),
        (gettext_lazy("given on"), "given_on"),
    ]

    def get_queryset(self) -> JointRequestQuerySet:
        return JointRequest.objects.visible_to(self.actor).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "today": timezone.localdate()}


class JointRequestPage(DeskView):
    """One request: what the lead asks, and the department's part."""

    capability = "complaints.join"
    template_name = "complaints/desk/joint_one.html"
    form_class = desk_forms.OpinionForm

    def get_object(self) -> JointRequest:
        return get_object_or_404(JointRequest.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        request: JointRequest = self.object
        answers = request.given_on is None and self.actor.department == request.department
        return {
            **more,
            "asked": request,
            "may_answer": answers,
            "sees_complaint": Complaint.objects.visible_to(self.actor)
            .filter(pk=request.complaint_id)
            .exists(),
            "today": timezone.localdate(),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = together.give(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Given; whoever leads was told."), row)
