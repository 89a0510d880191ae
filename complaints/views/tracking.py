"""Following a complaint with its number and secret."""

from __future__ import annotations

import time
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from complaints.forms.public import RateForm, SupplementForm, TrackForm
from complaints.models import Complaint
from complaints.rules import limits
from complaints.services import drafts, endings, throttle, tracking
from complaints.views.sources import address_of
from portal.accounts.refusals import Refusal
from portal.ui.views import PublicView

OPENED = "complaints.opened"
SECONDS_OPEN = 1800


def opened_in(request: HttpRequest) -> Complaint | None:
    """The complaint that this browser opened with its secret within the last half hour."""
    content = drafts.unseal(request.session.get(OPENED))
    if not content or time.time() - content["at"] > SECONDS_OPEN:
        return None
    return tracking.again(content["number"])


@method_decorator(never_cache, name="dispatch")
class Track(PublicView):
    """Asks for number and secret; then shows how far it is."""

    template_name = "complaints/public/track.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        complaint = opened_in(request)
        if complaint is not None:
            return self.show(complaint, SupplementForm(initial={"client_id": uuid.uuid4()}))
        return self.render(form=TrackForm(initial={"number": request.GET.get("number", "")[:40]}))

    def show(
        self,
        complaint: Complaint,
        form: SupplementForm,
        *,
        rate_form: RateForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        self.template_name = "complaints/public/progress.html"
        today = timezone.localdate()
        progress = tracking.progress_of(complaint, today)
        rate_form = rate_form or RateForm(initial={"client_id": uuid.uuid4()})
        return self.render(progress=progress, form=form, rate_form=rate_form, today=today, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = TrackForm(request.POST)
        if not form.is_valid():
            return self.render(form=form, status=422)
        try:
            complaint = self.open(**form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.render(form=form, status=refusal.status)
        request.session.cycle_key()
        request.session[OPENED] = drafts.seal({"number": complaint.number, "at": int(time.time())})
        return HttpResponseRedirect(reverse("complaints:track"))

    def open(self, number: str, secret: str) -> Complaint:
        """Count the try, then compare."""
        throttle.count("follow", address_of(self.request), limits.FOLLOWING)
        return tracking.find(number, secret)


class Add(Track):
    """Adds words and files to the complaint that is open in this browser."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseRedirect(reverse("complaints:track"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        complaint = opened_in(request)
        if complaint is None:
            return HttpResponseRedirect(reverse("complaints:track"))
        form = SupplementForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(complaint, form, status=422)
        said = form.cleaned_data
        try:
            throttle.count("add", address_of(request), limits.ADDING)
            tracking.add_supplement(
                complaint, client_id=said["client_id"], text=said["text"], uploads=said["files"]
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.show(complaint, form, status=refusal.status)
        messages.success(request, _("Added. The officers who handle your complaint will read it."))
        return HttpResponseRedirect(reverse("complaints:track"))


class Rate(Track):
    """Says what the answer is worth; who is not satisfied has it looked into again, once."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseRedirect(reverse("complaints:track"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        complaint = opened_in(request)
        if complaint is None:
            return HttpResponseRedirect(reverse("complaints:track"))
        form, empty = RateForm(request.POST), SupplementForm(initial={"client_id": uuid.uuid4()})
        if not form.is_valid():
            return self.show(complaint, empty, rate_form=form, status=422)
        try:
            throttle.count("add", address_of(request), limits.ADDING)
            endings.rate(complaint, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.show(complaint, empty, rate_form=form, status=refusal.status)
        messages.success(request, _("Thank you. What you said is on file."))
        return HttpResponseRedirect(reverse("complaints:track"))


@method_decorator(never_cache, name="dispatch")
class Leave(PublicView):
    """Closes it on this device."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.session.pop(OPENED, None)
        return HttpResponseRedirect(reverse("complaints:track"))
