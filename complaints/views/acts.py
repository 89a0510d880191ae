"""What an officer does with a complaint: each act has its address, its form and its service."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.forms import desk as desk_forms
from complaints.models import AnswerTemplate, Complaint
from complaints.queries import AnswerTemplateQuerySet
from complaints.rules.endings import needs_second_level
from complaints.services import answers, endings, extending, handling, intake, register, templates
from complaints.terms import State
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskView

RECEIVED = (State.RECEIVED,)
OPEN = (State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS)
RUNNING = (State.ACCEPTED, State.IN_PROGRESS)
ENDED = (State.ANSWERED, State.REFUSED)


class Act(DeskView):
    """One act. The complaint's page offers it while `is_offered`; its own page shows it again where it is refused."""

    capability = "complaints.handle"
    template_name = "complaints/desk/act.html"
    form_class: type[forms.BaseForm] | None = desk_forms.PlainForm
    name: ClassVar[str]
    title: ClassVar[str | Promise]
    submit: ClassVar[str | Promise]
    states: ClassVar[tuple[str, ...]] = OPEN
    tone: ClassVar[str] = "neutral"

    def get_object(self) -> Complaint:
        return get_object_or_404(Complaint.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    @classmethod
    def opening(cls) -> dict[str, Any]:
        """What stands in the form at first."""
        return {}

    def initial(self) -> dict[str, Any]:
        return self.opening()

    def get_form_kwargs(self) -> dict[str, Any]:
        about = {"complaint": self.object, "actor": self.actor, "auto_id": f"{self.name}_%s"}
        return {**super().get_form_kwargs(), **about}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "complaint": self.object, "act": type(self), "today": timezone.localdate()}

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        """Whether the page of the complaint offers this act now."""
        return complaint.state in cls.states


