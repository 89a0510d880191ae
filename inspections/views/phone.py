"""What a phone asks and sends of a part of a visit, and the page that lists what it holds. All answers are JSON."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.forms import phone as phone_forms
from inspections.forms.parts import KEEP, SUBMIT, PartForm
from inspections.models import VisitPart
from inspections.services import parts, phone
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskView


class OnPhone(DeskView):
    """What this phone holds of visits: drafts, what waits to be sent, and what was refused."""

    capability = "inspections.record"
    template_name = "inspections/desk/phone.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        mine = VisitPart.objects.visible_to(self.actor).to_record(self.actor)
        rows = mine.select_related("visit__joint_inspection__institution").order_by("visit__on")[:50]
        return {**more, "rows": rows}


class Worker(DeskView):
    """The service worker: it serves from below /desk/, so that it can answer for pages there."""

    capability = "inspections.record"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        path = finders.find("inspections/visit/worker.js")
        with open(str(path), encoding="utf-8") as file:
            return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")


class PhoneView(DeskView):
    """One part, asked and answered as JSON."""

    capability = "inspections.record"

    def get_object(self) -> VisitPart:
        found = VisitPart.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def say(self, status: int = 200, **words: Any) -> JsonResponse:
        """Answer; each answer carries a fresh token, so that a page from the day before can send."""
        return JsonResponse({**words, "csrf": get_token(self.request)}, status=status)

    def no(self, refusal: Refusal) -> JsonResponse:
        """Say why not, with what stands now where somebody else was quicker."""
        words: dict[str, Any] = {"error": str(refusal)}
        if refusal.status == 409:
            words["now"] = phone.state_of(self.get_object())
        return self.say(refusal.status, **words)


class PartState(PhoneView):
    """What stands of the part."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.say(now=phone.state_of(self.object), open=parts.may_record(self.object, self.actor))


class SendPiece(PhoneView):
    """One piece of a photo or signature."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = phone_forms.PieceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.say(422, error=_("This is no piece of a photo."), fields=list(form.errors))
        said = form.cleaned_data
        try:
            upload = phone.put_piece(
                self.object, actor=self.actor, taken=form.taken, index=said["index"], data=said["piece"]
            )
        except Refusal as refusal:
            return self.no(refusal)
        return self.say(done=upload.evidence_id is not None, have=phone.here(upload))


class SendDraft(PhoneView):
    """The draft itself, kept or submitted; the same draft twice is kept once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            draft = phone_forms.read_draft(request.body)
        except phone_forms.UnreadableDraft:
            return self.say(422, error=_("The phone sent something that is no draft of a visit."))
        act = SUBMIT if draft.get("act") == SUBMIT else KEEP
        items = parts.items_of(self.object, timezone.localdate())
        form = PartForm(phone_forms.as_post(draft, items), part=self.object, items=items, act=act)
        if not form.is_valid():
            return self.say(422, error=_("Something is missing."), errors=phone_forms.errors_of(form))
        gone = phone_forms.gone(draft, items)
        if gone and not draft.get("without_gone"):
            words = _("The checklist is another one now: some of what you answered is no longer asked.")
            return self.say(409, error=words, gone=gone, now=phone.state_of(self.object))
        return self._save(form, act, by_hand=bool(draft.get("by_hand")))

    def _save(self, form: PartForm, act: str, *, by_hand: bool) -> HttpResponseBase:
        save = parts.submit_part if act == SUBMIT else parts.keep_part
        said = form.cleaned_data
        try:
            part = save(
                self.object,
                actor=self.actor,
                entry=form.entry,
                client_id=said["client_id"],
                version=said["version"],
            )
        except Refusal as refusal:
            return self.no(refusal)
        if by_hand:
            submitted = _("Your part is submitted.")
            kept = _("Saved. You can go on later, here or on another device.")
            self._tell_once(submitted if act == SUBMIT else kept)
        url = part.visit.joint_inspection.get_absolute_url() if act == SUBMIT else part.get_absolute_url()
        return self.say(version=part.version, state=part.state, url=url)

    def _tell_once(self, words: str) -> None:
        """Leave the message for the next page, unless a sending whose answer was lost has left it already."""
        waiting = messages.get_messages(self.request)
        known = {str(message) for message in waiting}
        if isinstance(waiting, BaseStorage):
            waiting.used = False
        if words not in known:
            messages.success(self.request, words)
