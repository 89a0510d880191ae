"""Approving a visit, joining one, and standing at the door with its code. Clause: N2."""

from __future__ import annotations

from typing import Any

import segno
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.forms.lawful import ApproveForm, ArriveForm, CodeForm, JoinForm
from inspections.models import JointInspection
from inspections.services import approvals, arrivals, joining
from inspections.views.joint import Detail
from portal.desk.views import DeskView, MyView


class Approve(Detail):
    """Approve a visit that somebody else opened."""

    capability = "visits.approve"
    form_class = ApproveForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        approved = approvals.approve(self.object, actor=self.actor, note=form.cleaned_data["note"])
        told = _("Approved, and announced to the institution.")
        return self.done(told if approved.announced_on else _("Approved. It comes unannounced."), approved)

    def form_invalid(self, form: Any, *, status: int) -> HttpResponseBase:
        return self.render(approve_form=form, status=status)


class Join(DeskView):
    """Send departments along on a visit that is planned, rather than make a second one."""

    capability = "inspections.open"
    template_name = "inspections/desk/lawful_join.html"
    form_class = JoinForm

    def get_object(self) -> JointInspection:
        found = JointInspection.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"inspection": self.object}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "inspection": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        inspection = joining.join_inspection(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("They join the visit; it is approved anew."), inspection)


class Door(DeskView):
    """The officer's phone at the door: the visit's code to be scanned, and the institution's to scan."""

    capability = "inspections.record"
    template_name = "inspections/desk/lawful_door.html"
    form_class = ArriveForm

    def get_object(self) -> JointInspection:
        found = JointInspection.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        inspection: JointInspection = self.object
        check = self.request.build_absolute_uri(
            f"{reverse('inspections:check')}?code={inspection.visit_code}"
        )
        return {
            **more,
            "inspection": inspection,
            "visit": arrivals.visit_of(inspection),
            "today": timezone.localdate(),
            "members": inspection.members.select_related("user"),
            "qr": segno.make(check).svg_data_uri(scale=6, border=2),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        inspection = arrivals.arrive(self.object, actor=self.actor, code=form.cleaned_data["code"])
        return self.done(_("Noted: you are at the door."), inspection)


class MyDoor(MyView):
    """The institution confirms who stands at its door."""

    capability = "own.view"
    template_name = "inspections/my/lawful_door.html"
    form_class = CodeForm

    def initial(self) -> dict[str, Any]:
        return {"code": self.request.GET.get("code", "")[:20]}

    def form_valid(self, form: Any) -> HttpResponseBase:
        arrivals.confirm(form.cleaned_data["code"], actor=self.actor)
        return self.done(_("Confirmed. The visit is on your list."), reverse("inspections:my_visits"))