class Accept(Act):
    """Accept."""

    form_class = desk_forms.AcceptForm
    name, title, submit = "accept", gettext_lazy("Accept it"), gettext_lazy("Accept")
    states, tone = RECEIVED, "primary"

    def form_valid(self, form: Any) -> HttpResponseBase:
        intake.accept(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Accepted."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and complaint.district_id is not None


class Refuse(Act):
    """Refuse."""

    form_class = desk_forms.RefuseForm
    name, title, submit = "refuse", gettext_lazy("Do not accept it"), gettext_lazy("Do not accept")
    states = RECEIVED

    def form_valid(self, form: Any) -> HttpResponseBase:
        intake.refuse(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Not accepted; the person can read why."), self.object)


class SendOn(Act):
    """Dispatch."""

    form_class = desk_forms.DispatchForm
    name, title, submit = "dispatch", gettext_lazy("Dispatch it"), gettext_lazy("Dispatch")

    def form_valid(self, form: Any) -> HttpResponseBase:
        handling.dispatch(self.object, actor=self.actor, **form.cleaned_data)
        still_mine = Complaint.objects.visible_to(self.actor).filter(pk=self.object.pk).exists()
        return self.done(_("Dispatched."), self.object if still_mine else reverse("complaints:list"))


class Take(Act):
    """Take on."""

    name, title, submit = "take", gettext_lazy("Handle it myself"), gettext_lazy("I handle it")

    def form_valid(self, form: Any) -> HttpResponseBase:
        handling.take(self.object, actor=self.actor)
        return self.done(_("You handle it now."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        mine = actor.user is not None and complaint.assigned_to_id == actor.user.pk
        return super().is_offered(complaint, actor) and not mine


class Link(Act):
    """Find the institution in the register."""

    form_class = desk_forms.LinkForm
    name, title = "link", gettext_lazy("Find the institution in the register")
    submit = gettext_lazy("It is this one")

    def get_context(self, **more: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", self.object.described_name)
        pks = [found.pk for found in register.find_by_words(words)]
        mine = Institution.objects.visible_to(self.actor).filter(pk__in=pks).select_related("district")
        return super().get_context(**more, q=words, found=list(mine))

    def form_valid(self, form: Any) -> HttpResponseBase:
        institution = register.find_by_code(form.cleaned_data["code"])
        if institution is None:
            raise Refusal(_("No such institution in your register."), field="code")
        handling.link_institution(self.object, actor=self.actor, institution=institution)
        return self.done(_("The complaint is about %(name)s.") % {"name": institution.name}, self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and complaint.institution_id is None


class Check(Act):
    """Write down what the check came to."""

    form_class = desk_forms.CheckForm
    name, title, submit = "check", gettext_lazy("Leads checked"), gettext_lazy("Write it down")
    states = RUNNING

    def form_valid(self, form: Any) -> HttpResponseBase:
        handling.record_check(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Written down."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and complaint.checked_on is None


class Told(Act):
    """Say that the person was told."""

    name, title = "told", gettext_lazy("Tell the person that a case was opened")
    submit = gettext_lazy("I told them")
    states = (*RUNNING, *ENDED)

    def form_valid(self, form: Any) -> HttpResponseBase:
        handling.record_told(self.object, actor=self.actor)
        return self.done(_("Written down."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        waiting = complaint.tell_by is not None and complaint.told_on is None
        return super().is_offered(complaint, actor) and waiting


class OpenVisit(Act):
    """Open a joint inspection."""

    form_class = desk_forms.VisitForm
    name, title, submit = (
        "visit",
        gettext_lazy("Open a joint inspection"),
        gettext_lazy("Open the inspection"),
    )
    states = RUNNING

    @classmethod
    def opening(cls) -> dict[str, Any]:
        return {"on": timezone.localdate(), "purpose": _("Special inspection")}

    def form_valid(self, form: Any) -> HttpResponseBase:
        handling.open_visit(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The joint inspection is open."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        free = complaint.institution_id is not None and complaint.joint_inspection_id is None
        return super().is_offered(complaint, actor) and free and actor.can("inspections.open")


class Answer(Act):
    """Answer."""

    form_class = desk_forms.AnswerForm
    name, title, submit = "answer", gettext_lazy("Answer it"), gettext_lazy("Send the answer")
    states, tone = RUNNING, "primary"

    def fitting(self) -> AnswerTemplateQuerySet:
        """The templates that fit this complaint."""
        return AnswerTemplate.objects.visible_to(self.actor).for_complaint(self.object)

    def initial(self) -> dict[str, Any]:
        """The words of the template that the address names."""
        asked = self.request.GET.get("template", "")
        chosen = self.fitting().filter(pk=asked).first() if asked.isdecimal() else None
        return {"text": templates.words_for(chosen, self.object)} if chosen else {}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return super().get_context(**more, templates=self.fitting())

    def form_valid(self, form: Any) -> HttpResponseBase:
        answers.answer(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Answered."), self.object)


class Extend(Act):
    """More time."""

    form_class = desk_forms.ExtendForm
    name, title, submit = "extend", gettext_lazy("Take more time, once"), gettext_lazy("Extend")
    states = RUNNING

    def form_valid(self, form: Any) -> HttpResponseBase:
        extending.extend(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Extended; the person can read the new day."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and complaint.paused_on is None


class Pause(Act):
    """Let the clock stand still."""

    form_class = desk_forms.PauseForm
    name, title, submit = "pause", gettext_lazy("Let the clock stand still"), gettext_lazy("Stop the clock")

    def form_valid(self, form: Any) -> HttpResponseBase:
        extending.pause(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The clock stands still."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and complaint.paused_on is None


class Resume(Act):
    """Let the clock run on."""

    name, title, submit = "resume", gettext_lazy("Let the clock run on"), gettext_lazy("Start the clock")

    def form_valid(self, form: Any) -> HttpResponseBase:
        extending.resume(self.object, actor=self.actor)
        return self.done(_("The clock runs again."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and complaint.paused_on is not None


class WriteNote(Act):
    """Internal note."""

    form_class = desk_forms.NoteForm
    name, title, submit = "note", gettext_lazy("Internal note"), gettext_lazy("Write the note")
    states = tuple(State.values)

    def form_valid(self, form: Any) -> HttpResponseBase:
        handling.add_note(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Note written."), self.object)


class Seen(Act):
    """Say that what was added was read."""

    name, title, submit = "seen", gettext_lazy("The person added something"), gettext_lazy("I have read it")
    states = tuple(State.values)

    def form_valid(self, form: Any) -> HttpResponseBase:
        answers.mark_seen(self.object, actor=self.actor)
        return self.done(_("Marked as read."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return complaint.has_news


class Close(Act):
    """Close."""

    name, title, submit = "close", gettext_lazy("Close it"), gettext_lazy("Close")
    states = ENDED

    def form_valid(self, form: Any) -> HttpResponseBase:
        answers.close(self.object, actor=self.actor)
        return self.done(_("Closed."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        may = not needs_second_level(complaint.kind) or actor.can("complaints.oversee")
        return super().is_offered(complaint, actor) and may


class Return(Act):
    """Send the answer back to the district."""

    capability = "complaints.oversee"
    form_class = desk_forms.ReturnForm
    name, title = "return", gettext_lazy("Send it back to be done better")
    submit = gettext_lazy("Send it back")
    states = (*ENDED, State.CLOSED)

    def form_valid(self, form: Any) -> HttpResponseBase:
        endings.return_for_rework(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Sent back; the clocks run anew."), self.object)

    @classmethod
    def is_offered(cls, complaint: Complaint, actor: Actor) -> bool:
        return super().is_offered(complaint, actor) and actor.can(cls.capability)
