"""Who complained: asking, a second officer's agreement, and the one page on which it is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.forms import desk as desk_forms
from complaints.models import Complaint, IdentityRequest
from complaints.services import identity
from complaints.terms import Opening
from complaints.views.acts import Act
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskView


class AskIdentity(Act):
    """Ask to open who complained; where a second officer has agreed, the page has the button."""

    capability = "complaints.identify"
    template_name = "complaints/desk/identity.html"
    form_class: type[forms.BaseForm] | None = desk_forms.IdentityForm
    name, title, submit = "identity", gettext_lazy("Who complained"), gettext_lazy("Ask a second officer")

    def get_context(self, **more: Any) -> dict[str, Any]:
        asked = identity.latest_request(self.object, self.actor)
        openable = identity.is_open(asked, timezone.now())
        return super().get_context(**more, asked=asked, openable=openable)

    def form_valid(self, form: Any) -> HttpResponseBase:
        identity.ask(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Asked. You are told on your workbench when it can be opened."), self.object)


class OpenIdentity(AskIdentity):
    """Show who complained: the answer is this one page, it is kept nowhere. Opened anew, it asks again."""

    form_class = desk_forms.PlainForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseRedirect(reverse("complaints:identity", args=[self.object.pk]))

    def form_valid(self, form: Any) -> HttpResponseBase:
        found = identity.read_identity(self.object, actor=self.actor)
        return self.render(form=None, identity=found)

    def refused(self, form: Any, refusal: Refusal) -> HttpResponseBase:
        if refusal.status == 403:
            return super().refused(form, refusal)
        asking = desk_forms.IdentityForm(complaint=self.object, actor=self.actor)
        asking.full_clean()
        return self.render(form=asking, refusal=str(refusal), status=refusal.status)


class Request(DeskView):
    """A colleague's request, for the second officer."""

    capability = "complaints.identify"
    template_name = "complaints/desk/identity_request.html"
    form_class: type[forms.BaseForm] | None = desk_forms.DeclineForm

    def get_object(self) -> IdentityRequest:
        found = IdentityRequest.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "complaint": self.object.complaint, "actor": self.actor}

    def get_context(self, **more: Any) -> dict[str, Any]:
        asked: IdentityRequest = self.object
        own = self.actor.user is None or asked.asked_by_id == self.actor.user.pk
        may = asked.state == Opening.ASKED and not own
        return {**more, "asked": asked, "complaint": asked.complaint, "may_decide": may}

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.http_method_not_allowed(self.request)


class Grant(Request):
    """Agree."""

    form_class: type[forms.BaseForm] | None = desk_forms.PlainForm
    http_method_names = ["post"]

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return DeskView.post(self, self.request)

    def form_valid(self, form: Any) -> HttpResponseBase:
        identity.grant(self.object, actor=self.actor)
        return self.done(_("You agreed; it can be opened for a limited time."), self.back())

    def back(self) -> Complaint:
        """Where the officer goes on."""
        found: Complaint = self.object.complaint
        return found


class Decline(Grant):
    """Do not agree."""

    form_class = desk_forms.DeclineForm

    def form_valid(self, form: Any) -> HttpResponseBase:
        identity.decline(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Not opened; your colleague can read why."), self.back())
