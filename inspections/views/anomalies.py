"""Anomalies: reported in three taps, listed, answered or made a visit of. Clause: M7."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.figures import history_of
from inspections.filters import AnomalyFilter
from inspections.forms.anomalies import AnswerForm, PlaceForm, SendForm
from inspections.models import Anomaly
from inspections.queries import AnomalyQuerySet, streets_of_actor
from inspections.services import anomalies
from inspections.services.photos import files_about
from inspections.terms import URGENT_ANOMALIES, AnomalyKind, AnomalyState
from institutions.models import Institution
from portal.desk.views import DeskList, DeskView

SHORTEST, FOUND = 2, 20


class Anomalies(DeskList):
    """What was reported, the next due first."""

    capability = "anomalies.view"
    template_name = "inspections/desk/anomalies/list.html"
    filterset_class = AnomalyFilter
    export_name = "anomalies"
    export_columns = [
        (gettext_lazy("number"), "number"),
        (gettext_lazy("District"), "district.name"),
        (gettext_lazy("Street"), "street.name"),
        (gettext_lazy("what was seen"), "get_kind_display"),
        (gettext_lazy("where"), "where"),
        (gettext_lazy("in words"), "text"),
        (gettext_lazy("reported"), "reported_at"),
        (gettext_lazy("due"), "due"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("answer to the street"), "answer"),
    ]

    def get_queryset(self) -> AnomalyQuerySet:
        return Anomaly.objects.visible_to(self.actor).for_list().queue()

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "today": timezone.localdate(), "may_report": self.actor.can("anomalies.report")}


class Report(DeskView):
    """Three taps: what, where, send. What was chosen stays in the address, so that back is one step back."""

    capability = "anomalies.report"
    template_name = "inspections/desk/anomalies/what.html"
    form_class = SendForm
    kind: str = ""

    def get_object(self) -> Institution | None:
        asked = self.request.GET.get("what", "")
        self.kind = asked if asked in AnomalyKind.values else ""
        code = self.request.GET.get("institution", "")
        if not code:
            return None
        return get_object_or_404(Institution.objects.visible_to(self.actor).for_list(), code=code)

    def place_form(self) -> PlaceForm:
        """The place in words, as far as it was given."""
        given = self.request.GET if "place" in self.request.GET else None
        return PlaceForm(given, streets=streets_of_actor(self.actor))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"always_urgent": self.kind in URGENT_ANOMALIES}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.kind:
            return self.render(kinds=AnomalyKind.choices)
        place = self.place_form()
        if self.object is None and not place.is_valid():
            return self.where(place)
        return self.render(form=self.get_form())

    def where(self, place: PlaceForm) -> HttpResponseBase:
        """The second tap: institutions of the own street, or found by two characters, or a place in words."""
        self.template_name = "inspections/desk/anomalies/where.html"
        q = self.request.GET.get("q", "").strip()
        seen = Institution.objects.visible_to(self.actor).for_list().order_by("name", "pk")
        found: Any = []
        if len(q) >= SHORTEST:
            found = seen.named(q)[:FOUND]
        elif not q and self.actor.street_id:
            found = seen[:FOUND]
        return self.render(place_form=place, found=found, q=q, too_short=0 < len(q) < SHORTEST, most=FOUND)

    def get_context(self, **more: Any) -> dict[str, Any]:
        if "form" in more:
            self.template_name = "inspections/desk/anomalies/send.html"
            place = self.place_form()
            if self.object is None and place.is_valid():
                more |= {"place": place.cleaned_data["place"], "street": place.cleaned_data["street"]}
        label = AnomalyKind(self.kind).label if self.kind else ""
        urgent = self.kind in URGENT_ANOMALIES
        return {**more, "institution": self.object, "kind": self.kind, "kind_label": label, "urgent": urgent}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.kind or (self.object is None and not self.place_form().is_valid()):
            return self.get(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponseBase:
        made = anomalies.report(actor=self.actor, kind=self.kind, **self.seen_at(), **form.cleaned_data)
        words = _("Reported as %(number)s. The district looks at it by %(due)s.")
        return self.done(words % {"number": made.number, "due": made.due.isoformat()}, made)

    def seen_at(self) -> dict[str, Any]:
        """Where it was seen, for the service."""
        if self.object is not None:
            return {"institution": self.object, "district": self.object.district}
        place = self.place_form()
        place.full_clean()
        street = place.cleaned_data["street"]
        return {"place": place.cleaned_data["place"], "street": street, "district": street.district}


class AnomalyPage(DeskView):
    """One report: what, where, what became of it, the next act."""

    capability = "anomalies.view"
    template_name = "inspections/desk/anomalies/one.html"

    def get_object(self) -> Anomaly:
        found = Anomaly.objects.visible_to(self.actor).for_list()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        anomaly: Anomaly = self.object
        is_open = anomaly.state == AnomalyState.REPORTED
        return {
            "anomaly": anomaly,
            "files": files_about(anomaly),
            "may_handle": is_open and self.actor.can("anomalies.handle"),
            "may_open": is_open and self.actor.can("inspections.open"),
            "sees_visit": self.actor.can("inspections.view"),
            "answer_form": AnswerForm(),
            "events": history_of(anomaly),
            "today": timezone.localdate(),
            **more,
        }


class AnomalyAnswer(AnomalyPage):
    """Answer the street without a visit."""

    capability = "anomalies.handle"
    form_class = AnswerForm
    http_method_names = ["post"]

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = anomalies.answer(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Answered; the street office reads it."), row)

    def form_invalid(self, form: django_forms.BaseForm, *, status: int) -> HttpResponseBase:
        return self.render(answer_form=form, answering=True, status=status)
