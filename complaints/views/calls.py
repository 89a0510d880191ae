"""Taking reports down on the telephone and from letters: kept as typed, filed, number and secret read out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.forms.calls import CallForm
from complaints.forms.desk import SourceForm
from complaints.models import CallDraft
from complaints.services import calls, filing, register
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.desk.views import DeskView

FOUND = 8


class Calls(DeskView):
    """Begin one, or go on with one of the own that is not filed yet."""

    capability = "complaints.handle"
    template_name = "complaints/desk/calls.html"
    form_class = SourceForm

    def get_context(self, **more: Any) -> dict[str, Any]:
        mine = CallDraft.objects.visible_to(self.actor).filter(complaint=None)
        return {**more, "drafts": list(mine[:20])}

    def form_valid(self, form: Any) -> HttpResponseBase:
        draft = calls.begin(actor=self.actor, source=form.cleaned_data["source"])
        return HttpResponseRedirect(draft.get_absolute_url())


class Call(DeskView):
    """One report on one page; every change is kept while the person is still talking."""

    capability = "complaints.handle"
    template_name = "complaints/desk/call.html"
    form_class = CallForm

    def get_object(self) -> CallDraft:
        return get_object_or_404(CallDraft.objects.visible_to(self.actor), client_id=self.kwargs["client_id"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.complaint_id is not None:
            return HttpResponseRedirect(reverse("complaints:call_receipt", args=[self.object.client_id]))
        return super().get(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return calls.typed(self.object)

    def get_context(self, **more: Any) -> dict[str, Any]:
        form = more.get("form")
        words = str(form["described_name"].value() or "") if form else ""
        picked = str(form["pick"].value() or "") if form else ""
        found = register.find_by_words(words)[:FOUND]
        return {**more, "draft": self.object, "found": found, "picked": picked}

    def form_valid(self, form: Any) -> HttpResponseBase:
        calls.file(self.object, actor=self.actor, filing=form.filing(self.object.source))
        return HttpResponseRedirect(reverse("complaints:call_receipt", args=[self.object.client_id]))

    def form_invalid(self, form: Any, *, status: int) -> HttpResponseBase:
        _keep(self, form)
        return super().form_invalid(form, status=status)


class KeepCall(Call):
    """Keep what is typed so far; answers with the institutions that its name may mean."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CallForm(request.POST)
        try:
            draft = _keep(self, form)
        except ChangedMeanwhile:
            return HttpResponse(status=409)
        if not request.headers.get("HX-Request"):
            return HttpResponseRedirect(draft.get_absolute_url())
        return render(
            request, "complaints/desk/call_kept.html", self.get_context(form=form, saved=draft.saved_at)
        )


def _keep(view: DeskView, form: CallForm) -> CallDraft:
    """Keep what stands in the fields, right or wrong."""
    said = {name: view.request.POST[name] for name in form.fields if name in view.request.POST}
    return calls.keep(view.object, actor=view.actor, said=said)


class CallReceipt(DeskView):
    """Number and secret, to be read out; the secret for a quarter of an hour, or until it was said."""

    capability = "complaints.handle"
    template_name = "complaints/desk/call_receipt.html"

    def get_object(self) -> CallDraft:
        mine = CallDraft.objects.visible_to(self.actor).exclude(complaint=None).select_related("complaint")
        return get_object_or_404(mine, client_id=self.kwargs["client_id"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        complaint = self.object.complaint
        return {**more, "complaint": complaint, "secret": filing.secret_kept(self.object.client_id)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        filing.forget_secret(self.object.client_id)
        return self.done(_("Filed. The secret is shown no more."), reverse("complaints:calls"))


class DiscardCall(Call):
    """Throw away what is not filed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            calls.discard(self.object, actor=self.actor)
        except Refusal:
            return self.done(_("It was filed already."), self.object)
        return self.done(_("Thrown away."), reverse("complaints:calls"))
