"""Stopping teaching at once for a major hazard: one page that says what it does, and one that shows it. Clause: Z5."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from inspections import figures
from inspections.forms.appeals import HazardForm
from inspections.models import HazardStop, VisitPart
from inspections.services import hazards
from inspections.services.photos import files_about
from portal.desk.views import DeskView


class StopAtOnce(DeskView):
    """What the hazard is, and what stopping means."""

    capability = "hazards.stop"
    template_name = "inspections/desk/hazard_new.html"
    form_class = HazardForm

    def get_object(self) -> VisitPart:
        return get_object_or_404(VisitPart.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"companions": hazards.companions_of(self.object, self.actor)}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {"part": self.object, "institution": self.object.visit.joint_inspection.institution, **more}

    def form_valid(self, form: Any) -> HttpResponseBase:
        stop = hazards.stop_at_once(self.object, actor=self.actor, hazard=form.hazard)
        return self.done(_("Teaching is stopped; the institution is told."), stop)


class Hazard(DeskView):
    """One urgent stop."""

    capability = "inspections.view"
    template_name = "inspections/desk/hazard.html"

    def get_object(self) -> HazardStop:
        return get_object_or_404(HazardStop.objects.visible_to(self.actor).for_page(), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        hazard: HazardStop = self.object
        return {
            "hazard": hazard,
            "finding": hazard.finding,
            "stop": hazard.finding.decision.stop,
            "files": files_about(hazard),
            "events": figures.history_of(hazard),
            **more,
        }
