"""Recording a department's part of a visit, on a phone."""

from __future__ import annotations

import uuid
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.forms.parts import KEEP, SUBMIT, PartForm
from inspections.models import Finding, VisitPart
from inspections.services import parts
from inspections.services.photos import files_of, taken_of
from inspections.terms import PartState
from portal.accounts.refusals import Refusal
from portal.desk.views import DeskView


class Part(DeskView):
    """The own department's part: the form while it is open, what was recorded afterwards."""

    capability = "inspections.view"
    template_name = "inspections/desk/part.html"
    form_class = PartForm
    conflict = False

    def get_object(self) -> VisitPart:
        found = VisitPart.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @property
    def act(self) -> str:
        return SUBMIT if self.request.POST.get("act") == SUBMIT else KEEP

    def get_form_kwargs(self) -> dict[str, Any]:
        items = parts.items_of(self.object, timezone.localdate())
        return super().get_form_kwargs() | {"part": self.object, "items": items, "act": self.act}

    def get_form(self) -> Any:
        asked = self.request.method == "POST" or parts.may_record(self.object, self.actor)
        return super().get_form() if asked else None

    def form_valid(self, form: Any) -> HttpResponseBase:
        save = parts.submit_part if self.act == SUBMIT else parts.keep_part
        data = form.cleaned_data
        part = save(
            self.object,
            actor=self.actor,
            entry=form.entry,
            client_id=data["client_id"],
            version=data["version"],
        )
        if part.state == PartState.SUBMITTED:
            return self.done(_("Your part is submitted."), part.visit.joint_inspection)
        return self.done(_("Saved. You can go on later, here or on another device."), part)

    def refused(self, form: Any, refusal: Refusal) -> HttpResponseBase:
        self.conflict = refusal.status == 409
        return super().refused(form, refusal)

    def get_context(self, **more: Any) -> dict[str, Any]:
        part: VisitPart = self.object
        form = more.get("form")
        bound = form is not None and form.is_bound
        return {
            "part": part,
            "inspection": part.visit.joint_inspection,
            # After a conflict the next save knowingly goes over what stands now; else it keeps its own version.
            "version": form["version"].value() if form and bound and not self.conflict else part.version,
            "client_id": uuid.uuid4(),
            "conflict": self.conflict,
            "may_stop": self.actor.can("hazards.stop"),
            "recordable": parts.may_record(part, self.actor),
            "unlooked": parts.not_looked_at(part, timezone.localdate()),
            "results": part.results.select_related("item__section"),
            "files": files_of(part),
            "taken": taken_of(part),
            "findings": Finding.objects.visible_to(self.actor).filter(visit_part=part),
            "today": timezone.localdate(),
            **more,
        }
